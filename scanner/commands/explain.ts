import { readFileSync } from 'node:fs';
import path from 'node:path';
import pc from 'picocolors';
import { array, literal, looseObject, number, object, optional, parse, picklist, string } from 'valibot';
import { decodeDocument, explain, type Confidence, type Encoding, type Evidence, type Explanation, type Kind } from '../../src/index.ts';
import { Archives } from '../archives/archives.ts';
import { readConfig, type Config } from '../config.ts';
import type { Observer } from '../document.ts';
import { ExitCode } from '../exit-code.ts';
import { findRepository } from '../git/repository.ts';
import { cannotRead } from '../cannot-read.ts';
import { Failure } from '../failure.ts';
import { PlatformWatch } from '../platform-watch.ts';
import { printable } from '../report/clean.ts';
import { toJson, type JsonFinding } from '../report/json.ts';
import { sourcesOf } from '../sources/sources.ts';
import { collect, type Surroundings } from './scan.ts';

export interface ExplainOptions {
  readonly format: 'text' | 'json';
  readonly config?: string | boolean;
  /** A JSON report in which to look for a fingerprint. */
  readonly report?: string;
}

/** Explains the verdicts on the values at a place, or on the findings of a fingerprint. @returns the exit status */
export async function runExplain(place: string, options: ExplainOptions, around: Surroundings): Promise<ExitCode> {
  const c = pc.createColors(around.colors);
  const explained = /^[0-9a-f]{20}$/.test(place) ? await explainFingerprint(place, options, around) : await explainPlace(place, options, around);
  if (options.format === 'json') around.io.stdout(`${JSON.stringify(explained, undefined, 2)}\n`);
  else around.io.stdout(explained.map((one) => asText(one, c)).join('\n'));
  return ExitCode.Clean;
}

/** One verdict with what led to it, as the JSON format prints it. */
interface Explained {
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
  /** How the evidence made the verdict; a report does not hold it. */
  readonly steps?: readonly string[];
}

async function explainPlace(place: string, options: ExplainOptions, around: Surroundings): Promise<Explained[]> {
  const { file, line, column } = parsePlace(place);
  const full = path.resolve(around.cwd, file);
  const bytes = read(full);
  const { settings } = settingsFor(options, around.cwd);
  const repositoryUsesPlatform = await namesPlatform(path.dirname(full), around);
  const all = explain(decodeDocument(bytes), { path: file.replaceAll('\\', '/'), settings, repositoryUsesPlatform });
  const here = all.filter((one) => one.line === line && (column === undefined || (one.column <= column && column < one.endColumn)));
  if (here.length === 0) {
    const lines = [...new Set(all.map((one) => one.line))].slice(0, 10).join(', ');
    throw new Failure(`no value of 32 hex digits stands at ${place}`, lines === '' ? 'The file holds none.' : `In this file they stand on line ${lines}.`);
  }
  return here.map((one) => fromExplanation(file, one));
}

/** The findings of a report that a fingerprint names, or of the files here when there is no report. */
async function explainFingerprint(fingerprint: string, options: ExplainOptions, around: Surroundings): Promise<Explained[]> {
  const findings: readonly ReadFinding[] =
    options.report === undefined
      ? toJson(await collect({ paths: [], minConfidence: 'low', ...(options.config === undefined ? {} : { config: options.config }) }, around)).findings
      : readReport(path.resolve(around.cwd, options.report));
  const found = findings.filter((finding) => finding.fingerprint === fingerprint);
  if (found.length === 0) {
    const where = options.report === undefined ? 'the files here' : options.report;
    throw new Failure(`no finding in ${where} has the fingerprint ${fingerprint}`, 'For a finding in history, give its report: navixy-secrets explain FINGERPRINT --report FILE');
  }
  // Reports of an earlier version had one finding for each place, and no occurrences.
  return found.flatMap(({ redacted, sha256, occurrences = [], ...finding }) =>
    (occurrences.length === 0 ? [finding] : occurrences).map(({ path: file, line, column, encoding, confidence, kind, evidence }) => ({ path: file, line, column, encoding, redacted, fingerprint, sha256, confidence, kind, evidence })),
  );
}

function settingsFor(options: ExplainOptions, cwd: string): Config {
  return options.config === false ? { settings: {} } : readConfig(cwd, typeof options.config === 'string' ? options.config : undefined);
}

/** Whether the project around a file names the platform: evidence that a scan of the project has too. */
async function namesPlatform(folder: string, { env, cwd, io, signal = new AbortController().signal }: Surroundings): Promise<boolean> {
  const repository = await findRepository({ cwd: folder, env, signal }).catch(() => undefined);
  const root = repository === undefined || repository.bare ? folder : repository.root;
  const watch = new PlatformWatch();
  const observer: Observer = {
    look: (bytes) => (watch.see(bytes), false),
    suspects: () => false,
    tally: (_documents, _bytes, isPlatformNamed) => isPlatformNamed && watch.note(),
    exclude: () => undefined,
    archives: new Archives({ depth: 0 }),
    criteria: { minimumConfidence: 'high' },
    progress: () => undefined,
  };
  for (const source of await sourcesOf({ what: 'files', paths: [root], env, cwd, stdin: io.stdin })) {
    for await (const _ of source.documents(observer, signal)) if (watch.named) return true;
  }
  return watch.named;
}

type ReadFinding = Omit<JsonFinding, 'occurrences'> & Partial<Pick<JsonFinding, 'occurrences'>>;

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
  findings: array(looseObject({ fingerprint: string(), sha256: string(), redacted: string(), ...PLACE, occurrences: optional(array(looseObject(PLACE))) })),
});

function readReport(file: string): readonly ReadFinding[] {
  const text = decodeDocument(read(file));
  try {
    return parse(REPORT, JSON.parse(text)).findings as unknown as readonly ReadFinding[];
  } catch {
    throw new Failure(`${file} is no report of this command`, 'Make one with: navixy-secrets scan --format json > report.json');
  }
}

function parsePlace(place: string): { file: string; line: number; column?: number } {
  const match = /^(.+?):(\d+)(?::(\d+))?$/s.exec(place);
  if (match === null) throw new Failure(`${place} is no place`, 'Give FILE:LINE or FILE:LINE:COLUMN, e.g. src/app.js:12:22.');
  return { file: match[1]!, line: Number(match[2]), ...(match[3] === undefined ? {} : { column: Number(match[3]) }) };
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    throw cannotRead(file, error);
  }
}

function fromExplanation(file: string, { secret, verdict, evidence, steps, line, column, encoding }: Explanation): Explained {
  const { redacted, fingerprint, sha256 } = secret;
  return { path: file, line, column, encoding, redacted, fingerprint, sha256, confidence: verdict?.confidence ?? null, kind: verdict?.kind ?? null, evidence, steps };
}

function asText({ path: file, line, column, encoding, redacted, confidence, kind, evidence, steps = [] }: Explained, c: ReturnType<typeof pc.createColors>): string {
  const result = confidence === null ? c.green('no finding') : c.red(`${confidence} confidence, kind ${kind}`);
  const spelled = encoding === 'plain' ? '' : ` (written as ${encoding})`;
  return [
    `${c.cyan(printable(`${file}:${line}:${column}`))}  ${c.bold(printable(redacted))}${spelled}  ${result}`,
    ...evidence.map(({ signal, effect, detail }) => `  ${effect === 'for' ? c.red('for    ') : c.green('against')}  ${printable(detail)}  ${c.dim(signal)}`),
    ...(evidence.length === 0 ? ['  nothing was seen for or against it'] : []),
    ...steps.map((step) => `  so       ${step}`),
    '',
  ].join('\n');
}
