/**
 * Every walk through the code of a file goes through here: it knows what a question has visited and how far it may
 * still go, so that no code, however tangled or large, keeps the lint from ending.
 */
import type { Node } from '../syntax/ast.ts';

/**
 * A question about an expression whose answer may need other questions, and the same question about other
 * expressions. To ask is the only way to get an answer: nothing calls `answer` but {@link Traversal.ask}.
 */
export interface Question<Result, Readers> {
  answer(node: Node, readers: Readers, detail: string): Result;
  /** What is added by a way that leads back to where it began. */
  circular(node: Node): Result;
  /** What is said of an expression when the question has gone too deep or taken too long. */
  unknown(node: Node): Result;
}

/** Questions that are open at a time. One that code asks in earnest opens a dozen. */
export const MAX_DEPTH = 100;
/** Steps of one question; one that code asks in earnest takes some dozen. */
export const MAX_STEPS = 5_000;
/** Steps of all questions of one check together, at least and for each node of the file. */
const LEAST_ALLOWANCE = 50_000;
const ALLOWANCE_PER_NODE = 10;

/** What is known of a question about one expression. */
interface Entry {
  /** The run in which the question is open, else 0. */
  openIn: number;
  /** An answer that stands by itself: found without meeting an open question, or asked by nobody but a check. */
  isFinal: boolean;
  /** Whether the final answer is the same whoever asks. */
  isClean: boolean;
  result: unknown;
  cost: number;
  height: number;
  /** The outermost question for which `passing` holds. */
  query: number;
  passing: unknown;
}

type Table = Map<Node, Entry>;

/**
 * Asks questions. Answers do not depend on what was asked before, by which rule or in which order: an answer that is
 * remembered costs as many steps as it took to find, and one that met an open question is used by nobody else.
 */
export class Traversal {
  readonly #tables = new Map<object, Map<string, Table>>();
  readonly #allowance: number;
  #left: number;
  #run = 1;
  #runs = 1;
  #query = 0;
  #queries = 0;
  #limit = 0;
  #depth = 0;
  /** The deepest question since the open one began. */
  #reach = 0;
  #steps = 0;
  /** How often a question met an open one, or an answer that had. */
  #meetings = 0;

  /** @param size how many nodes the file has */
  constructor(size: number) {
    this.#allowance = LEAST_ALLOWANCE + size * ALLOWANCE_PER_NODE;
    this.#left = this.#allowance;
  }

  /** @param detail what else the question is about, such as the name of a property */
  ask<Result, Readers>(question: Question<Result, Readers>, node: Node, readers: Readers, detail = ''): Result {
    const entry = this.#entryOf(question, node, detail);
    if (entry.openIn === this.#run) {
      this.#meetings += 1;
      return question.circular(node);
    }
    const isOutermost = this.#depth === 0;
    if (isOutermost) this.#begin();
    if (entry.isFinal && (isOutermost || (entry.isClean && this.#depth + entry.height <= MAX_DEPTH))) {
      this.#reach = Math.max(this.#reach, this.#depth + entry.height);
      this.#steps += entry.cost;
      if (isOutermost) this.#pay();
      return this.#isSpent ? question.unknown(node) : (entry.result as Result);
    }
    this.#steps += 1;
    if (this.#isSpent || this.#depth === MAX_DEPTH) {
      this.#meetings += 1;
      return question.unknown(node);
    }
    if (entry.query === this.#query) {
      this.#meetings += 1;
      return entry.passing as Result;
    }
    return this.#find(question, node, readers, detail, entry);
  }

  /** Computes something as if nothing had been asked before, with an allowance of its own. */
  apart<Result>(compute: () => Result): Result {
    const saved = [
      this.#run,
      this.#left,
      this.#query,
      this.#limit,
      this.#depth,
      this.#reach,
      this.#steps,
      this.#meetings,
    ] as const;
    this.#runs += 1;
    this.#run = this.#runs;
    this.#left = this.#allowance;
    this.#depth = 0;
    try {
      return compute();
    } finally {
      [this.#run, this.#left, this.#query, this.#limit, this.#depth, this.#reach, this.#steps, this.#meetings] = saved;
    }
  }

  /**
   * @param meanwhile what who asks while it is being computed is given
   * @returns what `compute` gives, computed {@link apart} when first asked for
   */
  fact<Result>(compute: () => Result, meanwhile: Result): () => Result {
    let known: { readonly result: Result } | undefined;
    return () => {
      if (!known) {
        known = { result: meanwhile };
        try {
          known = { result: this.apart(compute) };
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
    this.#reach = 0;
  }

  #pay(): void {
    this.#left -= Math.min(this.#steps, this.#limit);
  }

  #find<Result, Readers>(
    question: Question<Result, Readers>,
    node: Node,
    readers: Readers,
    detail: string,
    entry: Entry,
  ): Result {
    const [meetings, steps, reach, openIn] = [this.#meetings, this.#steps, this.#reach, entry.openIn];
    entry.openIn = this.#run;
    this.#depth += 1;
    this.#reach = this.#depth;
    let result: Result;
    try {
      result = question.answer(node, readers, detail);
    } finally {
      entry.openIn = openIn;
      this.#depth -= 1;
    }
    const isOutermost = this.#depth === 0;
    const isClean = this.#meetings === meetings;
    if (isOutermost) this.#pay();
    if (this.#isSpent) {
      // Of an allowance that was all but used up nothing can be said for the next check, which has one of its own.
      if (isOutermost && this.#limit === MAX_STEPS) {
        entry.isFinal = true;
        entry.isClean = false;
        entry.cost = MAX_STEPS + 1;
      }
      return question.unknown(node);
    }
    if (isClean || isOutermost) {
      entry.isFinal = true;
      entry.isClean = isClean;
      entry.result = result;
      entry.cost = this.#steps - steps + 1;
      entry.height = this.#reach - this.#depth;
    } else {
      entry.query = this.#query;
      entry.passing = result;
    }
    this.#reach = Math.max(this.#reach, reach);
    return result;
  }

  #entryOf(question: object, node: Node, detail: string): Entry {
    let tables = this.#tables.get(question);
    if (!tables) this.#tables.set(question, (tables = new Map()));
    let table = tables.get(detail);
    if (!table) tables.set(detail, (table = new Map()));
    let entry = table.get(node);
    if (!entry) {
      entry = {
        openIn: 0,
        isFinal: false,
        isClean: false,
        result: undefined,
        cost: 0,
        height: 0,
        query: 0,
        passing: undefined,
      };
      table.set(node, entry);
    }
    return entry;
  }
}
