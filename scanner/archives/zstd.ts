// Decompresses zstd frame by frame, to find where each frame ends and what is between frames.
import * as zlib from 'node:zlib';
import { ByteReader } from './byte-reader.ts';
import { decompressStream, type NodeDecompressor } from './decompress-stream.ts';
import { UnreadableArchive } from './archive-errors.ts';

const MAGIC = 0xfd2fb528;
/** Skippable frames: the lowest four bits may have any value. */
const SKIPPABLE = 0x184d2a50;
/** Magic number, and the byte that determines the header's length. */
const HEADER_START = 5;
const SIZES_OF_DICTIONARY = [0, 1, 2, 4];
const SIZES_OF_CONTENT = [0, 2, 4, 8];
const REPEATED = 1;
const RESERVED = 3;
/** Skippable content is passed on in chunks of this size. Bytes. */
const PIECE = 1024 * 1024;

/**
 * Decompresses one or more zstd frames, which form one content; leaves the reader after the last one.
 * @param aside called with the content of skippable frames
 * @throws UnreadableArchive for damage, and on a Node without zstd
 */
export async function* unpackZstd(reader: ByteReader, aside: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  for (let kind = await frameStart(reader); kind !== undefined; kind = await frameStart(reader)) {
    if (kind === 'skippable') await pass(reader, aside);
    else yield* decompressStream(newEngine(), new ByteReader(frame(reader)));
  }
}

/** Node supports zstd from 22.15 on. */
function newEngine(): NodeDecompressor {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => NodeDecompressor };
  if (createZstdDecompress === undefined)
    throw new UnreadableArchive(
      'packed with zstd, which this version of Node cannot open',
      'Run it with Node 22.15 or later, or unpack it and scan the folder.',
    );
  return createZstdDecompress();
}

async function frameStart(reader: ByteReader): Promise<'frame' | 'skippable' | undefined> {
  const head = await reader.peek(8);
  if (head.length < HEADER_START) return undefined;
  const magic = head.readUInt32LE(0);
  if (magic === MAGIC) return 'frame';
  return (magic & ~15) === SKIPPABLE && head.length === 8 ? 'skippable' : undefined;
}

async function pass(reader: ByteReader, aside: (bytes: Buffer) => void): Promise<void> {
  let left = (await reader.read(8)).readUInt32LE(4);
  while (left > 0) {
    const bytes = await reader.read(Math.min(left, PIECE));
    aside(Buffer.from(bytes));
    left -= bytes.length;
    if (bytes.length > 0) continue;
    reader.check();
    throw new UnreadableArchive('it is cut off');
  }
}

/** Yields the bytes of one frame. A truncated frame is reported by the decompressor. */
async function* frame(reader: ByteReader): AsyncGenerator<Buffer> {
  const descriptor = (await reader.peek(HEADER_START))[4]!;
  const isSingle = (descriptor & 32) !== 0;
  const contentSize = SIZES_OF_CONTENT[descriptor >> 6]! || (isSingle ? 1 : 0);
  yield await reader.read(HEADER_START + (isSingle ? 0 : 1) + SIZES_OF_DICTIONARY[descriptor & 3]! + contentSize);
  for (let isLast = false; !isLast;) {
    const header = await reader.peek(3);
    if (header.length < 3) return;
    const block = header.readUIntLE(0, 3);
    const type = (block >> 1) & 3;
    if (type === RESERVED) throw new UnreadableArchive('it is damaged (a block of a kind that there is not)');
    isLast = (block & 1) === 1;
    const size = 3 + (type === REPEATED ? 1 : block >> 3);
    const bytes = await reader.read(size);
    yield bytes;
    if (bytes.length < size) return;
  }
  if ((descriptor & 4) !== 0) yield await reader.read(4);
}
