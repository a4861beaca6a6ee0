// Explains why a value is a finding or not: at a place in a file, or by fingerprint from a report.

import path from 'node:path';
import { array, literal, looseObject, number, object, optional, parse, picklist, string } from 'valibot';
import {
  decodeDocument,
  explain,
  type Confidence,
  type Encoding,
  type Evidence,
  type Explanation,
  type Kind,
  type Settings,
} from '../../src/index.ts';
import { absoluteFolder } from '../io/absolute-folder.ts';
import { Archives } from '../archives/open-archive.ts';
import { cannotRead } from '../io/file-failures.ts';
import { MOST_TEXT, readNamed } from '../io/small-file.ts';
import { readConfig, type Config } from '../suppress/read-settings-file.ts';
import type { ScanContext } from '../model/source.ts';
import { DocumentCounter } from './document-counter.ts';
import { Failure } from '../model/failure.ts';
import { findRepository } from '../git/repository.ts';
import { fromHistory, historySteps, readPlace } from './history-place.ts';
import { PlatformMentions } from '../prefilter/platform-mention.ts';
import { chooseSources } from '../sources/choose-sources.ts';
import { acrossFiles } from '../judge/names-across-files.ts';
import { call } from '../text/command-line.ts';

export interface ExplainOptions {
  /** Absolute path of the folder that places are relative to, and from which settings are searched. */
  readonly cwd: string;
  /** The environment with `PATH` for git. Default: no variables. */
  readonly env?: NodeJS.ProcessEnv;
  /** A settings file; `false` for none. Default: the file found in `cwd` or a parent. */
  readonly config?: string | boolean;
  /** Aborts the scan of the repository around the file. */
  readonly signal?: AbortSignal;
}

/** A verdict with its evidence, as printed in JSON. */
export interface Explained {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly encoding: Encoding;
  readonly redacted: string;
  readonly fingerprint: string;
  readonly sha256: string;
  readonly confidence: Confidence | null;
  readonly kind: Kind | null;
  readonly evidence: readonly Evidence[];
  /** How the evidence led to the verdict; not part of a report. */
  readonly steps?: readonly string[];
}

/**
 * Explains the verdicts on all values at a place, including values that are not findings.
 * @param place `FILE:LINE` or `FILE:LINE:COLUMN`, from 1; the file is relative to `cwd`
 * @throws Failure for an invalid place, an unreadable file, or a place without a value
 */
export async function explainPlace(place: string, options: ExplainOptions): Promise<Explained[]> {
  const { file, line, column } = parsePlace(place);
  const cwd = absoluteFolder(options.cwd);
  const full = path.resolve(cwd, file);
  const bytes = readPlace(place, file, full);
  const { settings } = settingsFor(options, cwd);
  const repositoryUsesPlatform = await namesPlatform(path.dirname(full), options);
  const all = explain(decodeDocument(bytes), { path: file.replaceAll('\\', '/'), settings, repositoryUsesPlatform });
  const here = all.filter(
    (one) => one.line === line && (column === undefined || (one.column <= column && column < one.endColumn)),
  );
  if (here.length === 0) {
    const lines = [...new Set(all.map((one) => one.line))].slice(0, 10).join(', ');
    throw new Failure(
      `no value of 32 hex digits stands at ${place}`,
      lines !== ''
        ? `In this file they stand on line ${lines}.`
        : `The file holds none on disk. ${fromHistory(full)}`.trimEnd(),
    );
  }
  const mayBeMany = repositoryUsesPlatform && here.some(restsOnRepository);
  const many = mayBeMany ? await oneOfMany(full, here, options, settings) : new Set();
  return here.map((one) => {
    const explained = fromExplanation(file, one);
    return many.has(one.secret.fingerprint) ? lowered(explained) : explained;
  });
}

function restsOnRepository({ verdict, evidence }: Explanation): boolean {
  if (verdict === undefined || verdict.confidence === 'low') return false;
  return evidence.some(({ signal }) => signal === 'platform-in-repository');
}

function lowered(explained: Explained): Explained {
  const steps = [...explained.steps!, `${acrossFiles().signal} limits that: low confidence`];
  return { ...explained, confidence: 'low', evidence: [...explained.evidence, acrossFiles()], steps };
}

/** @returns fingerprints of values that a scan of the project treats as one of many in files of this kind */
async function oneOfMany(
  full: string,
  here: readonly Explanation[],
  options: ExplainOptions,
  settings: Settings,
): Promise<ReadonlySet<string>> {
  const { env = {}, cwd, signal } = options;
  const root = await rootOf(path.dirname(full), options);
  const { scanEvents } = await import('./scan.ts');
  const many = new Set<string>();
  const events = scanEvents({
    what: 'files',
    paths: [root],
    cwd,
    env,
    settings,
    minimumConfidence: 'low',
    ...(signal === undefined ? {} : { signal }),
  });
  for await (const event of events) {
    if (event.type !== 'finding' && event.type !== 'suppressed') continue;
    const finding = event.type === 'finding' ? event.finding : event.suppressed.finding;
    if (finding.evidence.some(({ detail }) => detail === acrossFiles().detail) !== true) continue;
    const isHere = here.some(({ line, column }) => line === finding.line && column === finding.column);
    if (isHere && path.resolve(finding.root, finding.path) === full) many.add(finding.secret.fingerprint);
  }
  return many;
}

/**
 * Explains the findings of a fingerprint.
 * @param report of a scan, as plain data; {@link readReport} reads one
 * @param where the report's name for the error message
 * @throws Failure if the report has no such finding
 */
export function explainFingerprint(fingerprint: string, report: ExplainableReport, where: string): Explained[] {
  const found = report.findings.filter((finding) => finding.fingerprint === fingerprint);
  if (found.length === 0) {
    throw new Failure(
      `no finding in ${where} has the fingerprint ${fingerprint}`,
      `For a finding in history: ${historySteps(fingerprint)}`,
    );
  }
  // Reports of an earlier version had one finding per place and no occurrences.
  return found.flatMap(({ redacted, sha256, occurrences = [], ...finding }) =>
    (occurrences.length === 0 ? [finding] : occurrences).map(
      ({ path: file, line, column, encoding, confidence, kind, evidence }) => ({
        path: file,
        line,
        column,
        encoding,
        redacted,
        fingerprint,
        sha256,
        confidence,
        kind,
        evidence,
      }),
    ),
  );
}

function settingsFor(options: ExplainOptions, cwd: string): Config {
  return options.config === false
    ? { settings: {} }
    : readConfig(cwd, typeof options.config === 'string' ? options.config : undefined);
}

/** Whether the project around a file names the platform; a scan of the project has the same evidence. */
async function namesPlatform(folder: string, options: ExplainOptions): Promise<boolean> {
  const { env = {}, cwd, signal = new AbortController().signal } = options;
  const root = await rootOf(folder, options);
  const platform = new PlatformMentions();
  const context: ScanContext = {
    onDocument: (bytes) => (platform.add(bytes), false),
    counter: new DocumentCounter(false),
    platform,
    isLastSource: () => false,
    gate: { hasTrace: () => false, mayHold: () => 'no' },
    archives: new Archives({ depth: 0 }),
    criteria: { minimumConfidence: 'high' },
    progress: () => undefined,
  };
  for (const source of await chooseSources({ what: 'files', paths: [root], env, cwd })) {
    for await (const _ of source.documents(context, signal)) if (platform.isFound) return true;
  }
  return platform.isFound;
}

/** @returns the top of the repository around a folder, or else the folder itself */
async function rootOf(folder: string, options: ExplainOptions): Promise<string> {
  const { env = {}, signal = new AbortController().signal } = options;
  const repository = await findRepository({ cwd: folder, env, signal }).catch(() => undefined);
  return repository === undefined || repository.bare ? folder : repository.root;
}

/** The place of a value in a report. */
type ReadPlace = Pick<Explained, 'path' | 'line' | 'column' | 'encoding' | 'evidence'> & {
  readonly confidence: Confidence;
  readonly kind: Kind;
};
type ReadFinding = ReadPlace &
  Pick<Explained, 'redacted' | 'fingerprint' | 'sha256'> & { readonly occurrences?: readonly ReadPlace[] };

/** The part of a report that is needed here. */
export interface ExplainableReport {
  readonly findings: readonly ReadFinding[];
}

const PLACE = {
  path: string(),
  line: number(),
  column: number(),
  encoding: string(),
  confidence: picklist(['low', 'medium', 'high']),
  kind: string(),
  evidence: array(object({ signal: string(), effect: picklist(['for', 'against']), detail: string() })),
};

const REPORT = looseObject({
  version: literal(1),
  findings: array(
    looseObject({
      fingerprint: string(),
      sha256: string(),
      redacted: string(),
      ...PLACE,
      occurrences: optional(array(looseObject(PLACE))),
    }),
  ),
});

/**
 * @param file absolute path of a JSON report
 * @throws Failure for a file that cannot be read or is not a report
 */
export function readReport(file: string): ExplainableReport {
  const text = decodeDocument(read(file));
  try {
    return parse(REPORT, JSON.parse(text)) as unknown as ExplainableReport;
  } catch {
    throw new Failure(
      `${file} is not a report of this command`,
      `Make one with: ${call('scan --format json > report.json')}`,
    );
  }
}

function parsePlace(place: string): { file: string; line: number; column?: number } {
  const match = /^(.+?):(\d+)(?::(\d+))?$/s.exec(place);
  if (match === null)
    throw new Failure(
      `${place} is not a place in a file`,
      'Give FILE:LINE or FILE:LINE:COLUMN, e.g. src/app.js:12:22.',
    );
  return { file: match[1]!, line: Number(match[2]), ...(match[3] === undefined ? {} : { column: Number(match[3]) }) };
}

function read(file: string): Uint8Array {
  try {
    return readNamed(file, MOST_TEXT);
  } catch (error) {
    throw cannotRead(file, error);
  }
}

function fromExplanation(
  file: string,
  { secret, verdict, evidence, steps, line, column, encoding }: Explanation,
): Explained {
  const { redacted, fingerprint, sha256 } = secret;
  return {
    path: file,
    line,
    column,
    encoding,
    redacted,
    fingerprint,
    sha256,
    confidence: verdict?.confidence ?? null,
    kind: verdict?.kind ?? null,
    evidence,
    steps,
  };
}
