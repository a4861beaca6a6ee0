// Validates a project's settings.
import { patternOf } from './allow-entries.ts';
import { PatternError } from './patterns/pattern-error.ts';
import type { AllowEntry, Confidence, Settings } from './types.ts';

/** An invalid setting; the message names the key. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Location of the JSON schema, for editors. */
const SCHEMA = '$schema';
const KEYS = ['hosts', 'names', 'allow', 'minimumConfidence', 'baseline', 'typeInformation', SCHEMA];
const ALLOW_KEYS = ['sha256', 'path', 'reason', 'expires'];
const CONFIDENCES: readonly unknown[] = ['low', 'medium', 'high'] satisfies Confidence[];

/**
 * Validates a project's settings: the same keys in ESLint's `settings.navixy` and in the command's settings file.
 * @param where name of the source in messages, e.g. `settings.navixy` or the file's name
 * @throws SettingsError naming the key that is unknown or has the wrong type
 */
export function readSettings(value: unknown, where: string): Settings {
  if (value === undefined) return {};
  const given = asObject(value, where, KEYS);
  if (SCHEMA in given) text(given[SCHEMA], `${where}.${SCHEMA}`);
  return {
    ...('hosts' in given ? { hosts: strings(given['hosts'], `${where}.hosts`).map(asHost) } : {}),
    ...('names' in given ? { names: strings(given['names'], `${where}.names`) } : {}),
    ...('allow' in given
      ? {
          allow: list(given['allow'], `${where}.allow`).map((entry, index) =>
            allowEntry(entry, `${where}.allow[${index}]`),
          ),
        }
      : {}),
    ...('minimumConfidence' in given
      ? { minimumConfidence: confidence(given['minimumConfidence'], `${where}.minimumConfidence`) }
      : {}),
    ...('baseline' in given ? { baseline: text(given['baseline'], `${where}.baseline`) } : {}),
    ...('typeInformation' in given
      ? { typeInformation: boolean(given['typeInformation'], `${where}.typeInformation`) }
      : {}),
  };
}

function allowEntry(value: unknown, where: string): AllowEntry {
  const given = asObject(value, where, ALLOW_KEYS);
  const common = {
    reason: text(given['reason'], `${where}.reason`),
    ...('expires' in given ? { expires: day(given['expires'], `${where}.expires`) } : {}),
  };
  if ('sha256' in given === 'path' in given) throw new SettingsError(`${where} needs either "sha256" or "path"`);
  if ('path' in given)
    return checkedPattern({ path: text(given['path'], `${where}.path`), ...common }, `${where}.path`);
  const sha256 = text(given['sha256'], `${where}.sha256`).toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(sha256))
    throw new SettingsError(`${where}.sha256 must be 64 hex digits, as a report shows them; never the value itself`);
  return { sha256, ...common };
}

/** Parses the pattern early: otherwise an invalid one would only be noticed when it fails to match. */
function checkedPattern<Entry extends { readonly path: string }>(entry: Entry, where: string): Entry {
  try {
    patternOf(entry);
    return entry;
  } catch (error) {
    throw error instanceof PatternError ? new SettingsError(`${where} ${error.message}`) : error;
  }
}

function asObject(value: unknown, where: string, keys: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new SettingsError(`${where} must be an object`);
  const unknownKey = Object.keys(value).find((key) => !keys.includes(key));
  if (unknownKey !== undefined)
    throw new SettingsError(`${where} has an unknown key ${JSON.stringify(unknownKey)}; known are ${keys.join(', ')}`);
  return value as Record<string, unknown>;
}

function list(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new SettingsError(`${where} must be a list`);
  return value;
}

function strings(value: unknown, where: string): string[] {
  return list(value, where).map((item, index) => text(item, `${where}[${index}]`));
}

function text(value: unknown, where: string): string {
  if (typeof value !== 'string' || value.trim() === '')
    throw new SettingsError(`${where} must be a text that is not empty`);
  return value;
}

function boolean(value: unknown, where: string): boolean {
  if (typeof value !== 'boolean') throw new SettingsError(`${where} must be true or false`);
  return value;
}

function day(value: unknown, where: string): string {
  const given = text(value, where);
  const isDay =
    /^\d{4}-\d{2}-\d{2}$/.test(given) &&
    !Number.isNaN(Date.parse(given)) &&
    new Date(given).toISOString().startsWith(given);
  if (!isDay) throw new SettingsError(`${where} must be a day, written YYYY-MM-DD`);
  return given;
}

function confidence(value: unknown, where: string): Confidence {
  if (!CONFIDENCES.includes(value)) throw new SettingsError(`${where} must be "low", "medium" or "high"`);
  return value as Confidence;
}

/** Accepts a pasted URL in place of a host. */
function asHost(host: string): string {
  return host.replace(/^[a-z]+:\/\/|[:/].*$/gi, '').toLowerCase();
}
