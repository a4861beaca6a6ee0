/** Traces expressions back to the sources of their values. */
import type { TSESTree } from '@typescript-eslint/utils';
import {
  type FunctionNode,
  type Node,
  type SourceCode,
  chainNames,
  isFunction,
  propertyName,
  unwrap,
} from '../syntax/ast.ts';
import { argumentsFor, hasOnlyLocalCalls, settledPromise } from './call-arguments.ts';
import { propertiesOf } from './property-sources.ts';
import { type PatternStep, type Variable, findVariable, patternPath, returnedNodes } from '../syntax/scopes.ts';
import type { SourceIndex } from './source-index.ts';
import type { Tracing } from './tracing.ts';
import type { Question, Traversal } from './traversal.ts';
import { MAX_ALTERNATIVES } from '../syntax/values.ts';

/** Calls that return their argument or receiver, as far as a credential or a URL is concerned. */
const TRANSPARENT_CALLS = new Set([
  'String',
  'encodeURIComponent',
  'encodeURI',
  'decodeURIComponent',
  'Object.freeze',
  'Object.seal',
  'Promise.resolve',
  'structuredClone',
]);
const TRANSPARENT_METHODS = new Set(['toString', 'trim', 'valueOf', 'catch', 'finally', 'toLowerCase']);

const SOURCES: Question<readonly Node[], Tracer> = {
  answer(node, tracer) {
    const next = tracer.next(node);
    if (next === undefined) return [node];
    const found = distinct(next, (one) => (one === node ? [node] : tracer.sources(one)));
    return found.length === 0 ? [node] : found;
  },
  circular: () => [],
  unknown: (node) => [node],
};

/**
 * Traces expressions back to the sources of their values within the file: through variables, later writes,
 * destructuring, defaults, members, enums, class fields, parameters and results of local functions, promise chains and
 * `await`. It never executes anything.
 */
export class Tracer implements Tracing {
  readonly #sourceCode: SourceCode;
  readonly index: SourceIndex;
  readonly traversal: Traversal;
  readonly #variables = new Map<Node, Variable | undefined>();
  readonly #returned = new Map<FunctionNode, readonly Node[]>();
  readonly #writes = new Map<Variable, readonly Node[]>();

  constructor(sourceCode: SourceCode, index: SourceIndex, traversal: Traversal) {
    this.#sourceCode = sourceCode;
    this.index = index;
    this.traversal = traversal;
  }

  /**
   * @returns the expressions that may be the value of `node`, at most 8. An expression that cannot be traced further (a
   *   literal, a call, an import, a parameter of an exported function) is its own source.
   */
  sources(node: Node): readonly Node[] {
    return this.traversal.ask(SOURCES, unwrap(node), this);
  }

  /** @returns the possible values of the property `name` of `object`; empty if none is known */
  property(object: Node, name: string): readonly Node[] {
    return distinct(propertiesOf(object, name, this), (value) => this.sources(value));
  }

  /** @returns the source text of an expression */
  textOf(node: Node): string {
    return this.#sourceCode.getText(node);
  }

  variableOf(node: Node): Variable | undefined {
    if (node.type !== 'Identifier') return undefined;
    if (!this.#variables.has(node)) this.#variables.set(node, findVariable(node, this.#sourceCode));
    return this.#variables.get(node);
  }

  /** @returns the local functions that a callee may name */
  functionsOf(callee: Node): FunctionNode[] {
    return this.sources(callee).filter(isFunction);
  }

  returned(node: FunctionNode): readonly Node[] {
    let known = this.#returned.get(node);
    if (!known) this.#returned.set(node, (known = returnedNodes(node, this.#sourceCode)));
    return known;
  }

  /** @returns the values returned by the local functions that a callee may name */
  resultsOf(callee: Node): Node[] {
    return this.functionsOf(callee).flatMap((one) => this.returned(one));
  }

  /** @returns the sources of `node` in one step; `undefined` if it is a source itself */
  next(node: Node): readonly Node[] | undefined {
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
      const [handler, start] = node.arguments;
      // An accumulator that is created once and filled in each step.
      if (name === 'reduce' && start && /^(?:New|Object)Expression$/.test(start.type)) return [start];
      if (name === 'then' && handler) {
        const settled = this.resultsOf(handler);
        return settled.length === 0 ? undefined : settled;
      }
    }
    if (isFunction(callee)) return this.returned(callee);
    const returned = this.resultsOf(callee);
    return returned.length === 0 ? undefined : returned;
  }

  #nextOfIdentifier(node: TSESTree.Identifier): readonly Node[] | undefined {
    const variable = this.variableOf(node);
    if (!variable || variable.defs.length === 0) return undefined;
    const found: Node[] = [];
    for (const definition of variable.defs) {
      switch (definition.type as string) {
        case 'Variable':
        case 'Parameter':
          found.push(...this.#valuesOfBinding(definition.name as Node, node));
          break;
        case 'FunctionName':
        case 'ClassName':
        case 'TSEnumName':
          found.push(definition.node as Node);
          break;
        default:
          // An import, a caught error, a type: nothing to trace within the file.
          return undefined;
      }
    }
    for (const identifier of this.writesOf(variable)) found.push(...this.#valuesOfBinding(identifier, node));
    return found;
  }

  /** @returns the identifiers that write a variable after its declaration */
  writesOf(variable: Variable): readonly Node[] {
    let known = this.#writes.get(variable);
    if (!known) {
      const declared = new Set<Node>(variable.identifiers);
      const written = variable.references.filter((reference) => reference.isWrite() && reference.init !== true);
      known = written.map(({ identifier }) => identifier as Node).filter((identifier) => !declared.has(identifier));
      this.#writes.set(variable, known);
    }
    return known;
  }

  /** @returns the values that a declaration or a write gives to its identifier; `self` if unknown */
  #valuesOfBinding(identifier: Node, self: Node): readonly Node[] {
    const path = patternPath(identifier);
    if (!path) return [self];
    const { holder, pattern, steps } = path;
    if (holder.type === 'VariableDeclarator') {
      const loop = holder.parent.parent;
      if (loop.type === 'ForOfStatement') return this.#destructure(this.#elements(loop.right), steps, self);
      return holder.init ? this.#destructure([holder.init], steps, self) : [];
    }
    if (holder.type === 'AssignmentExpression') {
      // `url += part` is a separate value, which the evaluator joins.
      return holder.operator === '=' ? this.#destructure([holder.right], steps, self) : [holder];
    }
    if (isFunction(holder)) return this.#valuesOfParameter(holder, pattern, steps, self);
    return [self];
  }

  #valuesOfParameter(holder: FunctionNode, pattern: Node, steps: readonly PatternStep[], self: Node): readonly Node[] {
    const position = holder.params.indexOf(pattern as TSESTree.Parameter);
    const found: Node[] = [];
    const isRest = pattern.type === 'RestElement';
    let isOpen = true;
    if (!isRest) {
      const settled = settledPromise(holder, position);
      const calls = settled ? [settled] : argumentsFor(holder, position, this);
      found.push(...this.#destructure(calls, steps, self));
      isOpen = !settled && !hasOnlyLocalCalls(holder, this);
    }
    for (const one of steps) if (one.name === '' && one.fallback) found.push(one.fallback);
    return isOpen || found.length === 0 ? [...found, self] : found;
  }

  /** Follows a pattern from the destructured values to the part that one identifier receives. */
  #destructure(values: readonly Node[], steps: readonly PatternStep[], self: Node): readonly Node[] {
    let current = values;
    for (const { name, fallback } of steps) {
      if (name === '') continue;
      if (name === undefined) return [self];
      const taken = distinct(current, (value) => this.property(value, name));
      // If the parts are unknown (a call's result), the identifier itself is the source.
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

/** @returns the first 8 results of following `nodes`, without duplicates; stops there */
function distinct(nodes: readonly Node[], follow: (node: Node) => readonly Node[]): readonly Node[] {
  const found = new Set<Node>();
  for (const node of nodes) {
    for (const one of follow(node)) {
      found.add(one);
      if (found.size === MAX_ALTERNATIVES) return [...found];
    }
  }
  return [...found];
}
