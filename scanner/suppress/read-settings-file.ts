// Finds and parses the settings file `.navixy-secrets.json`, or the key `navixy` of `package.json`.

import path from 'node:path';
import { readSettings, SettingsError, type Settings } from '../../src/index.ts';
import { cannotRead } from '../io/file-failures.ts';
import { foldersAbove } from '../io/folders-above.ts';
import { MOST_SETTINGS, readFound, readNamed, UnfitFile } from '../io/small-file.ts';
import { Failure } from '../model/failure.ts';
import type { JsonKeys } from '../io/json-edit.ts';
import { parseJson, placeInJson, repeatedKey } from '../io/parse-json.ts';
import { pageOf } from '../text/installed-as.ts';

/** Searched for in the working directory and its parents, up to the top of the repository; the nearest file counts. */
const FILE = '.navixy-secrets.json';
/** Names of files that may hold settings, in order of precedence within a folder. */
export const CONFIG_FILES = [FILE, 'package.json'] as const;
/** Key of `package.json` with the same settings. */
const KEY = 'navixy';

export interface Config {
  readonly settings: Settings;
  /** The file with these settings, for messages. */
  readonly file?: string;
}

/**
 * Reads the settings of a project: `hosts`, `names`, `allow`, `minimumConfidence`, as in ESLint's `settings.navixy`.
 * @param named a file named by the user; it must exist
 * @throws Failure for a file that cannot be read, is not JSON, or has a wrong key or type
 */
export function readConfig(cwd: string, named?: string): Config {
  if (named !== undefined) return fromFile(path.resolve(cwd, named), true)!;
  for (const folder of foldersAbove(cwd).folders) {
    const found = fromFile(path.join(folder, FILE), false) ?? fromPackage(path.join(folder, 'package.json'));
    if (found !== undefined) return found;
  }
  return { settings: {} };
}

function fromFile(file: string, isRequired: boolean): Config | undefined {
  const text = read(file, isRequired);
  if (text === undefined) return undefined;
  return parseConfig(text, file) ?? { settings: {} };
}

function fromPackage(file: string): Config | undefined {
  const text = read(file, false);
  return text === undefined ? undefined : parseConfig(text, file);
}

/**
 * @param text content of a settings file or a `package.json`
 * @param file its path, which determines the format
 * @returns undefined for a `package.json` without settings
 */
export function parseConfig(text: string, file: string): Config | undefined {
  const keys = path.basename(file) === 'package.json' ? [KEY] : [];
  if (keys.length > 0 && !text.includes(`"${KEY}"`)) return undefined;
  const content = parseJson(text, file, 'Correct it there, or leave the file out with --no-config.');
  const value = keys.length === 0 ? content : (content as Record<string, unknown> | null)?.[KEY];
  return value === undefined ? undefined : { settings: settingsOf(value, keys, text, file), file };
}

/** @param keys where the settings are in the file */
function settingsOf(value: unknown, keys: JsonKeys, text: string, file: string): Settings {
  const repeated = mayRepeatKey(text) ? repeatedKey(text, keys) : undefined;
  if (repeated !== undefined)
    throw new Failure(
      `${file}${repeated.place}: ${JSON.stringify(repeated.name)} is there twice, and only the last one counts`,
      'Remove one of them.',
    );
  try {
    return readSettings(value, keys);
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    throw new Failure(
      `${file}${placeInJson(text, error.at)}: ${error.message}`,
      `${pageOf('settings.md')} lists the keys.`,
    );
  }
}

/** Whether any key is in the text twice: cheaper than to parse it with all positions. */
function mayRepeatKey(text: string): boolean {
  const keys = text.match(/"\$?\w+"(?=\s*:)/g) ?? [];
  return new Set(keys).size < keys.length;
}

/** @param isNamed whether the user named it; then it may be a pipe */
function read(file: string, isNamed: boolean): string | undefined {
  try {
    return (isNamed ? readNamed : readFound)(file, MOST_SETTINGS)?.toString();
  } catch (error) {
    throw cannotRead(
      `the configuration ${file}`,
      error,
      error instanceof UnfitFile ? 'Put a regular file in its place, or leave it out with --no-config.' : undefined,
    );
  }
}
