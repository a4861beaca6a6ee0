// Unpacks bytes in every way that is known here, and counts what comes of them.
import { crc32, createInflateRaw } from 'node:zlib';
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { decompressStream } from './decompress-stream.ts';
import { UnreadableArchive } from './archive-errors.ts';

/** Ways in which bytes are packed. */
export type Packing = 'deflate' | 'gzip' | 'bzip2' | 'xz' | 'zstd' | 'lzip' | 'lzma' | 'zlib' | 'zip-lzma';

/** What else is known of packed bytes, and who wants to know what stands beside them. */
export interface Beside {
  /** Of the content in bytes, for a packing that needs it. */
  readonly size?: number;
  /** Told of what stands beside the content: names, comments, frames that are passed over. */
  readonly aside?: (bytes: Buffer) => void;
}

/**
 * Unpacks a stream to its end, and leaves the reader right behind it where the format tells where that is. Nothing is
 * left open or locked when whoever reads stops before the end.
 * @throws Unreadable for damage, LimitReached
 */
export async function* unpack(
  packing: Packing,
  reader: ByteReader,
  budget: Budget,
  beside: Beside = {},
): AsyncGenerator<Buffer> {
  const chunks = await chunksOf(packing, reader, budget, beside);
  for await (const chunk of chunks) {
    budget.unpack(chunk.length);
    await budget.breathe();
    yield chunk;
  }
}

async function chunksOf(
  packing: Packing,
  reader: ByteReader,
  budget: Budget,
  { size, aside = () => undefined }: Beside,
): Promise<AsyncIterable<Buffer>> {
  switch (packing) {
    case 'deflate':
      return decompressStream(createInflateRaw({ chunkSize: 64 * 1024 }), reader);
    case 'gzip':
      return (await import('./gzip.ts')).unpackGzip(reader, aside);
    case 'zstd':
      return (await import('./zstd.ts')).unpackZstd(reader, aside);
    case 'xz':
      return (await import('./xz.ts')).unpackXz(reader, budget);
    case 'bzip2':
      return (await import('./bzip2.ts')).unpackBzip2(reader);
    case 'zlib':
      return (await import('./zlib.ts')).unpackZlib(reader);
    case 'lzip':
      return (await import('./lzma-files.ts')).unpackLzip(reader, budget);
    case 'lzma':
      return (await import('./lzma-files.ts')).unpackLzma(reader, budget);
    case 'zip-lzma':
      return (await import('./lzma-files.ts')).unpackZipLzma(reader, budget, size);
  }
}

/** Passes a stream on and checks it. @throws Unreadable when it is not what it should have been */
export async function* checked(chunks: AsyncIterable<Buffer>, stated: number): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of chunks) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== stated) throw new UnreadableArchive('it is damaged (its checksum is wrong)');
}
