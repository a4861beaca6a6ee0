/** An example of a kind of code, with the reports of the rules. */
export interface Kind {
  readonly name: string;
  readonly code: string;
  /** Each report: the rule, the line, and the marked text on that line. */
  readonly reports: readonly string[];
}
