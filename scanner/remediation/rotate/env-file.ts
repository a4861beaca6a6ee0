// Writes one entry of a .env file, unless somebody else changed it.

import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../model/failure.ts';
import { reasonNotWritten } from '../../io/errno-reasons.ts';
import { createFile, replaceOwned, tryReplaceOwned } from '../../io/replace-file.ts';
import { clean } from '../../text/clean.ts';
import { bodyStart, readEntry, type Token } from './env-text.ts';

/** An entry of a `.env` file, as read before the rotation. */
export interface EnvEntry {
  /** Absolute path of the file, with links resolved. */
  readonly file: string;
  readonly name: string;
  /** Its values, or `undefined` if there is no file. May contain a secret: never shown. */
  readonly before: string | undefined;
}

/** The entry must not be written: another process is writing it or has changed it. The message is for people. */
export class EnvEntryChanged extends Error {
  override readonly name = 'EnvEntryChanged';
}

/**
 * Reads an entry before anything is changed.
 * @throws Failure for a file that could not be replaced without side effects, and file system errors
 */
export function inspectEntry(file: string, name: string): EnvEntry {
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

/** The replaced file must keep its owner, and must not have other hard links. */
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
 * Replaces the value of every assignment of the entry, or adds one; all other bytes stay the same.
 * @throws EnvEntryChanged if it has changed since it was read, and file system errors; the file is then unchanged
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

/** Bytes as characters (latin1), so bytes that are not UTF-8 stay unchanged. */
function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'latin1') : undefined;
}

function valuesIn(text: string, values: readonly Token[]): string {
  return values.map(({ start, end }) => text.slice(start, end)).join('\n');
}

/** Two runs must not read and write the file at the same time. The lock is held for milliseconds. */
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
