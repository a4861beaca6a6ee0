// Decompresses bzip2 streams.
import { BitReader } from './bit-reader.ts';
import type { ByteReader } from './byte-reader.ts';
import { Bzip2Block } from './bzip2-block.ts';
import { UnreadableArchive } from './archive-errors.ts';

const BLOCK = 0x314159265359;
const END = 0x177245385090;
/** The largest packed block: 900,000 symbols of at most 20 bits, and its tables. Bytes. */
const LARGEST = 2_400_000;
/** Bytes of output per chunk. */
const CHUNK = 64 * 1024;

/**
 * Decompresses one or more bzip2 streams, block by block. Node has no bzip2 decompressor, and npm has no maintained one
 * that streams in bounded memory.
 * @throws UnreadableArchive for damage
 */
export async function* unpackBzip2(reader: ByteReader): AsyncGenerator<Buffer> {
  const input = new BitReader();
  const block = new Bzip2Block();
  for (let level = await streamStart(reader, input); level > 0; level = await streamStart(reader, input)) {
    let combined = 0;
    for (;;) {
      await fill(reader, input, LARGEST);
      const magic = input.bits(24) * 2 ** 24 + input.bits(24);
      const stated = (input.bits(16) * 65536 + input.bits(16)) >>> 0;
      if (input.past) throw cutOff();
      if (magic === END) {
        if (stated !== combined) throw new UnreadableArchive('it is damaged (its checksum is wrong)');
        break;
      }
      if (magic !== BLOCK) throw new UnreadableArchive('it is damaged (a block does not begin as one)');
      try {
        block.read(input, level * 100_000);
      } catch (error) {
        throw input.past ? cutOff() : error;
      }
      if (input.past) throw cutOff();
      yield* block.content(CHUNK);
      if (block.crc !== stated) throw new UnreadableArchive('it is damaged (the checksum of a block is wrong)');
      combined = ((((combined << 1) | (combined >>> 31)) >>> 0) ^ block.crc) >>> 0;
    }
    // Streams start at a byte boundary.
    input.at = (input.at + 7) & ~7;
  }
}

/** @returns the block size in units of 100 kB; 0 if no further stream starts, with the reader right there */
async function streamStart(reader: ByteReader, input: BitReader): Promise<number> {
  await fill(reader, input, 4);
  const head = input.bytes.toString('latin1', input.at >>> 3, (input.at >>> 3) + 4);
  if (/^BZh[1-9]$/.test(head)) {
    input.at += 32;
    return Number(head[3]);
  }
  reader.unread(input.bytes.subarray(input.at >>> 3));
  return 0;
}

/** Buffers this many bytes if available. */
async function fill(reader: ByteReader, input: BitReader, length: number): Promise<void> {
  const from = input.at >>> 3;
  if (input.bytes.length - from >= length) return;
  const rest = input.bytes.subarray(from);
  const more = await reader.read(Math.max(length, 65536) - rest.length);
  input.bytes = Buffer.concat([rest, more]);
  input.at &= 7;
}

function cutOff(): UnreadableArchive {
  return new UnreadableArchive('it is cut off');
}
