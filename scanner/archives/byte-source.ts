// Random access to bytes, in memory or in a file.
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** Bytes with random access. */
export interface ByteSource {
  readonly size: number;
  /** @returns up to `length` bytes from `at`, fewer only at the end; read-only */
  read(at: number, length: number): Buffer;
}

/** Bytes in memory. */
export class MemorySource implements ByteSource {
  readonly size: number;
  readonly #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.size = bytes.length;
  }

  read(at: number, length: number): Buffer {
    return this.#bytes.subarray(at, Math.max(at, at + length));
  }
}

const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** A file on disk, with its size when opened. Never follows a link, never blocks on a pipe. */
export class FileSource implements ByteSource {
  readonly size: number;
  readonly #descriptor: number;

  /** @throws the error of the system if it cannot be opened or is not a regular file */
  constructor(file: string | Buffer) {
    this.#descriptor = openSync(file, flags);
    try {
      const stat = fstatSync(this.#descriptor);
      if (!stat.isFile()) throw Object.assign(new Error('no file'), { code: 'EISDIR' });
      this.size = stat.size;
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  read(at: number, length: number): Buffer {
    const wanted = Math.max(0, Math.min(length, this.size - at));
    const bytes = Buffer.allocUnsafe(wanted);
    let done = 0;
    while (done < wanted) {
      const read = readSync(this.#descriptor, bytes, done, wanted - done, at + done);
      if (read === 0) break;
      done += read;
    }
    return bytes.subarray(0, done);
  }

  [Symbol.dispose](): void {
    closeSync(this.#descriptor);
  }
}

const CHUNK = 64 * 1024;

/** @returns the bytes `from`…`to` in order; ends early if the source does */
export async function* streamOf(source: ByteSource, from = 0, to = source.size): AsyncGenerator<Buffer> {
  for (let at = from; at < to;) {
    const chunk = source.read(at, Math.min(CHUNK, to - at));
    if (chunk.length === 0) return;
    at += chunk.length;
    yield chunk;
  }
}
