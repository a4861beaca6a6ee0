// Reads files one after the other into a reused buffer: small ones whole, large ones in windows.
import { closeSync, constants, fstatSync, openSync, readlinkSync, readSync } from 'node:fs';
import { reasonOf } from './errno-reasons.ts';
import { Windows, type Window } from './windows.ts';

/** The result of reading a path. A symbolic link is read as its target path, which is what git stores. */
export type FileContent =
  | { readonly kind: 'windows'; readonly windows: Iterable<Window> }
  | { readonly kind: 'gone' }
  | { readonly kind: 'folder' }
  /** `size` in bytes. */
  | { readonly kind: 'large'; readonly size: number }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** Larger files are read in windows that share memory. Bytes. */
const LARGE = 4 * 1024 * 1024;
/** The reason for anything that is not a regular file. */
export const NOT_A_FILE = 'neither a file nor a folder (pipe, socket or device)';
const CHUNK = 1024 * 1024;
const flags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * Reads files one after the other into a reused buffer. Synchronous, because promises take three times as long for ten
 * thousand small files.
 */
export class FileReader {
  /** Bytes that are read beyond a file's size if it grows meanwhile, at most. */
  static readonly ROOM = 64 * 1024;
  #buffer: Buffer;

  /** @param buffer receives files that fit into it */
  constructor(buffer: Buffer = Buffer.allocUnsafe(256 * 1024)) {
    this.#buffer = buffer;
  }

  /**
   * Never follows a link and never blocks on a pipe. The windows are valid until the next call.
   * @param most size limit in bytes; larger files are not read
   */
  read(file: string | Buffer, most = Number.POSITIVE_INFINITY): FileContent {
    let descriptor: number;
    try {
      descriptor = openSync(file, flags);
    } catch (error) {
      return this.#notOpened(file, error as NodeJS.ErrnoException);
    }
    let open = true;
    try {
      const stat = fstatSync(descriptor);
      if (stat.isDirectory()) return { kind: 'folder' };
      if (!stat.isFile()) return { kind: 'unreadable', reason: NOT_A_FILE };
      if (stat.size > most) return { kind: 'large', size: stat.size };
      if (stat.size > LARGE) {
        open = false;
        return { kind: 'windows', windows: largeFile(descriptor) };
      }
      return whole(this.#readWhole(descriptor, stat.size));
    } catch (error) {
      return { kind: 'unreadable', reason: reasonOf(error) };
    } finally {
      if (open) closeSync(descriptor);
    }
  }

  /**
   * @returns the content of a regular file up to `most` bytes, valid until the next call; undefined for anything else
   */
  whole(file: string, most: number): Buffer | undefined {
    let descriptor: number | undefined;
    try {
      descriptor = openSync(file, flags);
      const stat = fstatSync(descriptor);
      return stat.isFile() && stat.size <= most ? this.#readWhole(descriptor, stat.size) : undefined;
    } catch {
      return undefined;
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  #notOpened(file: string | Buffer, error: NodeJS.ErrnoException): FileContent {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return { kind: 'gone' };
    if (error.code === 'ELOOP' || error.code === 'EMLINK') {
      try {
        return whole(readlinkSync(file, { encoding: 'buffer' }));
      } catch (linkError) {
        return { kind: 'unreadable', reason: reasonOf(linkError) };
      }
    }
    if (error.code === 'ENXIO')
      return { kind: 'unreadable', reason: 'neither a file nor a folder (pipe, socket or device)' };
    return { kind: 'unreadable', reason: reasonOf(error) };
  }

  /** A file may grow or shrink meanwhile: its content ends where reading ends. */
  #readWhole(descriptor: number, size: number): Buffer {
    if (this.#buffer.length <= size) this.#buffer = Buffer.allocUnsafe(size + FileReader.ROOM);
    let length = 0;
    while (length < this.#buffer.length) {
      const asked = this.#buffer.length - length;
      const read = readSync(descriptor, this.#buffer, length, asked, null);
      length += read;
      // A short read at the expected size is the end of the file; reading again would only cost time.
      if (read === 0 || (length === size && read < asked)) break;
    }
    return this.#buffer.subarray(0, length);
  }
}

function whole(bytes: Buffer): FileContent {
  return { kind: 'windows', windows: [{ bytes, linesBefore: 0, continued: false }] };
}

function* largeFile(descriptor: number): Generator<Window> {
  try {
    using windows = new Windows();
    const chunk = Buffer.allocUnsafe(CHUNK);
    for (
      let read = readSync(descriptor, chunk, 0, CHUNK, null);
      read > 0;
      read = readSync(descriptor, chunk, 0, CHUNK, null)
    ) {
      yield* windows.push(chunk.subarray(0, read));
    }
    yield* windows.end();
  } finally {
    closeSync(descriptor);
  }
}
