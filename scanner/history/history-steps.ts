// Steps of a secret's history (introduced or removed by a commit), shared between secrets with the same history.

/** A change that a commit made to a secret at a path. */
export interface Step {
  /** Position of the commit in the graph. */
  readonly commit: number;
  /** The object that was added or removed. */
  readonly object: number;
  /** The path from which, or to which, the same commit moved the secret. */
  readonly otherPath?: string;
}

/**
 * Steps in the order they were added. Equal sequences are one object: a hundred thousand secrets of one file share
 * their history.
 */
export class Steps {
  readonly last: Step | undefined;
  /** The same steps without the last one. */
  readonly before: Steps | undefined;
  #next: Map<Step, Steps> | undefined;
  #list: readonly Step[] | undefined;

  constructor(before?: Steps, last?: Step) {
    this.before = before;
    this.last = last;
  }

  /** @returns these steps and one more */
  with(step: Step): Steps {
    this.#next ??= new Map();
    const known = this.#next.get(step);
    if (known !== undefined) return known;
    const longer = new Steps(this, step);
    this.#next.set(step, longer);
    return longer;
  }

  get list(): readonly Step[] {
    if (this.#list !== undefined) return this.#list;
    const list: Step[] = this.last === undefined ? [] : [this.last];
    for (let { before } = this; before?.last !== undefined; before = before.before) list.push(before.last);
    return (this.#list = list.reverse());
  }
}
