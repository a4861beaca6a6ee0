// Runs the commands `baseline create`, `update` and `diff`.

import { existsSync } from 'node:fs';
import path from 'node:path';
import pc from 'picocolors';
import { sourceOptions } from '../arguments/input-options.ts';
import type { LimitWords } from '../arguments/limit-options.ts';
import { Advice } from '../../library/advice.ts';
import {
  Baseline,
  baselineOf,
  baselinePlace,
  checkBaselinePlace,
  compareBaseline,
  readBaseline,
  toComparisonJson,
  writeBaseline,
  type BaselineComparison,
} from '../../library/baseline.ts';
import { ExitCode, Failure } from '../../library/errors.ts';
import type { ScanReport } from '../../library/scan.ts';
import { clean, count, jsonText } from '../../library/text.ts';
import { comparisonText } from '../terminal/baseline-messages.ts';
import { collect } from './run-scan.ts';
import type { ScanInputs, CommandContext } from '../context.ts';

export type BaselineAction = 'create' | 'update' | 'diff';

export interface BaselineOptions extends Omit<ScanInputs, 'baseline'>, LimitWords {
  /** The file. Default: as in the settings, else the usual one. */
  readonly baseline?: string;
  /** Write without asking. */
  readonly yes?: boolean;
  readonly format?: 'text' | 'json';
}

const INCOMPLETE = 'Mend what is listed above, or leave it out by naming what to scan.';

/** Writes or compares a baseline. @returns the exit code */
export async function runBaseline(
  action: BaselineAction,
  options: BaselineOptions,
  around: CommandContext,
): Promise<ExitCode> {
  const { baseline: named, ...inputs } = options;
  const { config } = options;
  const file = baselinePlace({
    cwd: around.cwd,
    isWritten: action !== 'diff',
    ...(named === undefined ? {} : { baseline: named }),
    ...(config === undefined ? {} : { config }),
  });
  const shown = clean(path.relative(around.cwd, file) || file);
  const scope = sourceOptions(inputs).what ?? 'files';
  const advice = new Advice(inputs, { cwd: around.cwd });
  const more = named === undefined ? [] : ['--baseline', named];
  if (action === 'create') return create(file, new Baseline(shown, scope, []), inputs, around, advice, more);
  const old = readBaseline(file, shown);
  if (old.scope !== scope)
    throw new Failure(
      `${shown} was made of "${old.scope}", and this would compare it with "${scope}"`,
      `Say the same as then${old.scope === 'files' ? ': no switch' : `: --${old.scope}`}; or delete it and make ` +
        `another.`,
    );
  if (action === 'update') checkBaselinePlace(file);
  const found = await completeReport(inputs, around, action);
  const comparison = compareBaseline(old, found.findings);
  const { io } = around;
  if (action === 'diff') {
    io.stdout(
      options.format === 'json'
        ? `${jsonText(toComparisonJson(old, comparison), 2)}\n`
        : comparisonText(old, comparison, pc.createColors(around.colors)),
    );
    return comparison.fresh.length > 0 ? ExitCode.Found : ExitCode.Clean;
  }
  io.stdout(comparisonText(old, comparison, pc.createColors(around.colors)));
  return update(file, old, baselineOf(found.findings, old), comparison, options, around);
}

async function create(
  file: string,
  empty: Baseline,
  inputs: ScanInputs & LimitWords,
  around: CommandContext,
  advice: Advice,
  more: readonly string[],
): Promise<ExitCode> {
  if (existsSync(file))
    throw new Failure(
      `${empty.file} is there already, and create never overwrites`,
      `To bring it up to date: ${advice.step('baseline update', [], { more }).command}`,
    );
  checkBaselinePlace(file);
  const found = await completeReport(inputs, around, 'create');
  const baseline = baselineOf(found.findings, empty);
  writeBaseline(file, baseline, { isNew: true });
  around.io.stdout(
    `Wrote ${baseline.file}: ${count(baseline.entries.length, 'secret')} in ${count(found.findings.length, 'place')}. Commit it; from now on this reports what is new:\n  ${advice.step('scan', [], { more }).command}\n`,
  );
  if (baseline.entries.length > 0)
    around.io.stdout(
      `They are known now, not harmless. To see which are alive, and to revoke these:\n  ` +
        `${advice.step('verify').command}\n  ${advice.step('revoke').command}\n`,
    );
  return ExitCode.Clean;
}

async function update(
  file: string,
  old: Baseline,
  next: Baseline,
  { fresh, gone }: BaselineComparison,
  { yes }: BaselineOptions,
  around: CommandContext,
): Promise<ExitCode> {
  const { io, signal } = around;
  if (next.toString() === old.toString()) {
    io.stdout(`${old.file} is up to date.\n`);
    return ExitCode.Clean;
  }
  if (yes !== true) {
    if (!io.isInTerminal)
      throw new Failure(
        `nothing was written: there is no terminal to ask at`,
        'Look at the list above; if it is right, run it again with --yes.',
      );
    const question = `Write ${old.file}: take in ${count(fresh.length, 'new secret')}, drop ${gone.length}?`;
    const { terminalPrompts } = await import('../terminal/prompts.ts');
    if (!(await (await terminalPrompts(signal)).confirm(question))) {
      io.stdout('Nothing was written.\n');
      return ExitCode.Failed;
    }
  }
  writeBaseline(file, next);
  io.stdout(`Wrote ${old.file}: ${count(fresh.length, 'secret')} taken in, ${gone.length} dropped.\n`);
  return ExitCode.Clean;
}

/** Requires a complete scan: otherwise, unscanned secrets would look new or gone. */
async function completeReport(
  inputs: ScanInputs & LimitWords,
  around: CommandContext,
  action: BaselineAction,
): Promise<ScanReport> {
  const report = await collect(inputs, around);
  if (report.complete || inputs.allowIncomplete === true) return report;
  for (const { path: name, reason } of report.notLookedAt.slice(0, 10))
    around.io.stderr(`Not scanned: ${clean(`${name}: ${reason}`)}\n`);
  throw new Failure(
    action === 'diff'
      ? 'not everything could be scanned, so what is gone is not known'
      : 'not everything could be scanned; nothing was written',
    INCOMPLETE,
  );
}
