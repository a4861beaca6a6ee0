// The types of what an archive contains: members and unreadable parts.
/** A member of an archive, as stored; nothing of it can be trusted. */
export interface Member {
  /** Any text: may be empty, contain `..`, or control characters. */
  readonly name: string;
  /**
   * Must be read before the next member is requested, or not at all. Throws `UnreadableArchive` if it cannot be read
   * further. Undefined for members without content, such as folders.
   */
  readonly content?: Buffer | AsyncIterable<Buffer>;
  /** Stated size of the content in bytes. */
  readonly size?: number;
  /** Further text about the member: the target of a link, a comment, a second name. */
  readonly texts?: readonly Buffer[];
}

/** A part of an archive that cannot be read. */
export interface MemberTrouble {
  /** Empty for the archive itself. */
  readonly name: string;
  readonly trouble: { readonly reason: string; readonly remedy?: string };
}

/** The content of an archive. A format's reader throws `UnreadableArchive` if it cannot continue. */
export type Members = AsyncIterable<Member | MemberTrouble>;

const decoder = new TextDecoder('utf-8', { fatal: true });

/** @returns a name decoded as UTF-8 or, if invalid, as latin-1 */
export function nameOf(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  }
}
