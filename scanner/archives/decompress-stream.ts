// Feeds a Node decompressor from a reader, and leaves the reader where the packed bytes end.
import type { Transform } from 'node:stream';
import type { ByteReader } from './byte-reader.ts';
import { UnreadableArchive } from './archive-errors.ts';

/** A decompressor of Node; `bytesWritten` is the amount of input it used. */
export type NodeDecompressor = Transform & { readonly bytesWritten: number };

/** Input per write: its whole output is in memory at once. Bytes. */
const CHUNK = 16 * 1024;

/** @throws UnreadableArchive for damage, after the output before it */
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
      // The decompressor never calls back after its end; this then stops waiting too.
      await new Promise<void>((resolve) => engine.write(last, () => resolve()));
    }
  };
  // Output before the damage is useful, so the decompressor is ended normally.
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

/** The messages of zlib, which are short and stable. */
function damage(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'Z_BUF_ERROR' || message === 'unexpected end of file') return new UnreadableArchive('it is cut off');
  return code?.startsWith('Z_') === true || code?.startsWith('ZSTD_') === true
    ? new UnreadableArchive(`it is damaged (${message})`)
    : error;
}
