/** A piece of code that stands for a kind of code, and what the rules say about it. */
export interface Kind {
  readonly name: string;
  readonly code: string;
  /** Each report: the rule, the line, and the text that is marked, as far as it stands on that line. */
  readonly reports: readonly string[];
}
