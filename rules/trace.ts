import type { TSESTree } from '@typescript-eslint/utils';
import { type FunctionNode, type Node, type SourceCode, chainNames, isFunction, propertyName, unwrap } from './ast.ts';
import { argumentsFor, isClosed, promiseSettling } from './local-calls.ts';
import { propertiesOf } from './members.ts';
import { type PatternStep, type Variable, findVariable, patternPath, returnedNodes } from './scopes.ts';
import type { SourceIndex } from './source-index.ts';
import { MAX_ALTERNATIVES } from './values.ts';

const MAX_DEPTH = 24;
/** Steps one question may take; a real one takes some dozen. */
const MAX_STEPS = 600;

/** Calls that hand their argument or receiver on, as far as a credential or a URL is concerned. */
const TRANSPARENT_CALLS = new Set(['String', 'encodeURIComponent', 'encodeURI', 'decodeURIComponent', 'Object.freeze', 'Object.seal', 'Promise.resolve', 'structuredClone']);
const TRANSPARENT_METHODS = new Set(['toString', 'trim', 'valueOf', 'catch', 'finally', 'toLowerCase']);

/**
 * Follows expressions back to where their values come from, within the file: through variables, their
 * later writes, destructuring, defaults, members, enums, class fields, parameters of local functions,
 * returns of local helpers, promise chains and `await`. Never executes anything.
 */
export class Tracer {
  readonly #sourceCode: SourceCode;
  readonly index: SourceIndex;
  readonly #cache = new Map<Node, readonly Node[]>();
  readonly #active = new Set<Node>();
  #steps = 0;

  constructor(sourceCode: SourceCode, index: SourceIndex) {
    this.#sourceCode = sourceCode;
    this.index = index;
  }

  /**
   * @returns the expressions `node` may take its value from, at most 8. One that leads nowhere (a
   * literal, a call, an import, a parameter of an exported function) stands for itself.
   */
  sources(node: Node): readonly Node[] {
    const cached = this.#cache.get(node);
    if (cached) return cached;
    const isOutermost = this.#active.size === 0;
    if (isOutermost) this.#steps = 0;
    const found = this.#follow(node);
    // Inside a cycle an answer lacks what the outer question is still collecting.
    if (isOutermost) this.#cache.set(node, found);
    return found;
  }

  /** @returns what the property `name` of `object` may come from; empty when nothing is known */
  property(object: Node, name: string): readonly Node[] {
    return distinct(propertiesOf(object, name, this).flatMap((value) => this.sources(value)));
  }

  variableOf(node: Node): Variable | undefined {
    return node.type === 'Identifier' ? findVariable(node, this.#sourceCode) : undefined;
  }

  /** @returns the local functions a callee may name */
  functionsOf(callee: Node): FunctionNode[] {
    return this.sources(callee).filter(isFunction);
  }

  returned(node: FunctionNode): Node[] {
    return returnedNodes(node, this.#sourceCode);
  }

  #follow(given: Node): readonly Node[] {
    const node = unwrap(given);
    this.#steps += 1;
    if (this.#active.has(node)) return [];
    if (this.#active.size > MAX_DEPTH || this.#steps > MAX_STEPS) return [node];
    this.#active.add(node);
    try {
      const next = this.#next(node);
      if (next === undefined) return [node];
      const found = distinct(next.flatMap((one) => (one === node ? [node] : this.#follow(one))));
      return found.length === 0 ? [node] : found;
    } finally {
      this.#active.delete(node);
    }
  }

  /** @returns where the value of `node` comes from in one step; `undefined` if it is a source itself */
  #next(node: Node): readonly Node[] | undefined {
    switch (node.type) {
      case 'Identifier':
        return this.#nextOfIdentifier(node);
      case 'MemberExpression': {
        const name = propertyName(node);
        const found = name === undefined ? [] : this.property(node.object, name);
        return found.length === 0 ? undefined : found;
      }
      case 'ConditionalExpression':
        return [node.consequent, node.alternate];
      case 'LogicalExpression':
        return node.operator === '&&' ? [node.right] : [node.left, node.right];
      case 'AssignmentExpression':
        if (node.operator === '=') return [node.right];
        return /^(?:\|\||&&|\?\?)=$/.test(node.operator) ? [node.left, node.right] : undefined;
      case 'CallExpression':
        return this.#nextOfCall(node);
      default:
        return undefined;
    }
  }

  #nextOfCall(node: TSESTree.CallExpression): readonly Node[] | undefined {
    const names = chainNames(node.callee);
    const callee = unwrap(node.callee);
    if (TRANSPARENT_CALLS.has(names.join('.')) && node.arguments[0]) return [node.arguments[0]];
    if (callee.type === 'MemberExpression') {
      const name = names.at(-1) ?? '';
      if (TRANSPARENT_METHODS.has(name)) return [callee.object];
      const handler = node.arguments[0];
      if (name === 'then' && handler) {
        const returned = this.functionsOf(handler).flatMap((one) => this.returned(one));
        return returned.length === 0 ? undefined : returned;
      }
    }
    if (isFunction(callee)) return this.returned(callee);
    const returned = this.functionsOf(callee).flatMap((one) => this.returned(one));
    return returned.length === 0 ? undefined : returned;
  }

  #nextOfIdentifier(node: TSESTree.Identifier): readonly Node[] | undefined {
    const variable = findVariable(node, this.#sourceCode);
    if (!variable || variable.defs.length === 0) return undefined;
    const found: Node[] = [];
    for (const definition of variable.defs) {
      switch (definition.type as string) {
        case 'Variable':
        case 'Parameter':
          found.push(...this.#bound(definition.name as Node, node));
          break;
        case 'FunctionName':
        case 'ClassName':
        case 'TSEnumName':
          found.push(definition.node as Node);
          break;
        default:
          // An import, a caught error, a type: nothing to follow within the file.
          return undefined;
      }
    }
    for (const reference of variable.references) {
      if (!reference.isWrite() || reference.init === true) continue;
      const identifier = reference.identifier as Node;
      if (variable.identifiers.includes(identifier as TSESTree.Identifier)) continue;
      found.push(...this.#bound(identifier, node));
    }
    return found;
  }

  /** @returns what a declaration or a write gives the identifier it binds; `self` where it cannot be said */
  #bound(identifier: Node, self: Node): readonly Node[] {
    const path = patternPath(identifier);
    if (!path) return [self];
    const { holder, pattern, steps } = path;
    if (holder.type === 'VariableDeclarator') {
      const loop = holder.parent.parent;
      if (loop.type === 'ForOfStatement') return this.#take(this.#elements(loop.right), steps, self);
      return holder.init ? this.#take([holder.init], steps, self) : [];
    }
    if (holder.type === 'AssignmentExpression') {
      // `url += part` is a value of its own: the evaluator joins it.
      return holder.operator === '=' ? this.#take([holder.right], steps, self) : [holder];
    }
    if (isFunction(holder)) return this.#boundByCalls(holder, pattern, steps, self);
    return [self];
  }

  #boundByCalls(holder: FunctionNode, pattern: Node, steps: readonly PatternStep[], self: Node): readonly Node[] {
    const position = holder.params.indexOf(pattern as TSESTree.Parameter);
    const found: Node[] = [];
    const isRest = pattern.type === 'RestElement';
    let isOpen = true;
    if (!isRest) {
      const settled = promiseSettling(holder, position);
      const calls = settled ? [settled] : argumentsFor(holder, position, this);
      found.push(...this.#take(calls, steps, self));
      isOpen = !settled && !isClosed(holder, this);
    }
    for (const one of steps) if (one.name === '' && one.fallback) found.push(one.fallback);
    return isOpen || found.length === 0 ? [...found, self] : found;
  }

  /** Walks from the values a pattern takes apart to the part that one identifier gets. */
  #take(values: readonly Node[], steps: readonly PatternStep[], self: Node): readonly Node[] {
    let current = values;
    for (const { name, fallback } of steps) {
      if (name === '') continue;
      if (name === undefined) return [self];
      const taken = current.flatMap((value) => this.property(value, name));
      // What cannot be looked into (a call's result) is kept as the identifier itself.
      const isKnown = taken.length > 0;
      current = fallback === undefined ? taken : [...taken, fallback];
      if (!isKnown) return fallback === undefined ? [self] : [self, fallback];
    }
    return current;
  }

  #elements(node: Node): readonly Node[] {
    return this.sources(node)
      .flatMap((source) => (source.type === 'ArrayExpression' ? source.elements : []))
      .filter((element): element is TSESTree.Expression => element !== null && element.type !== 'SpreadElement');
  }
}

/** @returns the first 8 of `nodes`, each once */
function distinct(nodes: readonly Node[]): readonly Node[] {
  return [...new Set(nodes)].slice(0, MAX_ALTERNATIVES);
}
