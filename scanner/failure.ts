/** Something the tool could not do, in words for its user. Ends the command with exit status 2. */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** What to do next, as an imperative sentence or a command. */
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(message);
    this.remedy = remedy;
  }
}
