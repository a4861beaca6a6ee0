// A nondeterministic automaton for one segment of a path pattern; its time is bounded by the product of both lengths.
import type { Group, Node } from './syntax.ts';

type Step =
  | { readonly type: 'take'; readonly matches: (code: number) => boolean }
  /** Continues at several steps at once. */
  | { readonly type: 'fork'; readonly to: number[] };

/** A nondeterministic automaton: it follows all possibilities at once, so it never backtracks. */
export class Automaton {
  readonly #steps: Step[] = [];

  constructor(nodes: readonly Node[]) {
    this.#add(nodes);
  }

  /**
   * @param codes the text as code points
   * @returns for each length from 0 on, whether a prefix of that length matches
   */
  matchingPrefixes(codes: readonly number[]): Uint8Array {
    const matching = new Uint8Array(codes.length + 1);
    const accepted = this.#steps.length;
    // For each step, the last position at which it was reached, so each step is visited once per position.
    const reached = new Int32Array(accepted + 1).fill(-1);
    let current: number[] = [];
    this.#reach(0, 0, reached, current);
    for (let at = 0; at <= codes.length; at += 1) {
      matching[at] = reached[accepted] === at ? 1 : 0;
      if (current.length === 0 || at === codes.length) break;
      const next: number[] = [];
      for (const number of current) {
        const step = this.#steps[number]!;
        if (step.type === 'take' && step.matches(codes[at]!)) this.#reach(number + 1, at + 1, reached, next);
      }
      current = next;
    }
    return matching;
  }

  /** Whether the whole text matches. */
  fits(codes: readonly number[]): boolean {
    return this.matchingPrefixes(codes)[codes.length] === 1;
  }

  /** Follows forks, and adds the steps that consume a character to `taking`. */
  #reach(first: number, at: number, reached: Int32Array, taking: number[]): void {
    const open = [first];
    for (let number = open.pop(); number !== undefined; number = open.pop()) {
      if (reached[number] === at) continue;
      reached[number] = at;
      const step = this.#steps[number];
      if (step === undefined) continue;
      if (step.type === 'take') taking.push(number);
      else open.push(...step.to);
    }
  }

  #add(nodes: readonly Node[]): void {
    for (const node of nodes) {
      if (node.type === 'group') this.#addGroup(node);
      else if (node.type === 'star')
        this.#addGroup({ type: 'group', times: 'any', alternatives: [[{ type: 'one', matches: () => true }]] });
      else if (node.type === 'one') this.#steps.push({ type: 'take', matches: node.matches });
      else this.#steps.push({ type: 'take', matches: (code) => code === node.code });
    }
  }

  #addGroup({ times, alternatives }: Group): void {
    const start = this.#fork();
    const ends: number[][] = [];
    for (const alternative of alternatives) {
      start.push(this.#steps.length);
      this.#add(alternative);
      ends.push(this.#fork());
    }
    const again = times === 'any' || times === 'many' ? this.#fork() : undefined;
    if (again !== undefined) {
      // The preceding fork is at the start of the alternatives.
      again.push(...start, this.#steps.length);
      for (const end of ends) end.push(this.#steps.length - 1);
    } else {
      for (const end of ends) end.push(this.#steps.length);
    }
    if (times === 'optional' || times === 'any') start.push(this.#steps.length);
  }

  #fork(): number[] {
    const to: number[] = [];
    this.#steps.push({ type: 'fork', to });
    return to;
  }
}

/** @returns nodes that match the same texts reversed */
export function reversed(nodes: readonly Node[]): Node[] {
  return nodes
    .map((node): Node => (node.type === 'group' ? { ...node, alternatives: node.alternatives.map(reversed) } : node))
    .reverse();
}
