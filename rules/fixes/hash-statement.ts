/** Statements that put a hash into something made before: `params.append('hash', h)`, `body.hash = h`. */
import { HASH_FIELD } from '../../src/navixy/carriers.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { type Node, type SourceCode, propertyName, textOf, unwrap } from '../syntax/ast.ts';
import { type Edit, hasComment, withLine } from './edits.ts';
import { findVariable } from '../syntax/scopes.ts';

export interface HashStatement {
  /** The one place that reads what the hash was put into. */
  readonly use: Node;
  readonly removal: Edit;
}

const SETTERS = /^(?:append|set)$/;
/** What changes a collection, or leads to one that is changed. */
const WRITING = /^(?:append|delete|searchParams|set|sort)$/;
const READING = /^(?:href|toString)$/;

/** @returns how to remove the statement, and where the rest goes; `undefined` if it is no such statement */
export function findStatement(site: Node, sourceCode: SourceCode): HashStatement | undefined {
  const write = site.parent;
  const target = write && targetOf(write, site);
  const statement = write?.parent;
  if (!target || statement?.type !== 'ExpressionStatement' || hasComment(statement.range, sourceCode)) return undefined;
  const use = findUse(target, statement, sourceCode);
  const range = withLine(statement.range, sourceCode.text);
  return use && { use, removal: (fixer) => fixer.removeRange([...range]) };
}

/** @returns what the hash is put into: `params` of `params.set('hash', h)`, `url` of `url.searchParams.set(…)` */
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

/** The statement must always run between the declaration and the use, so all three belong to one block. */
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

/** @returns the reading of a name; nothing where it is only written to */
function useOf(identifier: Node): Node[] {
  const member = identifier.parent;
  if (member?.type !== 'MemberExpression' || member.object !== identifier) return [identifier];
  const name = propertyName(member) ?? '';
  if (WRITING.test(name) || (member.parent.type === 'AssignmentExpression' && member.parent.left === member)) return [];
  if (!READING.test(name)) return [identifier];
  return [member.parent.type === 'CallExpression' && member.parent.callee === member ? member.parent : member];
}

/** Whether an expression belongs to a block and to no function within it. */
function isWithin(node: Node, block: Node): boolean {
  for (let current = node.parent; current; current = current.parent) {
    if (current === block) return true;
    if (/Function/.test(current.type)) return false;
  }
  return false;
}
