/** Removes statements that add a hash to an existing object: `params.append('hash', h)`, `body.hash = h`. */
import { HASH_FIELD } from '../../src/navixy/carriers.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { type Node, type SourceCode, propertyName, textOf, unwrap } from '../syntax/ast.ts';
import { type Edit, hasComment, withLine } from './edits.ts';
import { findVariable } from '../syntax/scopes.ts';

export interface HashStatement {
  /** The only expression that reads the object. */
  readonly use: Node;
  readonly removal: Edit;
}

const SETTERS = /^(?:append|set)$/;
/** Members that change a collection, or lead to one that is changed. */
const WRITING = /^(?:append|delete|searchParams|set|sort)$/;
const READING = /^(?:href|toString)$/;

/** @returns how to remove the statement, and where the object is used; `undefined` for any other statement */
export function findStatement(site: Node, sourceCode: SourceCode): HashStatement | undefined {
  const write = site.parent;
  const target = write && targetOf(write, site);
  const statement = write?.parent;
  if (!target || statement?.type !== 'ExpressionStatement' || hasComment(statement.range, sourceCode)) return undefined;
  const use = findUse(target, statement, sourceCode);
  const range = withLine(statement.range, sourceCode.text);
  return use && { use, removal: (fixer) => fixer.removeRange([...range]) };
}

/**
 * @returns the object that the hash is added to: `params` of `params.set('hash', h)`, `url` of
 *   `url.searchParams.set(…)`
 */
function targetOf(write: Node, site: Node): TSESTree.Identifier | undefined {
  if (write.type === 'AssignmentExpression') {
    const isHash =
      write.operator === '=' &&
      write.right === site &&
      write.left.type === 'MemberExpression' &&
      propertyName(write.left) === HASH_FIELD;
    return isHash ? rootOf((write.left as TSESTree.MemberExpression).object) : undefined;
  }
  if (write.type !== 'CallExpression' || write.callee.type !== 'MemberExpression') return undefined;
  const [name, value] = write.arguments;
  const isHash =
    value === site &&
    name !== undefined &&
    textOf(name) === HASH_FIELD &&
    SETTERS.test(propertyName(write.callee) ?? '');
  return isHash ? rootOf(write.callee.object) : undefined;
}

function rootOf(given: Node): TSESTree.Identifier | undefined {
  const node = unwrap(given);
  const isQuery = node.type === 'MemberExpression' && propertyName(node) === 'searchParams';
  const root = isQuery ? unwrap(node.object) : node;
  return root.type === 'Identifier' ? root : undefined;
}

/** The statement must always run between declaration and use, so all three must be in one block. */
function findUse(target: TSESTree.Identifier, statement: Node, sourceCode: SourceCode): Node | undefined {
  const variable = findVariable(target, sourceCode);
  const declaration = variable?.defs[0]?.node.parent as Node | null | undefined;
  if (declaration?.type !== 'VariableDeclaration' || declaration.parent !== statement.parent) return undefined;
  const uses = variable!.references
    .filter(({ init }) => init !== true)
    .flatMap(({ identifier }) => useOf(identifier as Node));
  const [use] = uses;
  return use && uses.length === 1 && use.range[0] > statement.range[1] && isWithin(use, statement.parent!)
    ? use
    : undefined;
}

/** @returns the expression that reads a name; nothing if it is only written */
function useOf(identifier: Node): Node[] {
  const member = identifier.parent;
  if (member?.type !== 'MemberExpression' || member.object !== identifier) return [identifier];
  const name = propertyName(member) ?? '';
  if (WRITING.test(name) || (member.parent.type === 'AssignmentExpression' && member.parent.left === member)) return [];
  if (!READING.test(name)) return [identifier];
  return [member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : member];
}

/** Whether an expression is in a block, and not in a function inside that block. */
function isWithin(node: Node, block: Node): boolean {
  for (let current = node.parent; current; current = current.parent) {
    if (current === block) return true;
    if (/Function/.test(current.type)) return false;
  }
  return false;
}
