// Reads a file that a project or its user keeps for us whole: regular, of bounded size, and never waiting.
import { closeSync, constants, fstatSync, openSync, readSync, statSync, type Stats } from 'node:fs';

/** Bytes. */
export const MEGABYTE = 1024 * 1024;
/** The largest file of settings, in bytes. */
export const MOST_SETTINGS = 1 * MEGABYTE;
/** The largest baseline, list or message, in bytes: a baseline of 400,000 secrets. */
export const MOST_LISTED = 64 * MEGABYTE;
/** The largest report or document, in bytes: no larger one can be a text of Node. */
export const MOST_TEXT = 512 * MEGABYTE;

const CHUNK = 64 * 1024;
const { O_RDONLY, O_NONBLOCK = 0 } = constants;

/** What lies there can be opened, and is not what is read here; {@link message} says why. */
export class UnfitFile extends Error {
  override readonly name = 'UnfitFile';
  readonly isTooLarge: boolean;

  constructor(message: string, isTooLarge = false) {
    super(message);
    this.isTooLarge = isTooLarge;
  }
}

/**
 * Reads a file that was not named by the user but found, perhaps in the repository of a stranger. Links are followed,
 * for projects share settings by them; where they end at a pipe or a device, that is not even opened.
 * @param file absolute path
 * @param most bytes
 * @returns undefined for what is not there
 * @throws UnfitFile for a folder, a pipe, a socket, a device and what is larger; else what the file system says
 */
export function readFound(file: string, most: number): Buffer | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return undefined;
  onlyRegular(stat);
  return withOpen(file, O_RDONLY | O_NONBLOCK, (descriptor) => {
    // It may be another one by now; only what is open counts.
    const opened = fstatSync(descriptor);
    onlyRegular(opened);
    return readUpTo(descriptor, opened.size, most);
  });
}

/**
 * Reads a file that the user named on the command line, which may also be a pipe, such as that of `<(…)`.
 * @param file absolute path
 * @param most bytes
 * @throws UnfitFile for a folder and what is larger; else what the file system says
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

/** @param size what the system says, which may be less than there is: files below /proc have none */
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
