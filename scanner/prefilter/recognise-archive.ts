// Decides whether bytes may be an archive, and which format: every reader asks here before opening anything.
import { findScriptArchive } from './script-archives.ts';
import { recogniseSignature, mayHaveSignature, type Recognised } from './signature-table.ts';
import { hasTarSum, isTarHeader, SUM_START, TAR_BLOCK } from './tar-header.ts';

export type { Format, Recognised } from './signature-table.ts';

/** Bytes from the start of a file that decide its format; shorter files need fewer. */
export const HEAD_LENGTH = 16 * 1024;
/** Anything shorter cannot be an archive. Bytes. */
const MIN_LENGTH = 10;

/** The signature of a zip's end of central directory record. */
export const END_OF_ZIP = Buffer.from('PK\x05\x06');
/** Length of that record without its comment. Bytes. */
export const END_LENGTH = 22;
/** Length of that record with the longest possible comment. Zip readers search no further from the end. Bytes. */
export const LONGEST_END = END_LENGTH + 65535;

/**
 * Whether bytes may be an archive or an LFS pointer: a format of {@link recogniseArchive}, data behind a script, or a
 * zip at the end. Called for everything that is read. True for everything that can be opened, and sometimes for files
 * that turn out not to be archives.
 * @param mayEndZip false if the bytes are known to contain no end record of a zip
 */
export function mayBeArchive(bytes: Uint8Array, start: number, end: number, mayEndZip = true): boolean {
  const size = end - start;
  if (size < MIN_LENGTH) return false;
  if (
    mayStartArchive(bytes, start, size) &&
    recogniseArchive(bytes.subarray(start, Math.min(end, start + HEAD_LENGTH)), size) !== undefined
  )
    return true;
  if (findScriptArchive(bytes.subarray(start, end)) !== undefined) return true;
  return (
    mayEndZip &&
    findZipEnds(
      Buffer.from(bytes.buffer, bytes.byteOffset + Math.max(start, end - LONGEST_END), Math.min(size, LONGEST_END)),
    ).length > 0
  );
}

/** Cheaper than {@link recogniseArchive}; never misses what that accepts. */
function mayStartArchive(bytes: Uint8Array, start: number, size: number): boolean {
  if (mayHaveSignature(bytes[start]!, bytes[start + 1]!, bytes[start + 2]!)) return true;
  return size >= TAR_BLOCK && ((bytes[start] === 0 && bytes[start + SUM_START] === 0) || hasTarSum(bytes, start));
}

/**
 * Recognises an archive by its first bytes.
 * @param head the first {@link HEAD_LENGTH} bytes, or the whole file if shorter
 * @param size of the whole file in bytes, if known
 */
export function recogniseArchive(head: Uint8Array, size?: number): Recognised | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (bytes.length < MIN_LENGTH) return undefined;
  const recognised = recogniseSignature(bytes, size);
  if (recognised !== undefined) return recognised;
  return isTarHeader(firstBlock(bytes)) ? { format: 'tar' } : undefined;
}

/** Skips blocks of zeros: a tar may start with the end of an empty one, if archives were concatenated. */
function firstBlock(bytes: Buffer): Buffer {
  let at = 0;
  while (at + TAR_BLOCK < bytes.length && isZero(bytes.subarray(at, at + TAR_BLOCK))) at += TAR_BLOCK;
  return bytes.subarray(at, at + TAR_BLOCK);
}

export function isZero(block: Uint8Array): boolean {
  return block.every((byte) => byte === 0);
}

/**
 * Finds possible end records of a zip at the end of any file, such as a self-extracting program or an image with
 * appended data.
 * @param tail the last {@link LONGEST_END} bytes, or the whole file if shorter
 * @returns offsets in `tail`, the last one first
 */
export function findZipEnds(tail: Buffer): number[] {
  const found: number[] = [];
  for (
    let at = tail.indexOf(END_OF_ZIP);
    at >= 0 && at + END_LENGTH <= tail.length;
    at = tail.indexOf(END_OF_ZIP, at + 1)
  )
    found.unshift(at);
  return found;
}
