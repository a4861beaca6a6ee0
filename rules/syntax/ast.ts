// Helpers for JavaScript trees: unwrapping, names, texts, functions and traversal.
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { getPropertyName } from '@typescript-eslint/utils/ast-utils';

export type Node = TSESTree.Node;
export type SourceCode = Readonly<TSESLint.SourceCode>;
export type Call = TSESTree.CallExpression | TSESTree.NewExpression;
export type FunctionNode =
  TSESTree.ArrowFunctionExpression | TSESTree.FunctionDeclaration | TSESTree.FunctionExpression;

/**
 * Whether the file is a JavaScript tree with scopes, which data flow needs; JSON, Markdown, YAML and others are not.
 */
export function isJavaScript(sourceCode: SourceCode): boolean {
  return (
    (sourceCode.ast as { type?: string } | null)?.type === 'Program' &&
    Array.isArray((sourceCode.ast as { body?: unknown }).body) &&
    typeof sourceCode.getScope === 'function' &&
    Boolean(sourceCode.scopeManager?.globalScope) &&
    // YAML, TOML, JSONC and HTML parsers also use the root `Program`, with their own node types.
    sourceCode.ast.body.every((node) => !/^(?:YAML|TOML|JSON|Document)/.test(node.type))
  );
}

/** @returns the expression without wrappers that change nothing at run time: casts, `!`, optional chains, `await` */
export function unwrap(node: Node): Node {
  let current = node;
  for (let inner = innerOf(current); inner; inner = innerOf(current)) current = inner;
  return current;
}

function innerOf(node: Node): Node | undefined {
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
    case 'TSInstantiationExpression':
    case 'ChainExpression':
      return node.expression;
    case 'AwaitExpression':
      return node.argument;
    case 'SequenceExpression':
      return node.expressions.at(-1);
    default:
      return (node.type as string) === 'ParenthesizedExpression'
        ? (node as unknown as { expression: Node }).expression
        : undefined;
  }
}

/** Whether `parent` only wraps `node`, see {@link unwrap}. */
function isWrapper(parent: Node | undefined): parent is Node {
  // The parent of the program is `null`.
  return Boolean(parent) && innerOf(parent as Node) !== undefined;
}

/** @returns the outermost wrapper of `node` */
export function outermost(node: Node): Node {
  let current = node;
  while (isWrapper(current.parent) && current.parent.type !== 'SequenceExpression') current = current.parent;
  return current;
}

type Named = TSESTree.MemberExpression | TSESTree.MethodDefinition | TSESTree.Property | TSESTree.PropertyDefinition;

/** @returns the name of a property, member, method or class field, if it is a literal */
export function propertyName(node: Named | TSESTree.AccessorProperty): string | undefined {
  const key = node.type === 'MemberExpression' ? node.property : node.key;
  // The library would evaluate a computed key, even `'x'.padEnd(3e8)`; and it does not support private names.
  if (node.computed) return textOf(key);
  return key.type === 'PrivateIdentifier' ? key.name : (getPropertyName(node as Named) ?? undefined);
}

/** @returns the text of a literal */
export function textOf(node: Node): string | undefined {
  if (node.type === 'Literal') return node.value === null ? undefined : String(node.value);
  if (node.type === 'TemplateLiteral' && node.expressions.length === 0)
    return node.quasis[0]?.value.cooked ?? undefined;
  return undefined;
}

/** Maximum number of chain links read: `expect(a).to.be.a('b').and…` may have hundreds. */
const MAX_LINKS = 40;

/**
 * @returns the names of a chain such as `process.env.NAVIXY_HASH`, outermost object first. An unnamed link is an empty
 *   string, so `a[b].c` is `['a', '', 'c']`; so is the start of a chain of over 40 links
 */
export function chainNames(node: Node): string[] {
  const names: string[] = [];
  let current = unwrap(node);
  while (names.length < MAX_LINKS) {
    if (current.type === 'CallExpression') {
      current = unwrap(current.callee);
    } else if (current.type === 'MemberExpression') {
      names.push(propertyName(current) ?? '');
      current = unwrap(current.object);
    } else {
      break;
    }
  }
  return [...rootNames(current), ...names.reverse()];
}

/**
 * @returns the last name of a chain; for a computed name its literal start: `NAVIXY_HASH_` for ``
 *   env[`NAVIXY_HASH_${region}`] ``; empty if it has none
 */
export function lastName(node: Node): string {
  const one = unwrap(node);
  const key = one.type === 'MemberExpression' && one.computed ? one.property : undefined;
  if (key?.type === 'TemplateLiteral') return key.quasis[0]?.value.cooked ?? '';
  if (key?.type === 'BinaryExpression' && key.operator === '+') return textOf(key.left) ?? '';
  return chainNames(one).at(-1) ?? '';
}

function rootNames(node: Node): string[] {
  switch (node.type) {
    case 'Identifier':
      return [node.name];
    case 'ThisExpression':
      return ['this'];
    case 'MetaProperty':
      return [node.meta.name, node.property.name];
    default:
      return [''];
  }
}

/** Whether the code after a statement runs only if the statement does not. */
export function alwaysExits(statement: Node): boolean {
  const last = statement.type === 'BlockStatement' ? statement.body.at(-1) : statement;
  return last !== undefined && /^(?:Return|Throw|Continue|Break)Statement$/.test(last.type);
}

export function isFunction(node: Node | null | undefined): node is FunctionNode {
  return (
    node?.type === 'ArrowFunctionExpression' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'FunctionDeclaration'
  );
}

/** @returns the function around `node`, or `undefined` at the top of the module */
export function enclosingFunction(node: Node): FunctionNode | undefined {
  let current = node.parent;
  while (current && !isFunction(current)) current = current.parent;
  return current;
}

/** Node types of Vue templates, which the parser does not list among the file's visitor keys. */
const TEMPLATE_KEYS: Readonly<Record<string, readonly string[]>> = {
  VElement: ['startTag', 'children'],
  VStartTag: ['attributes'],
  VAttribute: ['value'],
  VExpressionContainer: ['expression'],
  VForExpression: ['right'],
  VOnExpression: ['body'],
  VFilterSequenceExpression: ['expression', 'filters'],
  VFilter: ['arguments'],
};

/** Visits `root` and all its descendants once, parents first. */
export function walk(root: Node, sourceCode: SourceCode, visit: (node: Node) => void): void {
  const pending: Node[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    visit(node);
    const keys = sourceCode.visitorKeys[node.type] ?? TEMPLATE_KEYS[node.type] ?? [];
    for (let index = keys.length - 1; index >= 0; index -= 1) {
      const child = (node as unknown as Record<string, unknown>)[keys[index]!];
      if (Array.isArray(child)) {
        for (let at = child.length - 1; at >= 0; at -= 1) if (child[at]) pending.push(child[at] as Node);
      } else if (child) {
        pending.push(child as Node);
      }
    }
  }
}
