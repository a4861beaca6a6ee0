// Writes an accepted finding into the settings; the other settings stay as they are.

import path from 'node:path';
import { readSettings, SettingsError, type AllowEntry } from '../../src/index.ts';
import { cannotRead, cannotWrite } from '../io/file-failures.ts';
import { setInJson } from '../io/json-edit.ts';
import { foldersAbove } from '../io/folders-above.ts';
import { refuseLinksOut } from '../io/links-out.ts';
import { createFile, linkEnd, replaceFile } from '../io/replace-file.ts';
import { MOST_SETTINGS, readFound } from '../io/small-file.ts';
import { Failure } from '../model/failure.ts';
import { CONFIG_FILES, readConfig } from './read-settings-file.ts';

/** Accepts one value. */
export interface NewAllowEntry {
  /** Hex SHA-256 of the value, as a report shows it. */
  readonly sha256: string;
  readonly reason: string;
  /** Last valid day, `YYYY-MM-DD` in UTC. */
  readonly expires?: string;
}

export interface AllowOptions {
  /** Absolute path of the folder from which the settings are searched. */
  readonly cwd: string;
  /** A settings file to write, which may be new. Default: the one in force, or a new one at the top of the repository. */
  readonly config?: string;
  readonly entry: NewAllowEntry;
}

/** The settings file before and after. */
export interface AllowChange {
  /** Absolute path. */
  readonly file: string;
  /** Absent for a new file. */
  readonly before?: string;
  readonly after: string;
}

/**
 * Plans the entry; writes nothing. An entry for the same value is replaced.
 * @throws Failure for settings that cannot be read, and for an entry that they do not take
 */
export function planAllow({ cwd, config, entry }: AllowOptions): AllowChange {
  const file = config === undefined ? (readConfig(cwd).file ?? newFile(cwd)) : path.resolve(cwd, config);
  const before = read(file);
  const keys = path.basename(file) === 'package.json' ? ['navixy'] : [];
  // As it is on disk: a rejected file is not edited.
  const known = before === undefined ? [] : (readConfig(cwd, file).settings.allow ?? []);
  const at = known.findIndex((one) => 'sha256' in one && one.sha256 === entry.sha256);
  checkEntry(entry);
  if (before !== undefined && isSame(known[at], entry)) return { file, before, after: before };
  const mark = before?.startsWith('\u{feff}') === true ? '\u{feff}' : '';
  const text = before?.slice(mark.length) ?? '{}\n';
  const edited = setInJson(text, [...keys, 'allow', at === -1 ? known.length : at], entry);
  if (edited === undefined)
    throw new Failure(
      `${file} cannot be edited: it holds no object`,
      'Correct it, or name another file: --config FILE',
    );
  const after = mark + edited;
  return { file, ...(before === undefined ? {} : { before }), after };
}

/**
 * Writes the planned change, all of it or nothing.
 * @throws Failure if the file changed in the meantime, or cannot be written
 */
export function applyAllow({ file, before, after }: AllowChange): void {
  if (read(file) !== before) throw new Failure(`${file} changed in the meantime`, 'Run it again.');
  refuseLinksOut(file, `the settings ${file}`, (end) => `If they shall go there, name them: --config ${end}`);
  try {
    if (before === undefined) createFile(file, after);
    else replaceFile(linkEnd(file), after);
  } catch (error) {
    throw cannotWrite(`the settings ${file}`, error);
  }
}

function isSame(known: AllowEntry | undefined, { sha256, reason, expires }: NewAllowEntry): boolean {
  return (
    known !== undefined &&
    'sha256' in known &&
    known.sha256 === sha256 &&
    known.reason === reason &&
    known.expires === expires
  );
}

function checkEntry(entry: NewAllowEntry): void {
  try {
    readSettings({ allow: [entry] }, []);
  } catch (error) {
    throw error instanceof SettingsError ? new Failure(`the entry: ${error.keys.at(-1)!} ${error.problem}`) : error;
  }
}

function newFile(cwd: string): string {
  const { folders, isInRepository } = foldersAbove(cwd);
  return path.join(isInRepository ? folders.at(-1)! : path.resolve(cwd), CONFIG_FILES[0]);
}

function read(file: string): string | undefined {
  try {
    return readFound(file, MOST_SETTINGS)?.toString();
  } catch (error) {
    throw cannotRead(`the settings ${file}`, error);
  }
}
