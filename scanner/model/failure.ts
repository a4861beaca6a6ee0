import { clean } from '../text/clean.ts';

/**
 * Something the tool could not do, in words for its user. Ends the command with exit status 2. Message and remedy are
 * one line each, without a value: they quote paths, settings and other programs.
 */
export class Failure extends Error {
  override readonly name = 'Failure';
  /** What to do next, as an imperative sentence or a command. */
  readonly remedy: string | undefined;

  constructor(message: string, remedy?: string) {
    super(clean(message));
    this.remedy = remedy === undefined ? undefined : clean(remedy);
  }
}
