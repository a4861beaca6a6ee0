// The error whose message is meant for the user; it ends the command with exit code 2.

import { clean } from '../text/clean.ts';

/**
 * An operation that failed, with a message for the user. Ends the command with exit code 2. Message and remedy are one
 * line each and masked, because they quote paths, settings and other programs.
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
