/** What commits did to secrets: a hundred thousand secrets of one file share what was done to all of them. */

/** Something that a commit did to a secret at a path. */
export interface Step {
  /** Place of the commit in the graph. */
  readonly commit: number;
  /** The object that came, or that went. */
  readonly object: number;
  /** Where the same commit took it from, or put it. */
  readonly otherPath?: string;
}

/** Steps in the order in which they were added; the same ones in the same order are one object. */
export class Steps {
  readonly last: Step | undefined;
  /** Without the last one. */
  readonly before: Steps | undefined;
  #next: Map<Step, Steps> | undefined;
  #list: readonly Step[] | undefined;

  constructor(before?: Steps, last?: Step) {
    this.before = before;
    this.last = last;
  }

  /** @returns these and one more */
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
