/** One thing in an archive, as it stands there: nothing of it is to be trusted. */
export interface Member {
  /** Any text: may be empty, climb out with `..`, or hold control characters. */
  readonly name: string;
  /**
   * To be read before the next member is asked for, or not at all. Throws `UnreadableArchive` where it cannot be read
   * on. Absent for what has none, e.g. a folder.
   */
  readonly content?: Buffer | AsyncIterable<Buffer>;
  /** Bytes of the content, as the archive has it. */
  readonly size?: number;
  /** What else is said about it: the target of a link, a comment, a second name. */
  readonly texts?: readonly Buffer[];
}

/** Something that is in an archive and cannot be read. */
export interface MemberTrouble {
  /** Empty for the archive itself. */
  readonly name: string;
  readonly trouble: { readonly reason: string; readonly remedy?: string };
}

/** What an archive holds. A reader of a format throws `UnreadableArchive` when it cannot go on. */
export type Members = AsyncIterable<Member | MemberTrouble>;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @returns a name as text: UTF-8, or if it is not, one character for each byte */
export function nameOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}
