// The one question whether bytes may be an archive, and of which kind. Whoever reads asks it here.
import { archiveBehindScript } from './script-archives.ts';
import { bySignature, mayHaveSignature, type Recognised } from './signature-table.ts';
import { hasTarSum, isTarHeader, SUM_START, TAR_BLOCK } from './tar-header.ts';

export type { Format, Recognised } from './signature-table.ts';

/** So much of the beginning decides; less is enough for what is shorter. Bytes. */
export const HEAD_LENGTH = 16 * 1024;
/** What is shorter is no archive. Bytes. */
const SHORTEST = 10;

/** Begins the last record of a zip. */
export const END_OF_ZIP = Buffer.from('PK\x05\x06');
/** That record, without its comment. Bytes. */
export const END_LENGTH = 22;
/** The same with the longest comment that can follow; readers of zip look no further from the end. Bytes. */
export const LONGEST_END = END_LENGTH + 65535;

/**
 * Whether bytes may be an archive or a pointer: what {@link recogniseArchive} knows, what stands behind a script, and
 * what ends as a zip. This is asked about everything that is read; it says yes for all that is opened, and sometimes
 * for what is none in the end.
 * @param mayEndZip false where it is known that no last record of a zip is in it
 */
export function mayBeArchive(bytes: Uint8Array, start: number, end: number, mayEndZip = true): boolean {
  const size = end - start;
  if (size < SHORTEST) return false;
  if (
    mayBegin(bytes, start, size) &&
    recogniseArchive(bytes.subarray(start, Math.min(end, start + HEAD_LENGTH)), size) !== undefined
  )
    return true;
  if (archiveBehindScript(bytes.subarray(start, end)) !== undefined) return true;
  return (
    mayEndZip &&
    endsOfZip(
      Buffer.from(bytes.buffer, bytes.byteOffset + Math.max(start, end - LONGEST_END), Math.min(size, LONGEST_END)),
    ).length > 0
  );
}

/** Cheaper than {@link recogniseArchive}, and never narrower. */
function mayBegin(bytes: Uint8Array, start: number, size: number): boolean {
  if (mayHaveSignature(bytes[start]!, bytes[start + 1]!, bytes[start + 2]!)) return true;
  return size >= TAR_BLOCK && ((bytes[start] === 0 && bytes[start + SUM_START] === 0) || hasTarSum(bytes, start));
}

/**
 * @param head the first {@link HEAD_LENGTH} bytes, or all there are;
 * @param size of the whole in bytes, where it is known
 */
export function recogniseArchive(head: Uint8Array, size?: number): Recognised | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < SHORTEST) return undefined;
  const known = bySignature(bytes, size);
  if (known !== undefined) return known;
  return isTarHeader(firstBlock(bytes)) ? { format: 'tar' } : undefined;
}

/** A tar may begin as an empty one ends: other archives were put behind it. */
function firstBlock(bytes: Buffer): Buffer {
  let at = 0;
  while (at + TAR_BLOCK < bytes.length && isZero(bytes.subarray(at, at + TAR_BLOCK))) at += TAR_BLOCK;
  return bytes.subarray(at, at + TAR_BLOCK);
}

export function isZero(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/**
 * Where the last record of a zip may be, at the end of anything: a self-extracting program, a picture with a tail.
 * @param tail the last {@link LONGEST_END} bytes, or all there are
 * @returns places in `tail`, the last one first
 */
export function endsOfZip(tail: Buffer): number[] {
  const found: number[] = [];
  for (
    let at = tail.indexOf(END_OF_ZIP);
    at >= 0 && at + END_LENGTH <= tail.length;
    at = tail.indexOf(END_OF_ZIP, at + 1)
  )
    found.unshift(at);
  return found;
}
