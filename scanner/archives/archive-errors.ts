// Errors for archives that cannot be read, or that exceed a limit.
/** Content that cannot be read, or not to its end. What was read before still counts. */
export class UnreadableArchive extends Error {
  override readonly name = 'Unreadable';
  readonly remedy: string;

  /** @param reason without the path, which is shown separately */
  constructor(reason: string, remedy = 'Repair or replace the archive, or delete it if nobody needs it.') {
    super(reason);
    this.remedy = remedy;
  }
}

/** A limit that ends the read of a whole archive. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  readonly remedy: string;

  constructor(reason: string, remedy: string) {
    super(reason);
    this.remedy = remedy;
  }
}
