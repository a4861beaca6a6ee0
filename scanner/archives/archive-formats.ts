// Decompresses a stream in any supported format, and counts the output against the budget.
import { crc32, createInflateRaw } from 'node:zlib';
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { decompressStream } from './decompress-stream.ts';
import { UnreadableArchive } from './archive-errors.ts';

/** Supported compression formats. */
export type Packing = 'deflate' | 'gzip' | 'bzip2' | 'xz' | 'zstd' | 'lzip' | 'lzma' | 'zlib' | 'zip-lzma';

/** Further information about packed bytes, and a callback for text beside the content. */
export interface Beside {
  /** Size of the content in bytes, for formats that need it. */
  readonly size?: number;
  /** Called with text beside the content: names, comments, skipped frames. */
  readonly aside?: (bytes: Buffer) => void;
}

/**
 * Decompresses a stream to its end and leaves the reader right after it, if the format marks its end. Nothing stays
 * open or locked if the consumer stops early.
 * @throws UnreadableArchive for damage, LimitReached
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

/**
 * Passes a stream on and verifies it.
 * @throws UnreadableArchive on a mismatch
 */
export async function* checked(chunks: AsyncIterable<Buffer>, stated: number): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of chunks) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== stated) throw new UnreadableArchive('it is damaged (its checksum is wrong)');
}
