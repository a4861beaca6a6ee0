// Redacts files: copies them, checks them, or replaces them.

import { lstatSync, type BigIntStats } from 'node:fs';
import { constants, open, type FileHandle } from 'node:fs/promises';
import { KnownValues } from '../../src/index.ts';
import { interruptible } from '../io/interruptible.ts';
import { cannotRead, cannotWrite } from '../io/file-failures.ts';
import { Replacement } from '../io/replace-file.ts';
import { Failure } from '../model/failure.ts';
import { HEAD_LENGTH, recogniseArchive } from '../prefilter/recognise-archive.ts';
import type { RedactOptions } from './replacement.ts';
import { Redactor } from './redactor.ts';

/** What was found in a file or stream. */
export interface Redaction {
  /** Values replaced, or to replace. */
  readonly values: number;
  /** Different values. */
  readonly secrets: number;
}

/** How a file is read. */
export interface FileOptions extends RedactOptions {
  /** Its name in messages. Default: its path. */
  readonly name?: string;
  readonly signal?: AbortSignal;
}

/** Receives redacted bytes; a returned promise is awaited before more is read. */
export type Sink = (bytes: Uint8Array) => Promise<void> | void;

/** Bytes of each read. */
const CHUNK = 1024 * 1024;
const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
/** Opens a file that was examined: neither a link nor a pipe that took its place meanwhile. */
const UNCHANGED = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
/** Bytes after a line that are judged with it. */
const LOOKAHEAD = 8 * 1024;

/**
 * Copies a stream with its values masked; each line is written when it is complete.
 * @throws Failure if the stream is an archive, whose bytes are copied unchanged; the reason of the signal after an
 *   abort, when what had arrived is written
 */
export async function redactInput(
  input: AsyncIterable<Uint8Array | string>,
  write: Sink,
  options: FileOptions = {},
): Promise<Redaction> {
  const redactor = new Redactor(options);
  let archive: Failure | undefined;
  let isStart = true;
  const signal = options.signal ?? new AbortController().signal;
  const finish = async () => {
    for (const piece of redactor.end()) await write(piece);
  };
  try {
    for await (const chunk of interruptible(input, signal)) {
      const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      if (isStart) archive = archiveFailure(bytes, options.name ?? 'standard input');
      isStart = false;
      for (const piece of archive === undefined ? redactor.push(bytes) : [bytes]) await write(piece);
    }
  } catch (error) {
    if (signal.aborted) await finish();
    throw error;
  }
  signal.throwIfAborted();
  if (archive !== undefined) throw archive;
  await finish();
  return { values: redactor.replaced, secrets: redactor.secrets };
}

/**
 * Copies a file with its values masked. It is read twice, so that a value is masked also before the line that shows
 * what it is; a pipe is read once.
 * @param file absolute path
 * @throws Failure if it cannot be read, or is an archive; nothing is written then
 */
export async function redactFile(file: string, write: Sink, options: FileOptions = {}): Promise<Redaction> {
  const name = options.name ?? file;
  return withOpen(file, name, O_RDONLY, async (handle) => {
    const stats = await handle.stat();
    const known = new KnownValues();
    if (!stats.isFile()) return pass(handle, undefined, write, known, options, name);
    // It may grow for ever while it is read.
    await pass(handle, stats.size, discard, known, options, name);
    return pass(handle, Number.POSITIVE_INFINITY, write, known, options, name);
  });
}

/**
 * Counts the values of a file, and changes nothing.
 * @param file absolute path
 * @throws Failure if it cannot be read, or is an archive
 */
export async function checkFile(file: string, options: FileOptions = {}): Promise<Redaction> {
  return redactFile(file, discard, options);
}

/**
 * Replaces a file by its redacted copy: written beside it, then renamed. Owner, group and mode stay. A file without
 * values is not touched.
 * @param file absolute path
 * @throws Failure if it is not a regular file with one name, changes meanwhile, is an archive, or cannot be read or
 *   written; it is unchanged then
 */
export async function redactInPlace(file: string, options: FileOptions = {}): Promise<Redaction> {
  const name = options.name ?? file;
  let before: BigIntStats;
  try {
    before = lstatSync(file, { bigint: true });
  } catch (error) {
    throw cannotRead(name, error);
  }
  checkReplaceable(before, name);
  return withOpen(file, name, UNCHANGED, async (handle) => {
    const isSame = async () =>
      sameFile(before, await handle.stat({ bigint: true })) && sameFile(before, lstatSync(file, { bigint: true }));
    const changed = new Failure(
      `${name} changed while it was read; it is as it was`,
      'Stop the program that writes it, or let it start a new file, and run this again.',
    );
    if (!(await isSame())) throw changed;
    const known = new KnownValues();
    const size = Number(before.size);
    const found = await pass(handle, size, discard, known, options, name);
    if (found.secrets === 0) return found;
    const aside = openReplacement(file, name);
    try {
      const done = await pass(handle, size, (bytes) => aside.write(bytes), known, options, name);
      if (!(await isSame())) throw changed;
      aside.done();
      return done;
    } catch (error) {
      throw error instanceof Failure || options.signal?.aborted === true ? error : cannotWrite(name, error);
    } finally {
      aside.drop();
    }
  });
}

function openReplacement(file: string, name: string): Replacement {
  try {
    return Replacement.like(file);
  } catch (error) {
    throw cannotWrite(name, error, 'Run it as the owner of the file.');
  }
}

function checkReplaceable(stats: BigIntStats, name: string): void {
  if (stats.isSymbolicLink())
    throw new Failure(`${name} is a link, and only regular files are replaced`, 'Name the file that it leads to.');
  if (!stats.isFile())
    throw new Failure(`${name} is not a regular file`, 'Without --in-place its content is copied to standard output.');
  if (stats.nlink > 1n)
    throw new Failure(
      `${name} has ${stats.nlink} names (hard links), and the others would keep the values`,
      'Remove the other names first: find . -samefile FILE',
    );
}

function sameFile(one: BigIntStats, other: BigIntStats): boolean {
  return (['dev', 'ino', 'size', 'mtimeNs', 'ctimeNs', 'nlink'] as const).every((key) => one[key] === other[key]);
}

function discard(): void {
  // Only what is found matters.
}

/**
 * Reads a file once; each value found is known afterwards.
 * @param size bytes to read from its start; undefined for a pipe
 */
async function pass(
  handle: FileHandle,
  size: number | undefined,
  write: Sink,
  known: KnownValues,
  options: FileOptions,
  name: string,
): Promise<Redaction> {
  const redactor = new Redactor(options, { lookahead: LOOKAHEAD, known });
  for (let at = 0; size === undefined || at < size;) {
    options.signal?.throwIfAborted();
    let chunk: Buffer;
    try {
      const { buffer, bytesRead } = await handle.read(
        Buffer.allocUnsafe(CHUNK),
        0,
        CHUNK,
        size === undefined ? null : at,
      );
      chunk = buffer.subarray(0, bytesRead);
    } catch (error) {
      throw cannotRead(name, error);
    }
    if (chunk.length === 0) break;
    const archive = at === 0 ? archiveFailure(chunk, name) : undefined;
    if (archive !== undefined) throw archive;
    at += chunk.length;
    for (const piece of redactor.push(chunk)) await write(piece);
  }
  for (const piece of redactor.end()) await write(piece);
  return { values: redactor.replaced, secrets: redactor.secrets };
}

/** The content of an archive cannot be replaced; a pointer of git LFS is text. */
function archiveFailure(start: Uint8Array, name: string): Failure | undefined {
  const found = recogniseArchive(start.subarray(0, HEAD_LENGTH));
  if (found === undefined || 'lfs' in found) return undefined;
  return new Failure(
    `${name} is an archive, and its content is not redacted`,
    'Unpack it, redact the files, and pack them again.',
  );
}

async function withOpen<Result>(
  file: string,
  name: string,
  flags: number,
  use: (handle: FileHandle) => Promise<Result>,
): Promise<Result> {
  let handle: FileHandle;
  try {
    handle = await open(file, flags);
  } catch (error) {
    throw cannotRead(name, error);
  }
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}
