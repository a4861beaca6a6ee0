import { decodeDocument } from '../../src/encodings.ts';
import { jsonText } from '../text/clean.ts';
import { parseJson } from '../io/parse-json.ts';
import { mask, maskDeep } from '../text/mask.ts';
import { Failure } from '../model/failure.ts';
import type { Finding } from '../model/finding.ts';
import type { BaselineSuppression } from '../model/suppression.ts';
import { compareText } from '../model/reported-secrets.ts';
import { call } from '../text/command-line.ts';

/** One secret that is known. Nothing of it changes when lines move, commits are rebased or time passes. */
export interface BaselineEntry {
  /** Of the secret alone; 20 hex digits. */
  readonly fingerprint: string;
  /** First and last four characters, so that people know which one is meant. */
  readonly redacted: string;
  /** Where it was, as information: with `/`, relative to the repository; sorted. */
  readonly paths: readonly string[];
  /** Why it is still there, for who writes one; kept when the baseline is updated. */
  readonly reason?: string;
}

const VERSION = 1;
const START_OVER = `Fix it, restore it with git, or delete it and run: ${call('baseline create')}`;

/** The findings that a team lives with for now, as a file that is committed. */
export class Baseline {
  /** As it is shown. */
  readonly file: string;
  /** What the findings came from (`files`, `history`, …); comparing with another would show nonsense. */
  readonly scope: string;
  readonly #entries: ReadonlyMap<string, BaselineEntry>;
  readonly #paths = new Map<BaselineEntry, ReadonlySet<string>>();

  constructor(file: string, scope: string, entries: readonly BaselineEntry[]) {
    this.file = file;
    this.scope = scope;
    this.#entries = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  }

  /**
   * @param bytes the file's content; UTF-16 and a byte order mark, which PowerShell writes, are read too
   * @param file named in messages
   * @throws Failure naming what is wrong
   */
  static read(bytes: Uint8Array, file: string): Baseline {
    const value = parseJson(decodeDocument(bytes), `the baseline ${file}`, START_OVER);
    const { version, scope, secrets } = (value ?? {}) as Record<string, unknown>;
    if (version !== VERSION || typeof scope !== 'string' || !Array.isArray(secrets)) {
      throw new Failure(
        `${file} is no baseline of version ${VERSION}: it needs "version", "scope" and "secrets"`,
        START_OVER,
      );
    }
    return new Baseline(
      file,
      scope,
      secrets.map((entry, at) => readEntry(entry, `${file}: secrets[${at}]`)),
    );
  }

  /** In the order of their fingerprints. */
  get entries(): BaselineEntry[] {
    return [...this.#entries.values()].sort((one, other) => compareText(one.fingerprint, other.fingerprint));
  }

  get(fingerprint: string): BaselineEntry | undefined {
    return this.#entries.get(fingerprint);
  }

  /**
   * A known secret is known wherever it turns up: that it is at a new place leaks nothing anew, and a gate that
   * closes at every renamed file is soon left open. But it is said.
   */
  match(finding: Finding): BaselineSuppression | undefined {
    const entry = this.#entries.get(finding.secret.fingerprint);
    if (entry === undefined) return undefined;
    let known = this.#paths.get(entry);
    if (known === undefined) this.#paths.set(entry, (known = new Set(entry.paths)));
    const isNewPlace = !known.has(placeOf(finding));
    return { type: 'baseline', reason: entry.reason ?? 'known before', file: this.file, isNewPlace };
  }

  /** The file's content: the same findings give the same bytes, on every machine and on every day. */
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

/** Where a finding is, in words that outlive a rebase and hold no value. */
export function placeOf({ path, origin }: Finding): string {
  if (origin.type !== 'message') return mask(path);
  const [type] = path.split(':');
  return `${type} ${path.endsWith('#headers') ? 'headers' : 'message'}`;
}
