import type { Transform } from 'node:stream';
import { crc32, createGunzip, createInflateRaw } from 'node:zlib';
import * as zlib from 'node:zlib';
import type { Budget } from './budget.ts';
import type { ByteReader } from './byte-reader.ts';
import { Unreadable } from './trouble.ts';

/** Ways in which bytes are packed. */
export type Packing = 'deflate' | 'gzip' | 'bzip2' | 'xz' | 'zstd';

/** A decompressor of Node: `bytesWritten` says how much of its input it has used. */
type Engine = Transform & { readonly bytesWritten: number };

/** Input for a decompressor at a time: what comes of it is in memory at once. */
const CHUNK = 16 * 1024;

/**
 * Unpacks a stream to its end, and leaves the reader right behind it where the format tells where that is.
 * @throws Unreadable for damage, LimitReached
 */
export async function* unpack(packing: Packing, reader: ByteReader, budget: Budget): AsyncGenerator<Buffer> {
  const chunks = await chunksOf(packing, reader, budget);
  for await (const chunk of chunks) {
    budget.unpack(chunk.length);
    await budget.breathe();
    yield chunk;
  }
}

async function chunksOf(packing: Packing, reader: ByteReader, budget: Budget): Promise<AsyncIterable<Buffer>> {
  switch (packing) {
    case 'deflate':
      return pump(createInflateRaw({ chunkSize: 64 * 1024 }), reader);
    case 'gzip':
      return pump(createGunzip({ chunkSize: 64 * 1024 }), reader);
    case 'zstd':
      return pump(zstdEngine(), reader);
    case 'xz':
      return (await import('./xz.ts')).unpackXz(reader, budget);
    case 'bzip2':
      return (await import('./bzip2.ts')).unpackBzip2(reader);
  }
}

/** Node has zstd from 22.15 on. */
function zstdEngine(): Engine {
  const { createZstdDecompress } = zlib as { createZstdDecompress?: () => Engine };
  if (createZstdDecompress === undefined) throw new Unreadable('packed with zstd, which this version of Node cannot open', 'Run it with Node 22.15 or later, or unpack it and scan the folder.');
  return createZstdDecompress();
}

async function* pump(engine: Engine, reader: ByteReader): AsyncGenerator<Buffer> {
  let last: Buffer = Buffer.alloc(0);
  let fed = 0;
  let trouble: unknown;
  let isOver = false;
  const feed = async () => {
    for (let chunk = await reader.chunk(CHUNK); chunk !== undefined; chunk = isOver ? undefined : await reader.chunk(CHUNK)) {
      last = chunk;
      fed += chunk.length;
      // The engine never answers once it is at its end; then nobody waits for this either.
      await new Promise<void>((resolve) => engine.write(last, () => resolve()));
    }
  };
  // What was unpacked before the trouble is worth having: the engine ends in the ordinary way.
  void feed().catch((error: unknown) => (trouble = error)).finally(() => engine.end());
  try {
    for await (const chunk of engine as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    throw trouble ?? damage(error);
  } finally {
    isOver = true;
    engine.destroy();
  }
  if (trouble !== undefined) throw trouble;
  reader.unread(last.subarray(last.length - Math.min(last.length, fed - engine.bytesWritten)));
}

/** The words of zlib, which are short and known. */
function damage(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR' || message === 'unexpected end of file') return new Unreadable('it is cut off');
  return code?.startsWith('Z_') === true || code?.startsWith('ZSTD_') === true ? new Unreadable(`it is damaged (${message})`) : error;
}

/** Passes a stream on and checks it. @throws Unreadable when it is not what it should have been */
export async function* checked(chunks: AsyncIterable<Buffer>, stated: number): AsyncGenerator<Buffer> {
  let sum = 0;
  for await (const chunk of chunks) {
    sum = crc32(chunk, sum);
    yield chunk;
  }
  if (sum !== stated) throw new Unreadable('it is damaged (its checksum is wrong)');
}
