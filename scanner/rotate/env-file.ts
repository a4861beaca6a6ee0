// Writes one entry of a .env file, unless somebody else changed it.
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { createFile, replaceFile } from '../io/replace-file.ts';

/** An entry of a `.env` file, as it was when it was looked at. */
export interface EnvEntry {
  /** Absolute path of the file itself, links followed. */
  readonly file: string;
  readonly name: string;
  /** The lines that assign it, or `undefined` where there is no file. May hold a value: never shown. */
  readonly before: string | undefined;
}

/** The entry may not be written: somebody else does so, or has done so. The message is for people. */
export class EnvEntryChanged extends Error {
  override readonly name = 'EnvEntryChanged';
}

/** Looks at an entry before anything is done. @throws errors of the file system */
export function lookAtEntry(file: string, name: string): EnvEntry {
  const target = existsSync(file) ? realpathSync(file) : file;
  return { file: target, name, before: assignmentsIn(textOf(target), name) };
}

/**
 * Replaces every assignment of the entry, or adds one; all else stays as it is, byte for byte.
 * @throws EnvEntryChanged when it is not as it was looked at, and errors of the file system; the file is then as before
 */
export function setEntry(entry: EnvEntry, value: string): void {
  const { file, name } = entry;
  whileLocked(file, () => {
    const old = textOf(file);
    if (assignmentsIn(old, name) !== entry.before) throw new EnvEntryChanged(`somebody else changed ${name} meanwhile`);
    const newline = old?.includes('\r\n') === true ? '\r\n' : '\n';
    if (old === undefined) createFile(file, `${name}=${value}${newline}`, 0o600);
    else replaceFile(file, Buffer.from(withEntry(old, name, value, newline), 'latin1'), statSync(file).mode & 0o777);
  });
}

function withEntry(old: string, name: string, value: string, newline: string): string {
  const start = old === '' || old.endsWith('\n') ? old : old + newline;
  if (assignmentsIn(old, name) === '') return `${start}${name}=${value}${newline}`;
  return old.replace(assignment(name), (_line, before: string, _old: string, end: string) => `${before}${value}${end}`);
}

/** Bytes as characters, so that those that are no UTF-8 come out as they went in. */
function textOf(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'latin1') : undefined;
}

function assignmentsIn(text: string | undefined, name: string): string | undefined {
  return text?.match(assignment(name))?.join('\n') ?? (text === undefined ? undefined : '');
}

function assignment(name: string): RegExp {
  return new RegExp(String.raw`^([ \t]*(?:export[ \t]+)?${name}[ \t]*=)(.*?)(\r?)$`, 'gmu');
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
