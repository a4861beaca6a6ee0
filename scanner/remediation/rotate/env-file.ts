// Writes one entry of a .env file, unless somebody else changed it.
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../model/failure.ts';
import { reasonNotWritten } from '../../io/errno-reasons.ts';
import { createFile, replaceOwned, tryReplaceOwned } from '../../io/replace-file.ts';
import { clean } from '../../text/clean.ts';
import { bodyStart, readEntry, type Token } from './env-text.ts';

/** An entry of a `.env` file, as it was when it was looked at. */
export interface EnvEntry {
  /** Absolute path of the file itself, links followed. */
  readonly file: string;
  readonly name: string;
  /** Its values, or `undefined` where there is no file. May hold a secret: never shown. */
  readonly before: string | undefined;
}

/** The entry may not be written: somebody else does so, or has done so. The message is for people. */
export class EnvEntryChanged extends Error {
  override readonly name = 'EnvEntryChanged';
}

/**
 * Looks at an entry before anything is done.
 * @throws Failure for a file that could not be written with all else as it is, and errors of the file system
 */
export function lookAtEntry(file: string, name: string): EnvEntry {
  const target = existsSync(file) ? realpathSync(file) : file;
  const text = textOf(target);
  if (text === undefined) return { file: target, name, before: undefined };
  const reading = readEntry(text, name);
  if (reading.unclear !== undefined) {
    throw new Failure(`${clean(target)}: ${clean(reading.unclear)}`, `Write it as one line NAME=value, ${OTHER_WAY}`);
  }
  requireReplaceable(target);
  return { file: target, name, before: valuesIn(text, reading.values) };
}

const OTHER_WAY = 'or hand the value over in another way.';

/** The new file must belong to whom the old one belongs, and must be the same under all its names. */
function requireReplaceable(file: string): void {
  const shown = clean(file);
  if (statSync(file).nlink > 1) {
    throw new Failure(
      `${shown} has other hard links, which would keep the old value`,
      `Name a file with one link, ${OTHER_WAY}`,
    );
  }
  try {
    tryReplaceOwned(file);
  } catch (error) {
    const what = `${shown} could not be replaced with the same owner, group and mode: ${reasonNotWritten(error)}`;
    throw new Failure(what, `Run this as the owner of the file, ${OTHER_WAY}`);
  }
}

/**
 * Replaces the value of every assignment of the entry, or adds one; all else stays as it is, byte for byte.
 * @throws EnvEntryChanged when it is not as it was looked at, and errors of the file system; the file is then as before
 */
export function setEntry(entry: EnvEntry, value: string): void {
  const { file, name } = entry;
  whileLocked(file, () => {
    const old = textOf(file);
    const reading = old === undefined ? undefined : readEntry(old, name);
    if (reading?.unclear !== undefined) {
      throw new EnvEntryChanged(`somebody else changed the file meanwhile: ${reading.unclear}`);
    }
    const before = old === undefined || reading === undefined ? undefined : valuesIn(old, reading.values);
    if (before !== entry.before) throw new EnvEntryChanged(`somebody else changed ${name} meanwhile`);
    if (old === undefined || reading === undefined) createFile(file, `${name}=${value}\n`, 0o600);
    else replaceOwned(file, Buffer.from(withEntry(old, name, value, reading.values), 'latin1'));
  });
}

function withEntry(old: string, name: string, value: string, values: readonly Token[]): string {
  if (values.length === 0) {
    const newline = old.includes('\r\n') ? '\r\n' : '\n';
    const start = old.length === bodyStart(old) || old.endsWith('\n') ? old : old + newline;
    return `${start}${name}=${value}${newline}`;
  }
  let text = '';
  let done = 0;
  for (const { start, end } of values) {
    text += old.slice(done, start) + value;
    done = end;
  }
  return text + old.slice(done);
}

/** Bytes as characters, so that those that are no UTF-8 come out as they went in. */
function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'latin1') : undefined;
}

function valuesIn(text: string, values: readonly Token[]): string {
  return values.map(({ start, end }) => text.slice(start, end)).join('\n');
}

/** Two runs at once must not both read the file and then both write it. The lock is held for milliseconds. */
function whileLocked(file: string, work: () => void): void {
  const lock = path.join(path.dirname(file), `.${path.basename(file)}.navixy-secrets.lock`);
  let handle: number;
  try {
    handle = openSync(lock, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new EnvEntryChanged(`another run writes this file; if none does, delete ${lock}`);
  }
  try {
    work();
  } finally {
    closeSync(handle);
    rmSync(lock, { force: true });
  }
}
