// The signatures of archive formats, with the checks that keep ordinary text from matching them.
import { isUtf8 } from 'node:buffer';
import { lazy } from '../../src/lazy.ts';
import { lfsPointer } from './lfs-pointer.ts';
import { isZlibStream } from './zlib-header.ts';

/** Formats that can be opened. */
export type Format = 'zip' | 'tar' | 'ar' | 'gzip' | 'bzip2' | 'xz' | 'zstd' | 'lzip' | 'lzma' | 'zlib';

/** The start of a format. Read as latin-1, so a string can hold any byte. */
interface Signature {
  readonly start: string;
  /** For formats that can be opened. */
  readonly format?: Format;
  /** Display name of a format that cannot be opened: `7z archive`. */
  readonly name?: string;
  /**
   * Further requirements that every reader of the format has, because the signature alone may start a text. `head` is
   * padded with zeros; `length` of its bytes belong to the file.
   */
  readonly isValid?: (head: Buffer, length: number) => boolean;
}

/** Requires binary data after the signature: a text about a format never continues with such bytes. */
const hasBinaryFrom = (from: number) => (head: Buffer, length: number) =>
  !isPlainText(head.subarray(from, Math.min(from + 60, length)));

const SIGNATURES: readonly Signature[] = [
  { start: 'PK\x03\x04', format: 'zip', isValid: hasBinaryFrom(4) },
  { start: 'PK\x05\x06', format: 'zip', isValid: hasBinaryFrom(4) },
  { start: 'PK\x07\x08PK', format: 'zip', isValid: hasBinaryFrom(8) },
  { start: 'PK00PK\x03\x04', format: 'zip', isValid: hasBinaryFrom(8) },
  // A member header ends with these two bytes.
  { start: '!<arch>\n', format: 'ar', isValid: (head) => head[66] === 0x60 && head[67] === 0x0a },
  // Compression method 8, with no reserved flag set.
  { start: '\x1f\x8b\x08', format: 'gzip', isValid: (head) => head[3]! < 32 },
  { start: 'BZh', format: 'bzip2', isValid: isBzip2 },
  { start: '\xfd7zXZ\0', format: 'xz' },
  { start: '\x28\xb5\x2f\xfd', format: 'zstd' },
  // Versions 0 and 1; the dictionary is between 4 kB and 512 MB.
  { start: 'LZIP', format: 'lzip', isValid: (head) => head[4]! < 2 && (head[5]! & 31) >= 12 && (head[5]! & 31) <= 29 },
  { start: '\x5d\0', format: 'lzma', isValid: isLzma },
  // One for each compression level.
  ...['x\x01', 'x^', 'x\x9c', 'x\xda'].map((start): Signature => ({ start, format: 'zlib', isValid: isZlib })),
  { start: '7z\xbc\xaf\x27\x1c', name: '7z archive' },
  { start: 'Rar!\x1a\x07', name: 'RAR archive' },
  { start: 'MSCF\0\0\0\0', name: 'cabinet file' },
  { start: '\x04\x22\x4d\x18', name: 'lz4 file' },
  // Compressed blocks of the legacy format are at most 8 MB.
  { start: '\x02\x21\x4c\x18', name: 'lz4 file', isValid: (head) => head[7] === 0 },
  // Codes have 9 to 16 bits.
  {
    start: '\x1f\x9d',
    name: 'compress (.Z) file',
    isValid: (head) => (head[2]! & 0x60) === 0 && (head[2]! & 31) >= 9 && (head[2]! & 31) <= 16,
  },
  { start: '\x89LZO\0\r\n\x1a\n', name: 'lzop file' },
  { start: '\xed\xab\xee\xdb', name: 'RPM package' },
  { start: 'xar!\0\x1c', name: 'xar archive' },
  {
    start: 'hsqs',
    name: 'squashfs image',
    isValid: (head) => isSquashfs(head.readUInt16LE(28), head.readUInt16LE(30)),
  },
  {
    start: 'sqsh',
    name: 'squashfs image',
    isValid: (head) => isSquashfs(head.readUInt16BE(28), head.readUInt16BE(30)),
  },
  { start: 'MSWIM\0\0\0', name: 'WIM image' },
  { start: 'PACK\0\0\0\x02', name: 'git pack' },
  { start: 'PACK\0\0\0\x03', name: 'git pack' },
  { start: '# v2 git bundle\n', name: 'git bundle', isValid: isBundle },
  { start: '# v3 git bundle\n', name: 'git bundle', isValid: isBundle },
  {
    start: '\x60\xea',
    name: 'ARJ archive',
    isValid: (head) => head.readUInt16LE(2) >= 30 && head.readUInt16LE(2) <= 2600 && head[4]! >= 30 && head[10] === 2,
  },
  { start: 'SZDD\x88\xf0\x27\x33', name: 'SZDD file' },
  { start: 'KWAJ\x88\xf0\x27\xd1', name: 'KWAJ file' },
  { start: '7kSt\xa0\x31\x83\xd3\x8c\xb2\x28\xb0\xd3', name: 'zpaq archive' },
  { start: 'zPQ', name: 'zpaq archive', isValid: (head) => (head[3] === 1 || head[3] === 2) && head[4] === 1 },
  { start: 'LRZI\0', name: 'lrzip file' },
  { start: '\xff\x06\0\0sNaPpY', name: 'snappy file' },
  { start: 'ZOO ', name: 'ZOO archive', isValid: (head) => head.readUInt32LE(20) === 0xfdc4a7dc },
  ...['\x1e', '\x22', '\x23', '\x24', '\x25', '\x26', '\x27'].map((first) => ({
    start: `${first}\xb5\x2f\xfd`,
    name: 'zstd file of before 2016',
  })),
  // Skippable frames, which may precede other frames.
  ...Array.from({ length: 16 }, (_, at): Signature => ({
    start: `${String.fromCharCode(0x50 + at)}\x2a\x4d\x18`,
    format: 'zstd',
  })),
];

/** A recognised format: one that can be opened, or one that can only be named. */
export type Recognised =
  | { readonly format: Format }
  /** Display name, for example `7z archive`. */
  | { readonly unsupported: string }
  /** A pointer to content that Git LFS stores elsewhere: its SHA-256 in hex. */
  | { readonly lfs: string };

/** The signatures by their first three bytes. A signature of two bytes is listed under every third byte. */
const byStart = lazy(() => {
  const table = new Map<number, Signature[]>();
  for (const signature of SIGNATURES) {
    const [first, second, third] = [0, 1, 2].map((at) => signature.start.charCodeAt(at)) as [number, number, number];
    for (const one of Number.isNaN(third) ? Array.from({ length: 256 }, (_, byte) => byte) : [third]) {
      const start = first * 65536 + second * 256 + one;
      table.set(start, [...(table.get(start) ?? []), signature]);
    }
  }
  return table;
});
const IS_PAIR = new Uint8Array(65536);
for (const { start } of SIGNATURES) IS_PAIR[start.charCodeAt(0) * 256 + start.charCodeAt(1)] = 1;
const LFS_START = [...'ver'].reduce((start, letter) => start * 256 + letter.charCodeAt(0), 0);
IS_PAIR[LFS_START >> 8] = 1;
/** In an LHA header, the length and the checksum precede a compression method between dashes. */
const LHA_DASH = 0x2d;
/** More than any `isValid` reads. Bytes. */
const PADDED_LENGTH = 128;

/** Whether a file that starts with these bytes may have a signature. Called for everything that is read. */
export function mayHaveSignature(first: number, second: number, third: number): boolean {
  if (third === LHA_DASH) return true;
  if (IS_PAIR[first * 256 + second] === 0) return false;
  const start = first * 65536 + second * 256 + third;
  return start === LFS_START || byStart().has(start);
}

/**
 * @param head the first bytes, at least three
 * @param size of the whole file in bytes, if known
 */
export function recogniseSignature(head: Buffer, size: number | undefined): Recognised | undefined {
  if (!mayHaveSignature(head[0]!, head[1]!, head[2]!)) return undefined;
  const begin = head.readUIntBE(0, 3);
  if (begin === LFS_START) {
    const lfs = lfsPointer(head, size ?? head.length);
    return lfs === undefined ? undefined : { lfs };
  }
  if (isLha(head)) return { unsupported: 'LHA archive' };
  const start = head.toString('latin1', 0, 16);
  // Short files are padded with zeros, which no signature accepts by mistake.
  const padded = head.length >= PADDED_LENGTH ? head : Buffer.concat([head, Buffer.alloc(PADDED_LENGTH)]);
  const found = byStart()
    .get(begin)
    ?.find((signature) => start.startsWith(signature.start) && signature.isValid?.(padded, head.length) !== false);
  if (found === undefined) return undefined;
  return found.format === undefined ? { unsupported: found.name! } : { format: found.format };
}

/** The magic number of a block with a valid origin pointer, or the end mark of an empty stream. */
function isBzip2(head: Buffer, length: number): boolean {
  const level = head[3]! - 0x30;
  if (level < 1 || level > 9) return false;
  if (head.toString('latin1', 4, 10) === '\x17rE8P\x90') return true;
  if (head.toString('latin1', 4, 10) !== '1AY&SY') return false;
  const origin = (head.readUInt32BE(14) >>> 7) & 0xffffff;
  // A pointer out of range in binary data means a damaged file, which is reported when it is opened.
  return origin < level * 100_000 || !isPlainText(head.subarray(10, Math.min(70, length)));
}

/** A compression method and the header level; text has no such byte there. */
function isLha(head: Buffer): boolean {
  return head.length > 21 && /^-(?:lh[0-9dx]|lz[s2-8]|pm[0-2s])-/.test(head.toString('latin1', 2, 7)) && head[20]! <= 3;
}

/** The same checks as `xz`: a common dictionary size and a plausible file size. */
function isLzma(head: Buffer): boolean {
  const dictionary = head.readUInt32LE(1);
  const isUsual =
    dictionary === 0xffffffff || (dictionary & (dictionary - 1)) === 0 || Number.isInteger(Math.log2(dictionary / 3));
  const isUnknown = head.readUInt32LE(5) === 0xffffffff && head.readUInt32LE(9) === 0xffffffff;
  return isUsual && dictionary >= 4096 && head[13] === 0 && (isUnknown || head.readUInt32LE(9) < 64);
}

function isZlib(head: Buffer, length: number): boolean {
  return !isUtf8(head.subarray(0, Math.min(60, length))) && isZlibStream(head, length);
}

function isSquashfs(major: number, minor: number): boolean {
  return major >= 1 && major <= 4 && minor <= 3;
}

/** Prerequisites, refs or capabilities follow in a bundle; a text about bundles continues differently. */
function isBundle(head: Buffer, length: number): boolean {
  return (
    !isPlainText(head.subarray(16, Math.min(PADDED_LENGTH, length))) ||
    /^# v[23] git bundle\n(?:-?[0-9a-f]{40,64}[ \n]|@)/.test(head.toString('latin1', 0, PADDED_LENGTH))
  );
}

function isPlainText(bytes: Buffer): boolean {
  return bytes.every((byte) => byte >= 0x20 || (byte >= 8 && byte <= 13) || byte === 0x1b);
}
