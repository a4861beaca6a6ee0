import { createHash, webcrypto } from 'node:crypto';
import { open } from 'node:fs/promises';
import { closeSync, openSync, readSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';

/** Bytes that are hashed in one go, and the pieces of it that this thread reads at a time. */
const SEGMENT = 4 * 1024 * 1024;
const PIECE = 1024 * 1024;
/** Segments that other threads have in hand. */
const BESIDE = 2;

/**
 * SHA-256 of the SHA-256 of each segment of a file, so that several threads can share the work. The whole file, for
 * what a cache says of it is believed: neither its name, its size and times, nor the SHA-1 at its end, of which two
 * files can have the same, tell that it still is what was looked at.
 * @returns in hex; undefined for a file that cannot be read to its end
 */
export async function digestOf(file: string, size: number, signal: AbortSignal): Promise<string | undefined> {
  const count = Math.ceil(size / SEGMENT);
  const segments = new Array<Uint8Array | undefined>(count);
  let next = 0;
  // Node's own threads take from the front what this one has not taken yet.
  const beside = async (): Promise<void> => {
    const handle = await open(file, 'r');
    try {
      const memory = Buffer.allocUnsafeSlow(SEGMENT);
      while (next < count && !signal.aborted) {
        const at = next++;
        const length = Math.min(SEGMENT, size - at * SEGMENT);
        const { bytesRead } = await handle.read(memory, 0, length, at * SEGMENT);
        if (bytesRead === length) segments[at] = new Uint8Array(await webcrypto.subtle.digest('SHA-256', memory.subarray(0, length)));
      }
    } finally {
      await handle.close();
    }
  };
  const here = async (): Promise<void> => {
    const opened = openSync(file, 'r');
    try {
      const memory = Buffer.allocUnsafeSlow(PIECE);
      while (next < count && !signal.aborted) {
        const at = next++;
        segments[at] = hashHere(opened, memory, at * SEGMENT, Math.min(SEGMENT, size - at * SEGMENT));
        await turn();
      }
    } finally {
      closeSync(opened);
    }
  };
  try {
    await Promise.all([...Array.from({ length: count > BESIDE ? BESIDE : 0 }, beside), here()]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    return undefined;
  }
  signal.throwIfAborted();
  const whole = createHash('sha256').update(`${size}`);
  for (const segment of segments) {
    if (segment === undefined) return undefined;
    whole.update(segment);
  }
  return whole.digest('hex');
}

function hashHere(opened: number, memory: Buffer, start: number, length: number): Uint8Array | undefined {
  const hash = createHash('sha256');
  for (let done = 0; done < length; ) {
    const read = readSync(opened, memory, 0, Math.min(PIECE, length - done), start + done);
    if (read === 0) return undefined;
    hash.update(memory.subarray(0, read));
    done += read;
  }
  return hash.digest();
}
