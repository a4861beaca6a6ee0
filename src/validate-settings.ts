// Validates a project's settings.
import { patternOf } from './allow-entries.ts';
import { compactName } from './names.ts';
import { PatternError } from './patterns/pattern-error.ts';
import type { AllowEntry, Confidence, Settings } from './types.ts';

/** Where a setting is: keys of objects and indexes of lists, from the top of the settings. */
export type SettingKeys = readonly (string | number)[];

/** An invalid setting; the message names the key. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';

  /**
   * @param keys the setting that the message names
   * @param problem what is wrong with it, to follow its name
   * @param at the key or value to show in an editor. Default: that of `keys`
   */
  constructor(
    readonly keys: SettingKeys,
    readonly problem: string,
    readonly at: SettingKeys = keys,
  ) {
    super(`${keys.length === 0 ? 'the top level' : written(keys)} ${problem}`);
  }
}

/** Location of the JSON schema, for editors. */
const SCHEMA = '$schema';
const KEYS: readonly string[] = [
  ...['hosts', 'names', 'allow', 'minimumConfidence', 'baseline', 'typeInformation'],
  SCHEMA,
];
const ALLOW_KEYS = ['sha256', 'path', 'reason', 'expires'];
const CONFIDENCES: readonly unknown[] = ['low', 'medium', 'high'] satisfies Confidence[];
/** A host name or IPv4 address, or a URL with one; the schema of the settings has the same expression. */
const HOST = /^(?:[A-Za-z][A-Za-z0-9+.-]*:\/\/)?([\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)*)(?::\d+)?(?:[/?#].*)?$/u;
/** A name without spaces; the schema has the same expression. */
const NAME = /^\S*[\p{L}\p{N}]\S*$/u;

/**
 * Validates a project's settings: the same keys in ESLint's `settings.navixy` and in the command's settings file.
 * @param at where the settings are, for messages, such as `['settings', 'navixy']`
 * @throws SettingsError for a key that is unknown, and for a value that has the wrong type or can have no effect
 */
export function readSettings(value: unknown, at: SettingKeys): Settings {
  if (value === undefined) return {};
  const given = asObject(value, at, KEYS);
  const read = <Value>(key: keyof Settings, reader: (value: unknown, at: SettingKeys) => Value) =>
    key in given ? { [key]: reader(given[key], [...at, key]) } : {};
  if (SCHEMA in given) text(given[SCHEMA], [...at, SCHEMA]);
  return {
    ...read('hosts', hosts),
    ...read('names', names),
    ...read('allow', allowList),
    ...read('minimumConfidence', confidence),
    ...read('baseline', text),
    ...read('typeInformation', boolean),
  };
}

/** @returns host names in lower case; a pasted URL stands for its host */
function hosts(value: unknown, at: SettingKeys): string[] {
  const read = list(value, at).map((item, index) => {
    const host = HOST.exec(text(item, [...at, index]))?.[1];
    if (host === undefined) throw new SettingsError([...at, index], 'names no host; an example: "gps.brand.example"');
    return host.toLowerCase();
  });
  refuseRepeated(read, at, 'is the same host as');
  return read;
}

function names(value: unknown, at: SettingKeys): string[] {
  const read = list(value, at).map((item, index) => {
    const name = text(item, [...at, index]);
    if (!NAME.test(name))
      throw new SettingsError([...at, index], 'must be a name without spaces; an example: "FLEET_KEY"');
    return name;
  });
  refuseRepeated(read.map(compactName), at, 'is the same name as');
  return read;
}

function allowList(value: unknown, at: SettingKeys): AllowEntry[] {
  const entries = list(value, at).map((entry, index) => allowEntry(entry, [...at, index]));
  /** The entry that holds longest, by what it accepts. */
  const longest = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const target = 'sha256' in entry ? entry.sha256 : `path ${entry.path}`;
    const before = longest.get(target);
    const end = entries[before ?? index]!.expires;
    if (before !== undefined && (end === undefined || (entry.expires !== undefined && entry.expires <= end)))
      throw new SettingsError([...at, index], `accepts only what ${written([...at, before])} accepts; remove one`);
    longest.set(target, index);
  }
  return entries;
}

function refuseRepeated(values: readonly string[], at: SettingKeys, is: string): void {
  for (const [index, value] of values.entries()) {
    const first = values.indexOf(value);
    if (first < index) throw new SettingsError([...at, index], `${is} ${written([...at, first])}; remove one`);
  }
}

function allowEntry(value: unknown, at: SettingKeys): AllowEntry {
  const given = asObject(value, at, ALLOW_KEYS);
  const common = {
    reason: text(given['reason'], [...at, 'reason']),
    ...('expires' in given ? { expires: day(given['expires'], [...at, 'expires']) } : {}),
  };
  if ('sha256' in given === 'path' in given) throw new SettingsError(at, 'needs either "sha256" or "path"');
  if ('path' in given)
    return checkedPattern({ path: text(given['path'], [...at, 'path']), ...common }, [...at, 'path']);
  const sha256 = text(given['sha256'], [...at, 'sha256']).toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new SettingsError([...at, 'sha256'], 'must be 64 hex digits, as a report shows them; never the value itself');
  return { sha256, ...common };
}

/** Parses the pattern early: otherwise an invalid one would only be noticed when it fails to match. */
function checkedPattern<Entry extends { readonly path: string }>(entry: Entry, at: SettingKeys): Entry {
  try {
    patternOf(entry);
    return entry;
  } catch (error) {
    throw error instanceof PatternError ? new SettingsError(at, error.message) : error;
  }
}

function asObject(value: unknown, at: SettingKeys, keys: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SettingsError(at, 'must be an object');
  const unknownKey = Object.keys(value).find((key) => !keys.includes(key));
  if (unknownKey !== undefined)
    throw new SettingsError(at, `has an unknown key ${JSON.stringify(unknownKey)}; known are ${keys.join(', ')}`, [
      ...at,
      unknownKey,
    ]);
  return value as Record<string, unknown>;
}

function list(value: unknown, at: SettingKeys): readonly unknown[] {
  if (!Array.isArray(value)) throw new SettingsError(at, 'must be a list');
  return value;
}

function text(value: unknown, at: SettingKeys): string {
  if (typeof value !== 'string' || value.trim() === '') throw new SettingsError(at, 'must be a text that is not empty');
  return value;
}

function boolean(value: unknown, at: SettingKeys): boolean {
  if (typeof value !== 'boolean') throw new SettingsError(at, 'must be true or false');
  return value;
}

function day(value: unknown, at: SettingKeys): string {
  const given = text(value, at);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(given) &&
    !Number.isNaN(Date.parse(given)) &&
    new Date(given).toISOString().startsWith(given);
  if (!isDay) throw new SettingsError(at, 'must be a day, written YYYY-MM-DD');
  return given;
}

function confidence(value: unknown, at: SettingKeys): Confidence {
  if (!CONFIDENCES.includes(value)) throw new SettingsError(at, 'must be "low", "medium" or "high"');
  return value as Confidence;
}

/** @returns keys as in code: `allow[0].path` */
function written(keys: SettingKeys): string {
  return keys.map((key, at) => (typeof key === 'number' ? `[${key}]` : at === 0 ? key : `.${key}`)).join('');
}
