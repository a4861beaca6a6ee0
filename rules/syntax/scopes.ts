import type { TSESLint, TSESTree } from '@typescript-eslint/utils';
import { findVariable as findByName } from '@typescript-eslint/utils/ast-utils';
import { type FunctionNode, type Node, type SourceCode, enclosingFunction, isFunction, propertyName } from './ast.ts';

export type Variable = TSESLint.Scope.Variable;

/** @returns the variable an identifier names in its scope, or `undefined` for an unknown global */
export function findVariable(
  identifier: TSESTree.Identifier | TSESTree.JSXIdentifier,
  sourceCode: SourceCode,
): Variable | undefined {
  const { parent } = identifier as Node;
  // A declaration's name belongs to the scope around it, not to its own, where a parameter may shadow it.
  const isOwnName = parent?.type === 'FunctionDeclaration' && parent.id === identifier;
  const inner: TSESLint.Scope.Scope | null = sourceCode.getScope?.(identifier as Node) ?? null;
  const scope = isOwnName ? (inner?.upper ?? null) : inner;
  const variable = scope && findByName(scope, identifier.name);
  if (variable) return variable;
  // A Vue template stands outside of every scope and sees that of `<script setup>`, which is among the first.
  const module = sourceCode.scopeManager?.scopes.slice(0, 3).find(({ type }) => (type as string) === 'module');
  return module?.set.get(identifier.name);
}

/** One step from an assigned value into the part of it that a pattern binds. */
export interface PatternStep {
  /** Property name or array index; `undefined` when computed or a rest. */
  readonly name: string | undefined;
  /** The default that stands in when the part is missing. */
  readonly fallback?: Node;
  /** Of a rest: the names that the pattern takes out before it. */
  readonly without?: readonly string[];
}

export interface PatternPath {
  /** The node whose value the whole pattern takes apart: a declarator, an assignment, a function or a loop. */
  readonly holder: Node;
  /** The direct child of `holder` that is the pattern. */
  readonly pattern: Node;
  readonly steps: readonly PatternStep[];
}

/** @returns how a bound identifier gets its part of a value, through any nesting of patterns and defaults */
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
        // A default of the whole pattern (`function f({ a } = {})`) is one more step, into nothing.
        if (fallback !== undefined) steps.unshift({ name: '', fallback });
        return { holder: parent, pattern: current, steps };
    }
  }
  return undefined;
}

/** `const { hash, ...rest } = answer`: what the rest does not have. */
function namesBeside(rest: TSESTree.RestElement): string[] {
  if (rest.parent.type !== 'ObjectPattern') return [];
  return rest.parent.properties.flatMap((one) => (one.type === 'Property' ? [propertyName(one) ?? ''] : []));
}

function step(name: string | undefined, fallback: Node | undefined): PatternStep {
  return fallback === undefined ? { name } : { name, fallback };
}

/**
 * @returns the name by which a function is called: its own, its variable's, or its property's; and the
 * identifier that declares it, where it has one
 */
export function functionBinding(node: FunctionNode): { name: string; declaration?: TSESTree.Identifier } | undefined {
  if (node.type === 'FunctionDeclaration' && node.id) return { name: node.id.name, declaration: node.id };
  let child: Node = node;
  let parent = node.parent;
  // `useCallback(() => …)`, `memo(…)`: the wrapper hands the function on under the variable's name.
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

/** @returns what a function may return: the expressions after its own `return`s, or an arrow's expression */
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

/** @returns the class or object literal whose `this` an expression sees */
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
