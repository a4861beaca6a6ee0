// Helpers for scopes: variables, destructuring paths, function names and returns.
import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findVariable as findByName } from '@typescript-eslint/utils/ast-utils';
import { type FunctionNode, type Node, type SourceCode, enclosingFunction, isFunction, propertyName } from './ast.ts';

export type Variable = TSESLint.Scope.Variable;

/** @returns the variable that an identifier refers to, or `undefined` for an unknown global */
export function findVariable(
  identifier: TSESTree.Identifier | TSESTree.JSXIdentifier,
  sourceCode: SourceCode,
): Variable | undefined {
  const { parent } = identifier as Node;
  // The name of a declaration belongs to the enclosing scope, not to its own, where a parameter may shadow it.
  const isOwnName = parent?.type === 'FunctionDeclaration' && parent.id === identifier;
  const inner: TSESLint.Scope.Scope | null = sourceCode.getScope?.(identifier as Node) ?? null;
  const scope = isOwnName ? (inner?.upper ?? null) : inner;
  const variable = scope && findByName(scope, identifier.name);
  if (variable) return variable;
  // A Vue template is outside of every scope and sees that of `<script setup>`, which is among the first ones.
  const module = sourceCode.scopeManager?.scopes.slice(0, 3).find(({ type }) => (type as string) === 'module');
  return module?.set.get(identifier.name);
}

/** One step from an assigned value to the part that a pattern binds. */
export interface PatternStep {
  /** Property name or array index; `undefined` for a computed name or a rest. */
  readonly name: string | undefined;
  /** The default for a missing part. */
  readonly fallback?: Node;
  /** For a rest: the names that the pattern takes out before it. */
  readonly without?: readonly string[];
}

export interface PatternPath {
  /** The node with the destructured value: a declarator, an assignment, a function or a loop. */
  readonly holder: Node;
  /** The pattern, a direct child of `holder`. */
  readonly pattern: Node;
  readonly steps: readonly PatternStep[];
}

/** @returns the path from a value to a bound identifier, through nested patterns and defaults */
export function patternPath(identifier: Node): PatternPath | undefined {
  const steps: PatternStep[] = [];
  let fallback: Node | undefined;
  let current = identifier;
  for (let parent = current.parent; parent; current = parent, parent = parent.parent) {
    switch (parent.type) {
      case 'AssignmentPattern':
        if (parent.left !== current) return undefined;
        fallback = parent.right;
        break;
      case 'Property':
        steps.unshift(step(propertyName(parent), fallback));
        fallback = undefined;
        break;
      case 'ArrayPattern':
        steps.unshift(step(String(parent.elements.indexOf(current as never)), fallback));
        fallback = undefined;
        break;
      case 'RestElement':
        steps.unshift({ name: undefined, without: namesBeside(parent) });
        break;
      case 'ObjectPattern':
      case 'TSParameterProperty':
        break;
      default:
        // A default of the whole pattern (`function f({ a } = {})`) is an additional step without a name.
        if (fallback !== undefined) steps.unshift({ name: '', fallback });
        return { holder: parent, pattern: current, steps };
    }
  }
  return undefined;
}

/** `const { hash, ...rest } = answer`: the names that the rest does not contain. */
function namesBeside(rest: TSESTree.RestElement): string[] {
  if (rest.parent.type !== 'ObjectPattern') return [];
  return rest.parent.properties.flatMap((one) => (one.type === 'Property' ? [propertyName(one) ?? ''] : []));
}

function step(name: string | undefined, fallback: Node | undefined): PatternStep {
  return fallback === undefined ? { name } : { name, fallback };
}

/**
 * @returns the name of a function: its own, its variable's or its property's; and the identifier that declares it, if
 *   any
 */
export function functionBinding(node: FunctionNode): { name: string; declaration?: TSESTree.Identifier } | undefined {
  if (node.type === 'FunctionDeclaration' && node.id) return { name: node.id.name, declaration: node.id };
  let child: Node = node;
  let parent = node.parent;
  // `useCallback(() => …)`, `memo(…)`: the wrapper returns the function under the variable's name.
  while (parent?.type === 'CallExpression' && parent.arguments[0] === child) {
    child = parent;
    parent = parent.parent;
  }
  if (parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier') {
    return { name: parent.id.name, declaration: parent.id };
  }
  if (child !== node || !parent) return undefined;
  if (parent.type === 'MethodDefinition' || parent.type === 'PropertyDefinition' || parent.type === 'Property') {
    const name = propertyName(parent);
    return name === undefined ? undefined : { name };
  }
  return undefined;
}

/** @returns the expressions that a function may return: those of its own `return`s, or an arrow's expression */
export function returnedNodes(node: FunctionNode, sourceCode: SourceCode): Node[] {
  if (node.body.type !== 'BlockStatement') return [node.body];
  const returned: Node[] = [];
  const pending: Node[] = [node.body];
  for (let current = pending.pop(); current; current = pending.pop()) {
    if (current.type === 'ReturnStatement') {
      if (current.argument) returned.push(current.argument);
      continue;
    }
    for (const key of sourceCode.visitorKeys[current.type] ?? []) {
      const child = (current as unknown as Record<string, Node | (Node | null)[] | null | undefined>)[key];
      for (const one of Array.isArray(child) ? child : [child]) {
        if (one && !isFunction(one) && one.type !== 'ClassBody' && !one.type.endsWith('Expression')) pending.push(one);
      }
    }
  }
  return returned.sort((one, other) => one.range[0] - other.range[0]);
}

/** @returns the class or object literal that `this` refers to */
export function ownerOfThis(node: Node): Node | undefined {
  for (let current: Node | undefined = node; current; current = current.parent) {
    if (current.type === 'ClassBody') return current.parent;
    if (current.type === 'ObjectExpression') {
      const method = enclosingFunction(node);
      if (method?.parent?.type === 'Property' && method.parent.parent === current) return current;
    }
  }
  return undefined;
}
