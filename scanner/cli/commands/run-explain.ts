// Runs the command `explain`.

import path from 'node:path';
import pc from 'picocolors';
import { ExitCode } from '../../library/errors.ts';
import { explainFingerprint, explainPlace, readReport, type Explained } from '../../library/explain.ts';
import { toJson } from '../../library/report.ts';
import { clean, jsonText, maskDeep } from '../../library/text.ts';
import { collect } from './run-scan.ts';
import type { CommandContext } from '../context.ts';

export interface ExplainCommandOptions {
  readonly format: 'text' | 'json';
  readonly config?: string | boolean;
  /** A JSON report to search for the fingerprint. */
  readonly report?: string;
}

/** Explains the verdicts on values at a place, or on findings with a fingerprint. @returns the exit code */
export async function runExplain(
  place: string,
  options: ExplainCommandOptions,
  around: CommandContext,
): Promise<ExitCode> {
  const { io } = around;
  const explained = await explainedAt(place, options, around);
  if (options.format === 'json') io.stdout(`${jsonText(maskDeep(explained), 2)}\n`);
  else io.stdout(explained.map((one) => asText(one, pc.createColors(around.colors))).join('\n'));
  return ExitCode.Clean;
}

/** @returns the verdicts on the values at a place, or on the findings with a fingerprint */
export async function explainedAt(
  place: string,
  options: Omit<ExplainCommandOptions, 'format'>,
  around: CommandContext,
): Promise<Explained[]> {
  const { cwd, env, signal } = around;
  const config = options.config === undefined ? {} : { config: options.config };
  return /^[0-9a-f]{20}$/.test(place)
    ? ofFingerprint(place, options, around)
    : explainPlace(place, { cwd, env, ...config, ...(signal === undefined ? {} : { signal }) });
}

/** Searches a report, or else the files here. */
async function ofFingerprint(
  fingerprint: string,
  { report, config }: Omit<ExplainCommandOptions, 'format'>,
  around: CommandContext,
): Promise<Explained[]> {
  if (report !== undefined)
    return explainFingerprint(fingerprint, readReport(path.resolve(around.cwd, report)), report);
  const found = await collect({ paths: [], minConfidence: 'low', ...(config === undefined ? {} : { config }) }, around);
  return explainFingerprint(fingerprint, toJson(found), 'the files here');
}

function asText(
  { path: file, line, column, encoding, redacted, confidence, kind, evidence, steps = [] }: Explained,
  c: ReturnType<typeof pc.createColors>,
): string {
  const result = confidence === null ? c.green('no finding') : c.red(clean(`${confidence} confidence, kind ${kind}`));
  const spelled = encoding === 'plain' ? '' : ` (written as ${clean(encoding)})`;
  return [
    `${c.cyan(clean(`${file}:${line}:${column}`))}  ${c.bold(clean(redacted))}${spelled}  ${result}`,
    ...evidence.map(
      ({ signal, effect, detail }) =>
        `  ${effect === 'for' ? c.red('for    ') : c.green('against')}  ${clean(detail)}  ${c.dim(clean(signal))}`,
    ),
    ...(evidence.length === 0 ? ['  nothing was seen for or against it'] : []),
    ...steps.map((step) => `  so       ${step}`),
    '',
  ].join('\n');
}
