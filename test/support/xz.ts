import { crc32 } from 'node:zlib';

/** Options of {@link makeXz}. */
export interface XzOptions {
  /** The size of a block in bytes; by default everything is one block. */
  readonly block?: number;
  /** The number of zeros after the stream, a multiple of four. */
  readonly zeros?: number;
}

const MAGIC = Buffer.from('\xfd7zXZ\0', 'latin1');
/** Stream flags: CRC32 checksums. */
const FLAGS = Buffer.of(0, 1);
const MOST = 65_536;

/** Creates an xz stream with uncompressed chunks, because Node has no xz compressor. */
export function makeXz(
  content: string | Uint8Array,
  { block = Number.POSITIVE_INFINITY, zeros = 0 }: XzOptions = {},
): Buffer {
  const bytes = Buffer.from(content);
  const parts = [MAGIC, withSum(FLAGS)];
  const records: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += block) {
    const data = bytes.subarray(at, at + block);
    const header = withSum(Buffer.of(2, 0, 0x21, 1, 22, 0, 0, 0));
    const chunks = Buffer.concat([...chunksOf(data), Buffer.of(0)]);
    const unpadded = header.length + chunks.length + 4;
    parts.push(header, chunks, Buffer.alloc(padding(unpadded)), word(crc32(data)));
    records.push(number(unpadded), number(data.length));
  }
  const index = Buffer.concat([Buffer.of(0), number(records.length / 2), ...records]);
  const padded = Buffer.concat([index, Buffer.alloc(padding(index.length))]);
  const footer = Buffer.concat([word(padded.length / 4), FLAGS]);
  return Buffer.concat([
    ...parts,
    withSum(padded),
    word(crc32(footer)),
    footer,
    Buffer.from('YZ'),
    Buffer.alloc(zeros),
  ]);
}

function* chunksOf(data: Buffer): Generator<Buffer> {
  for (let at = 0; at < data.length; at += MOST) {
    const part = data.subarray(at, at + MOST);
    yield Buffer.concat([Buffer.of(at === 0 ? 1 : 2, (part.length - 1) >> 8, (part.length - 1) & 255), part]);
  }
}

function withSum(bytes: Buffer): Buffer {
  return Buffer.concat([bytes, word(crc32(bytes))]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function number(value: number): Buffer {
  return value < 128
    ? Buffer.of(value)
    : Buffer.concat([Buffer.of((value % 128) + 128), number(Math.floor(value / 128))]);
}

function padding(length: number): number {
  return (4 - (length % 4)) % 4;
}
