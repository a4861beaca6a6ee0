// The baseline: a committed list of known secrets, with parsing, matching and serialisation.

import { decodeDocument } from '../../src/text-encodings.ts';
import { jsonText } from '../text/clean.ts';
import { parseJson } from '../io/parse-json.ts';
import { mask, maskDeep } from '../text/mask.ts';
import { Failure } from '../model/failure.ts';
import type { Finding } from '../model/finding.ts';
import type { BaselineSuppression } from '../model/suppression.ts';
import { compareText } from '../model/reported-secrets.ts';
import { call } from '../text/command-line.ts';

/** One known secret. Moved lines, rebases and time do not change an entry. */
export interface BaselineEntry {
  /** Fingerprint of the secret; 20 hex digits. */
  readonly fingerprint: string;
  /** First and last four characters, so that people can recognise it. */
  readonly redacted: string;
  /** Paths where it was found, for information: with `/`, relative to the repository; sorted. */
  readonly paths: readonly string[];
  /** Why it is still there; written by people and kept on update. */
  readonly reason?: string;
}

const VERSION = 1;
const START_OVER = `Fix it, restore it with git, or delete it and run: ${call('baseline create')}`;

/** Known findings that a team accepts for now, stored in a committed file. */
export class Baseline {
  /** Its name in messages. */
  readonly file: string;
  /** The target of the scan that made it (`files`, `history`, …); comparing different targets would be meaningless. */
  readonly scope: string;
  readonly #entries: ReadonlyMap<string, BaselineEntry>;
  readonly #paths = new Map<BaselineEntry, ReadonlySet<string>>();

  constructor(file: string, scope: string, entries: readonly BaselineEntry[]) {
    this.file = file;
    this.scope = scope;
    this.#entries = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  }

  /**
   * @param bytes the file's content; UTF-16 and a byte order mark (written by PowerShell) are accepted
   * @param file its name in messages
   * @throws Failure that names the problem
   */
  static read(bytes: Uint8Array, file: string): Baseline {
    const value = parseJson(decodeDocument(bytes), `the baseline ${file}`, START_OVER);
    const { version, scope, secrets } = (value ?? {}) as Record<string, unknown>;
    if (version !== VERSION || typeof scope !== 'string' || !Array.isArray(secrets)) {
      throw new Failure(
        `${file} is not a baseline of version ${VERSION}: it needs "version", "scope" and "secrets"`,
        START_OVER,
      );
    }
    return new Baseline(
      file,
      scope,
      secrets.map((entry, at) => readEntry(entry, `${file}: secrets[${at}]`)),
    );
  }

  /** Sorted by fingerprint. */
  get entries(): BaselineEntry[] {
    return [...this.#entries.values()].sort((one, other) => compareText(one.fingerprint, other.fingerprint));
  }

  get(fingerprint: string): BaselineEntry | undefined {
    return this.#entries.get(fingerprint);
  }

  /**
   * A known secret matches at any path: a new place leaks nothing new, and a check that fails at every renamed file is
   * soon switched off. The new place is reported.
   */
  match(finding: Finding): BaselineSuppression | undefined {
    const entry = this.#entries.get(finding.secret.fingerprint);
    if (entry === undefined) return undefined;
    let known = this.#paths.get(entry);
    if (known === undefined) this.#paths.set(entry, (known = new Set(entry.paths)));
    const isNewPlace = !known.has(placeOf(finding));
    return { type: 'baseline', reason: entry.reason ?? 'known before', file: this.file, isNewPlace };
  }

  /** The file's content: the same findings give the same bytes on every machine and day. */
  toString(): string {
    const secrets = this.entries.map(({ fingerprint, redacted, paths, reason }) => ({
      fingerprint,
      redacted,
      paths: [...new Set(paths)].sort(),
      ...(reason === undefined ? {} : { reason }),
    }));
    return `${jsonText({ version: VERSION, scope: this.scope, secrets }, 2)}\n`;
  }
}

function readEntry(value: unknown, where: string): BaselineEntry {
  const { fingerprint, redacted, paths, reason } = (value ?? {}) as Record<string, unknown>;
  if (typeof fingerprint !== 'string' || !/^[0-9a-f]{20}$/.test(fingerprint))
    throw new Failure(`${where}.fingerprint must be the 20 hex digits that a report shows`, START_OVER);
  if (!Array.isArray(paths) || !paths.every((one) => typeof one === 'string'))
    throw new Failure(`${where}.paths must be a list of paths`, START_OVER);
  if (reason !== undefined && typeof reason !== 'string')
    throw new Failure(`${where}.reason must be a text`, START_OVER);
  return maskDeep({
    fingerprint,
    redacted: typeof redacted === 'string' ? redacted : '…',
    paths,
    ...(reason === undefined ? {} : { reason }),
  });
}

/** The place of a finding, in words that survive a rebase and contain no value. */
export function placeOf({ path, origin }: Finding): string {
  if (origin.type !== 'message') return mask(path);
  const [type] = path.split(':');
  return `${type} ${path.endsWith('#headers') ? 'headers' : 'message'}`;
}
