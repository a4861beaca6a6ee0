/** Content that cannot be read, or not to its end. What was read so far counts. */
export class UnreadableArchive extends Error {
  override readonly name = 'Unreadable';
  readonly remedy: string;

  /** @param reason without the path, which stands beside it anyway */
  constructor(reason: string, remedy = 'Repair or replace the archive, or delete it if nobody needs it.') {
    super(reason);
    this.remedy = remedy;
  }
}

/** A limit that ends the reading of a whole archive. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
  readonly remedy: string;

  constructor(reason: string, remedy: string) {
    super(reason);
    this.remedy = remedy;
  }
}
