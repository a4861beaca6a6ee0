// Decompresses LZMA containers: lzip, the legacy `.lzma` format, and LZMA members of a zip.
import { crc32 } from 'node:zlib';
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { LONGEST_SYMBOL, Lzma, MOST_AT_ONCE } from './lzma.ts';
import { UnreadableArchive } from './archive-errors.ts';

/** Bytes of input per read. */
const CHUNK = 64 * 1024;
const LZIP_HEADER = 6;
/** The fixed parameters of lzip: 3 bits of context, 2 of position. */
const LZIP_PROPERTIES = 93;
const LZMA_HEADER = 13;
const UNKNOWN = 2n ** 64n - 1n;

/**
 * Decompresses one or more lzip members; leaves the reader after the last one.
 * @throws UnreadableArchive for damage
 */
export async function* unpackLzip(reader: ByteReader, budget: Budget): AsyncGenerator<Buffer> {
  let isWrong = false;
  do {
    const start = reader.passed;
    const header = await take(reader, LZIP_HEADER);
    const bits = header[5]!;
    const size = 2 ** (bits & 31);
    let sum = 0;
    let length = 0;
    for await (const chunk of stream(
      reader,
      { properties: LZIP_PROPERTIES, dictionary: size - (size / 16) * (bits >> 5) },
      undefined,
      budget,
    )) {
      sum = crc32(chunk, sum);
      length += chunk.length;
      yield chunk;
    }
    // Version 0 does not store the length of a member.
    const trailer = await take(reader, header[4] === 0 ? 12 : 20);
    const passed = reader.passed - start;
    isWrong ||=
      trailer.readUInt32LE(0) !== sum ||
      Number(trailer.readBigUInt64LE(4)) !== length ||
      (header[4] !== 0 && Number(trailer.readBigUInt64LE(12)) !== passed);
  } while (await memberFollows(reader));
  if (isWrong) throw new UnreadableArchive('it is damaged (its checksum is wrong)');
}

async function memberFollows(reader: ByteReader): Promise<boolean> {
  const head = await reader.peek(LZIP_HEADER);
  return (
    head.length === LZIP_HEADER &&
    head.toString('latin1', 0, 4) === 'LZIP' &&
    head[4]! < 2 &&
    (head[5]! & 31) >= 12 &&
    (head[5]! & 31) <= 29
  );
}

/**
 * Decompresses a legacy `.lzma` file.
 * @throws UnreadableArchive for damage
 */
export async function* unpackLzma(reader: ByteReader, budget: Budget): AsyncGenerator<Buffer> {
  const header = await take(reader, LZMA_HEADER);
  const size = header.readBigUInt64LE(5);
  yield* stream(
    reader,
    { properties: header[0]!, dictionary: header.readUInt32LE(1) },
    size === UNKNOWN ? undefined : Number(size),
    budget,
  );
}

/**
 * Decompresses a member of a zip.
 * @param size of the content in bytes; undefined if an end mark terminates it
 * @throws UnreadableArchive for damage
 */
export async function* unpackZipLzma(
  reader: ByteReader,
  budget: Budget,
  size: number | undefined,
): AsyncGenerator<Buffer> {
  const header = await take(reader, 9);
  if (header.readUInt16LE(2) !== 5) throw new UnreadableArchive('it is damaged');
  yield* stream(reader, { properties: header[4]!, dictionary: header.readUInt32LE(5) }, size, budget);
}

/** @param size of the output in bytes; undefined if an end mark terminates it */
async function* stream(
  reader: ByteReader,
  { properties, dictionary }: { readonly properties: number; readonly dictionary: number },
  size: number | undefined,
  budget: Budget,
): AsyncGenerator<Buffer> {
  const lzma = new Lzma(dictionary, budget.limits.memory);
  const { input } = lzma;
  lzma.setProperties(properties);
  let left = size ?? Number.POSITIVE_INFINITY;
  for (let isFirst = true; ; isFirst = false) {
    const bytes = await reader.peek(CHUNK);
    const isLast = bytes.length < CHUNK;
    input.bytes = bytes;
    input.at = 0;
    input.end = bytes.length;
    if (isFirst) lzma.start();
    const safe = input.end - LONGEST_SYMBOL;
    // The last bytes of output may not be content, so certain output comes first.
    for (const until of isLast ? [safe, input.end + 1] : [safe]) {
      for (
        let part = lzma.unpack(Math.min(left, MOST_AT_ONCE), until);
        part.length > 0;
        part = lzma.unpack(Math.min(left, MOST_AT_ONCE), until)
      ) {
        if (input.isPast) break;
        left -= part.length;
        yield part;
      }
    }
    if (left === 0 && !input.isPast && !lzma.finish()) endByMark(lzma);
    const isOver = left === 0 || lzma.isEnded;
    if (lzma.isBroken || (isOver && !input.isPast && !lzma.finish())) throw new UnreadableArchive('it is damaged');
    if (input.isPast || (isLast && !isOver)) {
      reader.check();
      throw new UnreadableArchive('it is cut off');
    }
    await reader.skip(input.at);
    if (isOver) return;
  }
}

/** A stream of known length may have an end mark too. */
function endByMark(lzma: Lzma): void {
  if (lzma.unpack(1, lzma.input.end + 1).length > 0) lzma.isBroken = true;
}

async function take(reader: ByteReader, length: number): Promise<Buffer> {
  const bytes = await reader.read(length);
  if (bytes.length === length) return bytes;
  reader.check();
  throw new UnreadableArchive('it is cut off');
}
