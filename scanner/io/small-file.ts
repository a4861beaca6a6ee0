// Reads whole files of limited size, such as settings and baselines, without blocking on pipes or devices.
import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';

/** Bytes of each read. */
export const MEGABYTE = 1024 * 1024;
/** The largest settings file, in bytes. */
export const MOST_SETTINGS = 1 * MEGABYTE;
/** The largest baseline, list or message in bytes: a baseline of 400,000 secrets. */
export const MOST_LISTED = 64 * MEGABYTE;
/** The largest report or document in bytes: a larger one does not fit into a JavaScript string. */
export const MOST_TEXT = 512 * MEGABYTE;

const CHUNK = 64 * 1024;
const { O_RDONLY, O_NONBLOCK = 0 } = constants;

/** A file that can be opened but is not suitable; {@link message} gives the reason. */
export class UnfitFile extends Error {
  override readonly name = 'UnfitFile';
  readonly isTooLarge: boolean;

  constructor(message: string, isTooLarge = false) {
    super(message);
    this.isTooLarge = isTooLarge;
  }
}

/**
 * Reads a file that was found, not named by the user, perhaps in a hostile repository. Links are followed, because
 * projects share settings through links; a pipe or device at their end is not even opened.
 * @param file absolute path
 * @param most size limit in bytes
 * @returns undefined if it does not exist
 * @throws UnfitFile for a folder, a pipe, a socket, a device or a larger file; otherwise the error of the file system
 */
export function readFound(file: string, most: number): Buffer | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  onlyRegular(stat);
  return withOpen(file, O_RDONLY | O_NONBLOCK, (descriptor) => {
    // The path may have been replaced; only the opened file counts.
    const opened = fstatSync(descriptor);
    onlyRegular(opened);
    return readUpTo(descriptor, opened.size, most);
  });
}

/**
 * Reads a file that the user named on the command line, which may also be a pipe, such as that of `<(…)`.
 * @param file absolute path
 * @param most size limit in bytes
 * @throws UnfitFile for a folder or a larger file; otherwise the error of the file system
 */
export function readNamed(file: string, most: number): Buffer {
  return withOpen(file, O_RDONLY, (descriptor) => {
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) throw new UnfitFile('it is a folder');
    return readUpTo(descriptor, stat.size, most);
  });
}

function onlyRegular(stat: Stats): void {
  if (stat.isDirectory()) throw new UnfitFile('it is a folder');
  if (!stat.isFile()) throw new UnfitFile('it is a pipe, a socket or a device');
}

function withOpen<Result>(file: string, flags: number, read: (descriptor: number) => Result): Result {
  const descriptor = openSync(file, flags);
  try {
    return read(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** @param size size reported by the system, which may be too small: files below /proc report none */
function readUpTo(descriptor: number, size: number, most: number): Buffer {
  const tooLarge = new UnfitFile(`it is larger than ${Math.floor(most / MEGABYTE)} MB`, true);
  if (size > most) throw tooLarge;
  const chunks: Buffer[] = [];
  let length = 0;
  for (let room = size + 1; ; room = CHUNK) {
    const chunk = Buffer.allocUnsafe(room);
    const read = readSync(descriptor, chunk, 0, room, null);
    if (read === 0) return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
    chunks.push(chunk.subarray(0, read));
    length += read;
    if (length > most) throw tooLarge;
  }
}
