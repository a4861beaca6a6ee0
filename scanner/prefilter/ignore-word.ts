// The word of comments that ignore a finding, and a fast search for files that have one.
import { MENTIONED } from './platform-mention.ts';

/** Begins each comment that ignores a finding. */
export const IGNORE_WORD = 'navixy-secrets-ignore';

const WIDE = Buffer.from(IGNORE_WORD, 'utf16le');
const SPELLINGS = [Buffer.from(IGNORE_WORD), WIDE, Buffer.from(WIDE).swap16()];

/**
 * Whether a document may have a comment that ignores a finding. The word names the platform, so most documents need no
 * search.
 * @param platform what `platformMentionsIn` found in the document
 */
export function mayHoldIgnore(bytes: Uint8Array, platform: number): boolean {
  if ((platform & MENTIONED) === 0) return false;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return SPELLINGS.some((word) => buffer.includes(word));
}
