// Runs a part of a path pattern over a text in time that grows with the product of their lengths, whatever they are.
import type { Group, Node } from './syntax.ts';

type Step =
  | { readonly type: 'take'; readonly fits: (code: number) => boolean }
  /** Goes on in several places at once. */
  | { readonly type: 'fork'; readonly to: number[] };

/**
 * A nondeterministic automaton: it follows all that a text may mean at once, so nothing is ever tried again.
 */
export class Automaton {
  readonly #steps: Step[] = [];

  constructor(nodes: readonly Node[]) {
    this.#add(nodes);
  }

  /**
   * @param codes the text, as code points
   * @returns for each length from 0 on whether so much of the beginning fits
   */
  fittingBeginnings(codes: readonly number[]): Uint8Array {
    const fitting = new Uint8Array(codes.length + 1);
    const accepted = this.#steps.length;
    // For each step the last position at which it was reached, so that it is reached once.
    const reached = new Int32Array(accepted + 1).fill(-1);
    let current: number[] = [];
    this.#reach(0, 0, reached, current);
    for (let at = 0; at <= codes.length; at += 1) {
      fitting[at] = reached[accepted] === at ? 1 : 0;
      if (current.length === 0 || at === codes.length) break;
      const next: number[] = [];
      for (const number of current) {
        const step = this.#steps[number]!;
        if (step.type === 'take' && step.fits(codes[at]!)) this.#reach(number + 1, at + 1, reached, next);
      }
      current = next;
    }
    return fitting;
  }

  /** Whether all of it fits. */
  fits(codes: readonly number[]): boolean {
    return this.fittingBeginnings(codes)[codes.length] === 1;
  }

  /** Follows forks; what takes a character is added to `taking`. */
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
        this.#addGroup({ type: 'group', times: 'any', alternatives: [[{ type: 'one', fits: () => true }]] });
      else if (node.type === 'one') this.#steps.push({ type: 'take', fits: node.fits });
      else this.#steps.push({ type: 'take', fits: (code) => code === node.code });
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
      // The fork before this one stands where the alternatives begin.
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

/** @returns what fits the same texts written from their end */
export function reversed(nodes: readonly Node[]): Node[] {
  return nodes
    .map((node): Node => (node.type === 'group' ? { ...node, alternatives: node.alternatives.map(reversed) } : node))
    .reverse();
}
