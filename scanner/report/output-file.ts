// Writes reports to files, devices and pipes.

import { accessSync, appendFileSync, closeSync, constants, openSync, readSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../model/failure.ts';
import { cannotWrite } from '../io/file-failures.ts';
import { makeFolder, removeFolders } from '../io/make-folder.ts';
import { refuseLinksOut } from '../io/links-out.ts';
import { linkEnd, Replacement, tryReplace } from '../io/replace-file.ts';
import { shellWord } from '../text/shell.ts';

const LINE_BREAK = '\n'.charCodeAt(0);
const OWNER_ONLY = 0o600;
/** Already open streams: a file behind one belongs to somebody who continues to write to it. */
const STREAM = /^\/(?:dev\/(?:std(?:in|out|err)$|fd\/)|proc\/(?:self|thread-self|\d+)\/fd\/)/;
/** Milliseconds before writing to a full pipe is retried. */
const PAUSE = 5;
const { O_WRONLY, O_APPEND, O_NONBLOCK = 0 } = constants;

/**
 * Checks before the scan whether a report can be written to this path, and creates missing folders.
 * @param file absolute path
 * @param append the report is appended; then no folder is created
 * @returns a function that removes the created folders, for when the report is not written after all
 * @throws Failure with a remedy; nothing is left behind then
 */
export function checkOutput(file: string, append = false): () => void {
  if (append && !isStream(file)) return checkAppending(file);
  let made: readonly string[] = [];
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) throw new Failure(`--output ${file} is a folder`, 'Name a file in it.');
    if (stat !== undefined) accessSync(file, constants.W_OK);
    if (!isStream(file)) {
      refuseLinks(file);
      const end = linkEnd(file);
      made = makeFolder(path.dirname(end));
      tryReplace(end);
    } else if (stat === undefined)
      throw new Failure(`cannot write the report to ${file}: it is not open`, 'Leave --output out, or name a file.');
    return () => removeFolders(made);
  } catch (error) {
    removeFolders(made);
    throw error instanceof Failure ? error : cannotWrite(`the report to ${file}`, error);
  }
}

function checkAppending(file: string): () => void {
  try {
    accessSync(statSync(file, { throwIfNoEntry: false }) === undefined ? path.dirname(file) : file, constants.W_OK);
  } catch (error) {
    throw cannotWrite(`the report to ${file}`, error);
  }
  return () => undefined;
}

/**
 * Writes a report atomically to a file. A device or pipe is written directly.
 * @param file absolute path
 * @param holdsSecrets only the owner may read it
 * @throws Failure if it cannot be written
 */
export function writeOutput(file: string, text: string, holdsSecrets: boolean): void {
  const output = new Output(file, holdsSecrets);
  output.write(text);
  output.done();
}

/**
 * {@link writeOutput} for a report in parts.
 * @param append appends to existing content, all at once
 * @param begun the file, if a part of it is already written
 */
export async function writeParts(
  file: string,
  parts: AsyncIterable<string>,
  holdsSecrets: boolean,
  append = false,
  begun?: Output,
): Promise<void> {
  if (append && !isStream(file)) return appendParts(file, parts);
  const output = begun ?? new Output(file, holdsSecrets);
  try {
    for await (const part of parts) output.write(part);
  } catch (error) {
    output.drop();
    throw error;
  }
  output.done();
}

async function appendParts(file: string, parts: AsyncIterable<string>): Promise<void> {
  let text = '';
  for await (const part of parts) text += part;
  try {
    // The existing content may lack a final line break.
    const isOpen = endsInLine(file);
    appendFileSync(file, `${isOpen ? '\n' : ''}${text}`);
  } catch (error) {
    throw cannotWrite(`the report to ${file}`, error);
  }
}

/** Whether a file's content ends without a line break. */
function endsInLine(file: string): boolean {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size === 0) return false;
  const descriptor = openSync(file, 'r');
  try {
    const last = Buffer.alloc(1);
    return readSync(descriptor, last, 0, 1, size - 1) === 1 && last[0] !== LINE_BREAK;
  } finally {
    closeSync(descriptor);
  }
}

/** A file that is being written; errors become a Failure. It appears under its name when it is complete. */
export class Output {
  readonly #file: string;
  readonly #sink: Stream | Replacement;

  constructor(file: string, holdsSecrets: boolean) {
    this.#file = file;
    try {
      if (!isStream(file)) refuseLinks(file);
      const mode = isStream(file) ? undefined : statSync(file, { throwIfNoEntry: false })?.mode;
      this.#sink = isStream(file)
        ? new Stream(file)
        : new Replacement(linkEnd(file), holdsSecrets ? OWNER_ONLY : mode === undefined ? undefined : mode & 0o777);
    } catch (error) {
      throw error instanceof Failure ? error : cannotWrite(`the report to ${file}`, error);
    }
  }

  write(text: string): void {
    this.#tried(() => this.#sink.write(Buffer.from(text)));
  }

  done(): void {
    this.#tried(() => this.#sink.done());
  }

  drop(): void {
    this.#sink.drop();
  }

  #tried(act: () => void): void {
    try {
      act();
    } catch (error) {
      this.drop();
      throw cannotWrite(`the report to ${this.#file}`, error);
    }
  }
}

/** @throws Failure if the user named a link in an untrusted repository */
function refuseLinks(file: string): void {
  refuseLinksOut(file, `the report to ${file}`, (end) => `If it shall go there, name it: --output ${shellWord(end)}`);
}

function isStream(file: string): boolean {
  return STREAM.test(file) || statSync(file, { throwIfNoEntry: false })?.isFile() === false;
}

/** Opening a pipe without a reader would block for ever; so it is opened non-blocking, and full writes are retried. */
class Stream {
  readonly #descriptor: number;
  #isOpen = true;

  constructor(file: string) {
    this.#descriptor = openSync(file, O_WRONLY | O_APPEND | O_NONBLOCK);
  }

  write(bytes: Buffer): void {
    for (let written = 0; written < bytes.length;) {
      try {
        written += writeSync(this.#descriptor, bytes, written);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
      }
    }
  }

  done(): void {
    this.drop();
  }

  drop(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    closeSync(this.#descriptor);
  }
}
