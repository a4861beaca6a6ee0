import { ReadableStream } from 'node:stream/web';
import xz from 'xz-decompress';
import type { ByteReader } from './byte-reader.ts';
import { Unreadable } from './trouble.ts';

/** Unpacks one or more xz streams. @throws Unreadable for damage */
export async function* unpackXz(reader: ByteReader): AsyncGenerator<Buffer> {
  let trouble: unknown;
  const input = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const chunk = await reader.chunk();
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      } catch (error) {
        trouble = error;
        controller.error(error);
      }
    },
  });
  const output = new xz.XzReadableStream(input as never) as unknown as ReadableStream<Uint8Array>;
  const chunks = output.getReader();
  try {
    for (let next = await chunks.read(); !next.done; next = await chunks.read()) {
      yield Buffer.from(next.value.buffer, next.value.byteOffset, next.value.byteLength);
    }
  } catch (error) {
    throw trouble ?? new Unreadable(`it is damaged or cut off (${error instanceof Error ? error.message : String(error)})`);
  }
}
