/** Formats that are opened. */
export type Format = 'zip' | 'tar' | 'ar' | 'gzip' | 'bzip2' | 'xz' | 'zstd';

/** What bytes are by their beginning: something to open, or something that can only be named. */
export type Recognised =
  | { readonly format: Format }
  /** A name for people, e.g. `7z archive`. */
  | { readonly unsupported: string }
  /** A pointer to content that git LFS keeps elsewhere: its SHA-256 in hex. */
  | { readonly lfs: string };

/** So much of the beginning decides; less is enough for what is shorter. Bytes. */
export const HEAD = 512;

/** A pointer is a handful of short lines. Bytes. */
const LONGEST_POINTER = 1024;
const POINTER = Buffer.from('version https://git-lfs.github.com/spec/v1');
const POINTER_OID = /^oid sha256:([0-9a-f]{64})$/m;

const UNSUPPORTED: readonly (readonly [magic: string, name: string])[] = [
  ['7z\xbc\xaf\x27\x1c', '7z archive'],
  ['Rar!\x1a\x07', 'RAR archive'],
  ['MSCF\0\0\0\0', 'cabinet file'],
  ['\x04\x22\x4d\x18', 'lz4 file'],
  ['LZIP', 'lzip file'],
  ['\x1f\x9d', 'compress (.Z) file'],
  ['\xed\xab\xee\xdb', 'RPM package'],
  ['hsqs', 'squashfs image'],
  ['MSWIM\0\0\0', 'WIM image'],
  ['PACK\0\0\0\x02', 'git pack'],
  ['# v2 git bundle\n', 'git bundle'],
  ['# v3 git bundle\n', 'git bundle'],
];

const MAGIC: readonly (readonly [magic: string, format: Format])[] = [
  ['PK\x03\x04', 'zip'],
  ['PK\x05\x06', 'zip'],
  ['PK\x07\x08PK', 'zip'],
  ['PK00PK\x03\x04', 'zip'],
  ['!<arch>\n', 'ar'],
  ['\xfd7zXZ\0', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
];

const BZIP2 = [/^BZh[1-9]1AY&SY/, /^BZh[1-9]\x17rE8P\x90/] as const;

/** 1 for each pair of bytes with which one of the signatures begins. */
const FIRST = new Uint8Array(65536);
for (const magic of [...[...UNSUPPORTED, ...MAGIC].map(([start]) => start), '\x1f\x8b', 'BZ', 've']) FIRST[magic.charCodeAt(0) * 256 + magic.charCodeAt(1)] = 1;

const TAR_BLOCK = 512;

/**
 * Whether bytes may be an archive or a pointer. For who has no time: this is asked about everything that is read,
 * and {@link recognise} decides.
 */
export function mayBeArchive(bytes: Uint8Array, start: number, end: number): boolean {
  const size = end - start;
  if (size < 10) return false;
  if (FIRST[bytes[start]! * 256 + bytes[start + 1]!] === 1 && hasKnownStart(bytes, start)) return true;
  if (size >= TAR_BLOCK && hasTarChecksumField(bytes, start)) return true;
  if (size < END_LENGTH) return false;
  if (bytes[end - 22] === 0x50 && bytes[end - 21] === 0x4b && bytes[end - 20] === 5 && bytes[end - 19] === 6) return true;
  return mayHaveTail(bytes, start) && findEndOfZip(Buffer.from(bytes.buffer, bytes.byteOffset + Math.max(start, end - LONGEST_END), Math.min(size, LONGEST_END))) >= 0;
}

/** Programs, pictures and the like have a NUL early; a script may be in front of a zip as well. */
function mayHaveTail(bytes: Uint8Array, start: number): boolean {
  if (bytes[start] === 0x23 && bytes[start + 1] === 0x21) return true;
  for (let at = start; at < start + 16; at += 1) if (bytes[at] === 0) return true;
  return false;
}

/** Pairs that texts begin with as well need a third look. */
function hasKnownStart(bytes: Uint8Array, start: number): boolean {
  switch (bytes[start]) {
    case 0x42:
      return bytes[start + 2] === 0x68;
    case 0x76:
      return bytes[start + 8] === 0x68 && bytes[start + 16] === POINTER[16] && bytes[start + 20] === POINTER[20];
    case 0x23:
      return bytes[start + 2] === 0x76 && bytes[start + 5] === 0x67;
    default:
      return true;
  }
}

/** In a tar header stand octal digits, ended by NUL or space, before the type; mode and checksum are never empty. */
function hasTarChecksumField(bytes: Uint8Array, start: number): boolean {
  const last = bytes[start + 155]!;
  if (last !== 0x20 && last !== 0) return false;
  return bytes[start + 148]! >= 0x20 && isOctalOrEnd(bytes[start + 153]!) && isOctalOrEnd(bytes[start + 150]!) && isOctalOrEnd(bytes[start + 106]!);
}

function isOctalOrEnd(byte: number): boolean {
  return (byte >= 0x30 && byte <= 0x37) || byte === 0x20 || byte === 0;
}

/** @param head the first {@link HEAD} bytes, or all there are; @param size of the whole in bytes, where it is known */
export function recognise(head: Uint8Array, size?: number): Recognised | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  if (FIRST[(bytes[0] ?? 0) * 256 + (bytes[1] ?? 0)] === 1) {
    const text = bytes.toString('latin1', 0, 64);
    const magic = MAGIC.find(([start]) => text.startsWith(start));
    if (magic !== undefined) return { format: magic[1] };
    // Compression method 8, and none of the reserved flags.
    if (text.startsWith('\x1f\x8b\x08') && (bytes[3] ?? 255) < 32) return { format: 'gzip' };
    if (BZIP2.some((pattern) => pattern.test(text))) return { format: 'bzip2' };
    const other = UNSUPPORTED.find(([start]) => text.startsWith(start));
    if (other !== undefined) return { unsupported: other[1] };
    const pointed = lfsOid(bytes, size);
    if (pointed !== undefined) return { lfs: pointed };
  }
  return isTarHeader(bytes) ? { format: 'tar' } : undefined;
}

function lfsOid(bytes: Buffer, size = bytes.length): string | undefined {
  if (size > LONGEST_POINTER || !bytes.subarray(0, POINTER.length).equals(POINTER)) return undefined;
  return POINTER_OID.exec(bytes.toString('latin1'))?.[1];
}

/** Whether a block of 512 bytes is a tar header: its checksum is right. Also of the old kind, which has no magic. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < TAR_BLOCK || !hasTarChecksumField(block, 0)) return false;
  const field = Buffer.from(block.buffer, block.byteOffset + 148, 8).toString('latin1');
  const stated = Number.parseInt(field.replace(/[\0 ]/g, ''), 8);
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < TAR_BLOCK; at += 1) {
    const byte = at >= 148 && at < 156 ? 0x20 : block[at]!;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  return stated === unsigned || stated === signed;
}

const END_OF_ZIP = Buffer.from('PK\x05\x06');
const END_LENGTH = 22;
/** The last record of a zip and the longest comment that can follow it. Bytes. */
export const LONGEST_END = END_LENGTH + 65535;

/**
 * Whether a zip may lie at the end of something else: a self-extracting program, a picture with a tail.
 * @param tail the last {@link LONGEST_END} bytes, or all there are
 * @returns the place of its last record in `tail`; -1 for none
 */
export function findEndOfZip(tail: Buffer): number {
  let last = -1;
  for (let at = tail.indexOf(END_OF_ZIP); at >= 0 && at + END_LENGTH <= tail.length; at = tail.indexOf(END_OF_ZIP, at + 1)) {
    if (at + END_LENGTH + tail.readUInt16LE(at + 20) <= tail.length) last = at;
  }
  return last;
}
