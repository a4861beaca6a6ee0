// Decompresses xz: streams, blocks, index and checksums.
import { crc32 } from 'node:zlib';
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { unpackLzma2 } from './lzma2.ts';
import { UnreadableArchive } from './archive-errors.ts';
import { checkOf, type Check } from './xz-checks.ts';
import { filterOf, type Filter } from './xz-filters.ts';

const MAGIC = Buffer.from('\xfd7zXZ\0', 'latin1');
const HEADER_LENGTH = 12;
const FOOTER_LENGTH = 12;
const FOOTER_MAGIC = 'YZ';
const LZMA2 = 0x21;
/** All parts of an xz file are multiples of this length. Bytes. */
const STEP = 4;

/** The blocks of a stream, to compare with its index: a running checksum, because there may be many. */
interface Blocks {
  count: number;
  /** Size and checksum of their index records. */
  length: number;
  sum: number;
}

/**
 * Decompresses one or more xz streams, with or without padding between them; leaves the reader where no further one
 * starts.
 * @throws UnreadableArchive for damage, and for a dictionary that needs too much memory
 */
export async function* unpackXz(reader: ByteReader, budget: Budget): AsyncGenerator<Buffer> {
  do yield* stream(reader, budget);
  while (await streamFollows(reader));
}

async function streamFollows(reader: ByteReader): Promise<boolean> {
  for (;;) {
    const bytes = await reader.peek(HEADER_LENGTH);
    if (bytes.subarray(0, MAGIC.length).equals(MAGIC))
      return bytes.length === HEADER_LENGTH && hasSum(bytes, MAGIC.length, HEADER_LENGTH);
    if (bytes.length < STEP || bytes.readUInt32LE(0) !== 0) return false;
    await reader.skip(STEP);
  }
}

async function* stream(reader: ByteReader, budget: Budget): AsyncGenerator<Buffer> {
  const header = await take(reader, HEADER_LENGTH);
  const flags = header.readUInt16LE(MAGIC.length);
  if (!hasSum(header, MAGIC.length, HEADER_LENGTH)) throw damaged('its header is wrong');
  const blocks: Blocks = { count: 0, length: 0, sum: 0 };
  for (let first = (await take(reader, 1))[0]!; first !== 0; first = (await take(reader, 1))[0]!) {
    const size = (first + 1) * STEP;
    const start = reader.passed - 1;
    const blockHeader = Buffer.concat([Buffer.of(first), await take(reader, size - 1)]);
    if (!hasSum(blockHeader, 0, size)) throw damaged('the header of a block is wrong');
    const { filters, dictionary, packed, unpacked } = readBlockHeader(blockHeader);
    const check = checkOf(flags >> 8);
    let length = 0;
    for await (const chunk of filtered(unpackLzma2(reader, dictionary, budget), filters)) {
      length += chunk.length;
      check.add(chunk);
      yield chunk;
    }
    const unpadded = reader.passed - start;
    if ((packed ?? unpadded - size) !== unpadded - size || (unpacked ?? length) !== length)
      throw damaged('the size of a block is wrong');
    if ((await take(reader, padding(unpadded))).some((byte) => byte !== 0))
      throw damaged('what fills a block is wrong');
    await compare(reader, check);
    note(blocks, unpadded + check.length, length);
  }
  await readIndex(reader, blocks, flags);
}

async function compare(reader: ByteReader, check: Check): Promise<void> {
  const stated = await take(reader, check.length);
  if (check.digest()?.equals(stated) === false) throw damaged('the checksum of a block is wrong');
}

interface BlockHeader {
  /** In the order in which they must be reversed. */
  readonly filters: readonly Filter[];
  /** Bytes. */
  readonly dictionary: number;
  readonly packed: number | undefined;
  readonly unpacked: number | undefined;
}

function readBlockHeader(header: Buffer): BlockHeader {
  const at = { at: 2 };
  const flags = header[1]!;
  const number = () => readNumber(header, at);
  const packed = (flags & 0x40) === 0 ? undefined : number();
  const unpacked = (flags & 0x80) === 0 ? undefined : number();
  const chain = Array.from({ length: (flags & 3) + 1 }, () => {
    const id = number();
    const length = number();
    const properties = header.subarray(at.at, at.at + length);
    at.at += length;
    return { id, properties };
  });
  const last = chain.pop()!;
  const bits = last.properties[0] ?? 255;
  if (at.at > header.length - STEP || (flags & 0x3c) !== 0) throw damaged('the header of a block is wrong');
  if (last.id !== LZMA2 || bits > 40)
    throw new UnreadableArchive('it is packed in a way that cannot be opened', 'Unpack it and scan the folder.');
  return {
    packed,
    unpacked,
    dictionary: bits === 40 ? 2 ** 32 - 1 : (2 + (bits & 1)) * 2 ** ((bits >> 1) + 11),
    filters: chain.map(({ id, properties }) => filterOf(id, properties)).reverse(),
  };
}

async function* filtered(chunks: AsyncIterable<Buffer>, filters: readonly Filter[]): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) yield filters.reduce((bytes, filter) => filter.push(bytes), chunk);
  // Bytes held back by one filter pass through the next ones.
  let held: Buffer = Buffer.alloc(0);
  for (const filter of filters) held = Buffer.concat([filter.push(held), filter.end()]);
  if (held.length > 0) yield held;
}

function note(blocks: Blocks, unpadded: number, unpacked: number): void {
  const record = Buffer.concat([numberAs(unpadded), numberAs(unpacked)]);
  blocks.count += 1;
  blocks.length += record.length;
  blocks.sum = crc32(record, blocks.sum);
}

/** Reads the index after its first zero byte, and the stream footer. */
async function readIndex(reader: ByteReader, blocks: Blocks, flags: number): Promise<void> {
  const count = numberAs(blocks.count);
  let sum = crc32(Buffer.concat([Buffer.of(0), count]));
  if (!(await take(reader, count.length)).equals(count)) throw damaged('its index does not fit');
  let records = 0;
  for (let left = blocks.length; left > 0;) {
    const part = await take(reader, Math.min(left, 65_536));
    records = crc32(part, records);
    sum = crc32(part, sum);
    left -= part.length;
  }
  const length = 1 + count.length + blocks.length;
  const filling = await take(reader, padding(length));
  if (records !== blocks.sum || filling.some((byte) => byte !== 0)) throw damaged('its index does not fit');
  if ((await take(reader, STEP)).readUInt32LE(0) !== crc32(filling, sum))
    throw damaged('the checksum of its index is wrong');
  const footer = await take(reader, FOOTER_LENGTH);
  const size = (footer.readUInt32LE(4) + 1) * STEP;
  const isRight =
    footer.readUInt32LE(0) === crc32(footer.subarray(4, 10)) &&
    footer.readUInt16LE(8) === flags &&
    footer.toString('latin1', 10) === FOOTER_MAGIC;
  if (!isRight || size !== length + padding(length) + STEP) throw damaged('its end is wrong');
}

/** Parses a number with seven bits per byte, lowest first. */
function readNumber(bytes: Buffer, place: { at: number }): number {
  let value = 0;
  for (let weight = 1; ; weight *= 128) {
    const byte = bytes[place.at] ?? 0;
    place.at += 1;
    value += (byte & 127) * weight;
    if (byte < 128 || weight > 2 ** 50) return value;
  }
}

function numberAs(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; bytes.length === 0 || left > 0; left = Math.floor(left / 128))
    bytes.push((left % 128) + (left >= 128 ? 128 : 0));
  return Buffer.from(bytes);
}

function padding(length: number): number {
  return (STEP - (length % STEP)) % STEP;
}

/** Whether the last four bytes are the CRC32 of the others. */
function hasSum(bytes: Buffer, from: number, to: number): boolean {
  return crc32(bytes.subarray(from, to - STEP)) === bytes.readUInt32LE(to - STEP);
}

/** @throws UnreadableArchive if there are fewer bytes */
async function take(reader: ByteReader, length: number): Promise<Buffer> {
  const bytes = await reader.read(length);
  if (bytes.length === length) return bytes;
  reader.check();
  throw new UnreadableArchive('it is cut off');
}

function damaged(what: string): UnreadableArchive {
  return new UnreadableArchive(`it is damaged (${what})`);
}
