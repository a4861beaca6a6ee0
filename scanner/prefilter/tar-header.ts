// Recognises a tar member header: 512 bytes with a checksum.

/** Size of a tar block and header, in bytes. */
export const TAR_BLOCK = 512;
/** Offset of the checksum in a tar header. */
export const SUM_START = 148;
const SUM_END = 156;

/** Whether a tar checksum may be at this position: octal digits, padded with spaces or zeros. */
export function hasTarSum(bytes: Uint8Array, start: number): boolean {
  let digits = 0;
  for (let at = start + SUM_END - 1; at >= start + SUM_START; at -= 1) {
    const byte = bytes[at]!;
    if (byte >= 0x30 && byte <= 0x37) digits += 1;
    else if (byte !== 0x20 && byte !== 0) return false;
  }
  return digits > 0;
}

/** Whether a block of 512 bytes is a tar header, by its checksum. Old headers have no magic number. */
export function isTarHeader(block: Uint8Array): boolean {
  if (block.length < TAR_BLOCK || !hasTarSum(block, 0)) return false;
  const digits = /^[\0 ]*([0-7]+)/.exec(
    Buffer.from(block.buffer, block.byteOffset + SUM_START, SUM_END - SUM_START).toString('latin1'),
  )?.[1];
  if (digits === undefined) return false;
  let unsigned = 0;
  let signed = 0;
  for (let at = 0; at < TAR_BLOCK; at += 1) {
    const byte = at >= SUM_START && at < SUM_END ? 0x20 : block[at]!;
    unsigned += byte;
    signed += byte > 127 ? byte - 256 : byte;
  }
  const stated = Number.parseInt(digits, 8);
  return stated === unsigned || stated === signed;
}
