// The interface of the tracer, for modules that the tracer itself uses.
import type { FunctionNode, Node } from '../syntax/ast.ts';
import type { Variable } from '../syntax/scopes.ts';
import type { SourceIndex } from './source-index.ts';
import type { Traversal } from './traversal.ts';

export interface Tracing {
  readonly index: SourceIndex;
  readonly traversal: Traversal;
  /**
   * @returns the expressions that may be the value of `node`, at most 8. An expression that cannot be traced further (a
   *   literal, a call, an import, a parameter of an exported function) is its own source.
   */
  sources(node: Node): readonly Node[];
  /** @returns the possible values of the property `name` of `object`; empty if none is known */
  property(object: Node, name: string): readonly Node[];
  /** @returns the source text of an expression */
  textOf(node: Node): string;
  variableOf(node: Node): Variable | undefined;
  /** @returns the local functions that a callee may name */
  functionsOf(callee: Node): FunctionNode[];
  returned(node: FunctionNode): readonly Node[];
  /** @returns the values returned by the local functions that a callee may name */
  resultsOf(callee: Node): Node[];
  /** @returns the sources of `node` in one step; `undefined` if it is a source itself */
  next(node: Node): readonly Node[] | undefined;
  /** @returns the identifiers that write a variable after its declaration */
  writesOf(variable: Variable): readonly Node[];
}
