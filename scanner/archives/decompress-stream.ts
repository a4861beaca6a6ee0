// Feeds a decompressor of Node from a reader, and leaves the reader where the packed bytes end.
import type { Transform } from 'node:stream';
import type { ByteReader } from './byte-reader.ts';
import { UnreadableArchive } from './archive-errors.ts';

/** A decompressor of Node: `bytesWritten` says how much of its input it has used. */
export type NodeDecompressor = Transform & { readonly bytesWritten: number };

/** Input for a decompressor at a time: what comes of it is in memory at once. */
const CHUNK = 16 * 1024;

/** @throws Unreadable for damage; what was unpacked before it comes first */
export async function* decompressStream(engine: NodeDecompressor, reader: ByteReader): AsyncGenerator<Buffer> {
  let last: Buffer = Buffer.alloc(0);
  let fed = 0;
  let trouble: unknown;
  let isOver = false;
  const feed = async () => {
    for (
      let chunk = await reader.chunk(CHUNK);
      chunk !== undefined;
      chunk = isOver ? undefined : await reader.chunk(CHUNK)
    ) {
      last = chunk;
      fed += chunk.length;
      // The engine never answers once it is at its end; then nobody waits for this either.
      await new Promise<void>((resolve) => engine.write(last, () => resolve()));
    }
  };
  // What was unpacked before the trouble is worth having: the engine ends in the ordinary way.
  void feed()
    .catch((error: unknown) => (trouble = error))
    .finally(() => engine.end());
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
  if (code === 'Z_BUF_ERROR' || message === 'unexpected end of file') return new UnreadableArchive('it is cut off');
  return code?.startsWith('Z_') === true || code?.startsWith('ZSTD_') === true
    ? new UnreadableArchive(`it is damaged (${message})`)
    : error;
}
