/**
 * The budget of every walk through a file's code: it tracks visited expressions, depth and steps, so no code, however
 * tangled or large, can hang the lint.
 */
import type { Node } from '../syntax/ast.ts';

/**
 * A question about an expression, whose answer may depend on other questions or on the same question about other
 * expressions. Only {@link Traversal.ask} may call `answer`.
 */
export interface Question<Result, Readers> {
  answer(node: Node, readers: Readers, detail: string): Result;
  /** Result for a cycle. */
  circular(node: Node): Result;
  /** Result when the question is too deep or exceeds its budget. */
  unknown(node: Node): Result;
}

/** Maximum number of nested questions; real code needs about a dozen. */
export const MAX_DEPTH = 100;
/** Maximum steps of one question; real code needs a few dozen. */
export const MAX_STEPS = 5_000;
/** Steps for all questions of one check: a minimum, and an addition for each node of the file. */
const BASE_ALLOWANCE = 50_000;
const ALLOWANCE_PER_NODE = 10;

/** The state of one question about one expression. */
interface QuestionState {
  /** The run in which the question is open, otherwise 0. */
  openInRun: number;
  /** Whether the answer is complete: found without meeting an open question, or asked directly by a check. */
  isFinal: boolean;
  /** Whether the final answer is the same for every caller. */
  isUnconditional: boolean;
  result: unknown;
  cost: number;
  height: number;
  /** The outermost question for which `passing` is valid. */
  provisionalQuery: number;
  provisional: unknown;
}

type StatesByNode = Map<Node, QuestionState>;

/**
 * Asks questions. Answers do not depend on earlier questions, rules or their order: a cached answer costs as many steps
 * as it took to find, and an answer that met an open question is not reused by other questions.
 */
export class Traversal {
  readonly #tables = new Map<object, Map<string, StatesByNode>>();
  readonly #allowance: number;
  #left: number;
  #run = 1;
  #runs = 1;
  #query = 0;
  #queries = 0;
  #limit = 0;
  #depth = 0;
  /** The maximum depth since the current question started. */
  #maxDepth = 0;
  #steps = 0;
  /** How often a question met an open one, or an answer that depended on one. */
  #cycles = 0;

  /** @param size number of nodes of the file */
  constructor(size: number) {
    this.#allowance = BASE_ALLOWANCE + size * ALLOWANCE_PER_NODE;
    this.#left = this.#allowance;
  }

  /** @param detail further subject of the question, such as the name of a property */
  ask<Result, Readers>(question: Question<Result, Readers>, node: Node, readers: Readers, detail = ''): Result {
    const entry = this.#stateOf(question, node, detail);
    if (entry.openInRun === this.#run) {
      this.#cycles += 1;
      return question.circular(node);
    }
    const isOutermost = this.#depth === 0;
    if (isOutermost) this.#begin();
    if (entry.isFinal && (isOutermost || (entry.isUnconditional && this.#depth + entry.height <= MAX_DEPTH))) {
      this.#maxDepth = Math.max(this.#maxDepth, this.#depth + entry.height);
      this.#steps += entry.cost;
      if (isOutermost) this.#charge();
      return this.#isSpent ? question.unknown(node) : (entry.result as Result);
    }
    this.#steps += 1;
    if (this.#isSpent || this.#depth === MAX_DEPTH) {
      this.#cycles += 1;
      return question.unknown(node);
    }
    if (entry.provisionalQuery === this.#query) {
      this.#cycles += 1;
      return entry.provisional as Result;
    }
    return this.#answer(question, node, readers, detail, entry);
  }

  /** Computes something with its own budget, independent of earlier questions. */
  isolated<Result>(compute: () => Result): Result {
    const saved = [
      this.#run,
      this.#left,
      this.#query,
      this.#limit,
      this.#depth,
      this.#maxDepth,
      this.#steps,
      this.#cycles,
    ] as const;
    this.#runs += 1;
    this.#run = this.#runs;
    this.#left = this.#allowance;
    this.#depth = 0;
    try {
      return compute();
    } finally {
      [this.#run, this.#left, this.#query, this.#limit, this.#depth, this.#maxDepth, this.#steps, this.#cycles] = saved;
    }
  }

  /**
   * @param placeholder result for callers while the computation is running
   * @returns a function that computes the result on the first call, {@link isolated} from other questions, and caches
   *   it
   */
  lazyFact<Result>(compute: () => Result, placeholder: Result): () => Result {
    let known: { readonly result: Result } | undefined;
    return () => {
      if (!known) {
        known = { result: placeholder };
        try {
          known = { result: this.isolated(compute) };
        } catch (error) {
          known = undefined;
          throw error;
        }
      }
      return known.result;
    };
  }

  get #isSpent(): boolean {
    return this.#steps > this.#limit;
  }

  #begin(): void {
    this.#queries += 1;
    this.#query = this.#queries;
    this.#limit = Math.min(MAX_STEPS, this.#left);
    this.#steps = 0;
    this.#maxDepth = 0;
  }

  #charge(): void {
    this.#left -= Math.min(this.#steps, this.#limit);
  }

  #answer<Result, Readers>(
    question: Question<Result, Readers>,
    node: Node,
    readers: Readers,
    detail: string,
    entry: QuestionState,
  ): Result {
    const [meetings, steps, reach, openIn] = [this.#cycles, this.#steps, this.#maxDepth, entry.openInRun];
    entry.openInRun = this.#run;
    this.#depth += 1;
    this.#maxDepth = this.#depth;
    let result: Result;
    try {
      result = question.answer(node, readers, detail);
    } finally {
      entry.openInRun = openIn;
      this.#depth -= 1;
    }
    const isOutermost = this.#depth === 0;
    const isClean = this.#cycles === meetings;
    if (isOutermost) this.#charge();
    if (this.#isSpent) {
      // If the check's own allowance was nearly spent, the failure is not cached: the next check has a new allowance.
      if (isOutermost && this.#limit === MAX_STEPS) {
        entry.isFinal = true;
        entry.isUnconditional = false;
        entry.cost = MAX_STEPS + 1;
      }
      return question.unknown(node);
    }
    if (isClean || isOutermost) {
      entry.isFinal = true;
      entry.isUnconditional = isClean;
      entry.result = result;
      entry.cost = this.#steps - steps + 1;
      entry.height = this.#maxDepth - this.#depth;
    } else {
      entry.provisionalQuery = this.#query;
      entry.provisional = result;
    }
    this.#maxDepth = Math.max(this.#maxDepth, reach);
    return result;
  }

  #stateOf(question: object, node: Node, detail: string): QuestionState {
    let tables = this.#tables.get(question);
    if (!tables) this.#tables.set(question, (tables = new Map()));
    let table = tables.get(detail);
    if (!table) tables.set(detail, (table = new Map()));
    let entry = table.get(node);
    if (!entry) {
      entry = {
        openInRun: 0,
        isFinal: false,
        isUnconditional: false,
        result: undefined,
        cost: 0,
        height: 0,
        provisionalQuery: 0,
        provisional: undefined,
      };
      table.set(node, entry);
    }
    return entry;
  }
}
