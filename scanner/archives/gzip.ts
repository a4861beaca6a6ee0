// Decompresses gzip member by member; Node's own reader reports data after a member as damage.
import { crc32, createInflateRaw } from 'node:zlib';
import type { ByteReader } from './byte-reader.ts';
import { decompressStream } from './decompress-stream.ts';
import { UnreadableArchive } from './archive-errors.ts';

const FIXED = 10;
const HAS_SUM = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const RESERVED = 0xe0;
const TRAILER = 8;
/** Longer names or comments are not valid. Bytes. */
const LONGEST_TEXT = 1024 * 1024;
const CHUNK = 64 * 1024;

/**
 * Decompresses one or more gzip members, which form one content; leaves the reader after the last one.
 * @param aside called with the other header fields: names, comments, extra fields
 * @throws UnreadableArchive for damage; at the end if the following data is still readable
 */
export async function* unpackGzip(reader: ByteReader, aside: (bytes: Buffer) => void): AsyncGenerator<Buffer> {
  let isWrong = false;
  do {
    await passHeader(reader, aside);
    let sum = 0;
    let length = 0;
    for await (const chunk of decompressStream(createInflateRaw({ chunkSize: CHUNK }), reader)) {
      sum = crc32(chunk, sum);
      length += chunk.length;
      yield chunk;
    }
    const trailer = await take(reader, TRAILER);
    isWrong ||= trailer.readUInt32LE(0) !== sum || trailer.readUInt32LE(4) !== length % 2 ** 32;
  } while (await memberFollows(reader));
  if (isWrong) throw new UnreadableArchive('it is damaged (its checksum is wrong)');
}

async function memberFollows(reader: ByteReader): Promise<boolean> {
  const head = await reader.peek(FIXED);
  return head.length === FIXED && head[0] === 0x1f && head[1] === 0x8b && head[2] === 8 && (head[3]! & RESERVED) === 0;
}

async function passHeader(reader: ByteReader, aside: (bytes: Buffer) => void): Promise<void> {
  const flags = (await take(reader, FIXED))[3]!;
  if ((flags & HAS_EXTRA) !== 0) aside(Buffer.from(await take(reader, (await take(reader, 2)).readUInt16LE(0))));
  if ((flags & HAS_NAME) !== 0) aside(await text(reader));
  if ((flags & HAS_COMMENT) !== 0) aside(await text(reader));
  if ((flags & HAS_SUM) !== 0) await take(reader, 2);
}

/** Reads up to a zero byte, and consumes it. */
async function text(reader: ByteReader): Promise<Buffer> {
  for (let length = 256; ; length *= 2) {
    const bytes = await reader.peek(length);
    const end = bytes.indexOf(0);
    if (end >= 0) return Buffer.from((await reader.read(end + 1)).subarray(0, end));
    if (bytes.length < length) throw cutOff(reader);
    if (length > LONGEST_TEXT) throw new UnreadableArchive('it is damaged (a name in its header has no end)');
  }
}

async function take(reader: ByteReader, length: number): Promise<Buffer> {
  const bytes = await reader.read(length);
  if (bytes.length < length) throw cutOff(reader);
  return bytes;
}

function cutOff(reader: ByteReader): UnreadableArchive {
  reader.check();
  return new UnreadableArchive('it is cut off');
}
