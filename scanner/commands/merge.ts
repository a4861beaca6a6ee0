import path from 'node:path';
import pc from 'picocolors';
import { exitCodeOf, type ExitCode } from '../exit-code.ts';
import { failing, type FailOn } from '../fail-on.ts';
import { Failure } from '../failure.ts';
import type { NotLookedAt } from '../finding.ts';
import { targetsOf, type ReportWord } from '../report/targets.ts';
import { ReportWriter } from '../report/writer.ts';
import { mergeReports, type NamedReport } from '../repositories/merge-reports.ts';
import { readResult, resultFiles, type ShardPlan } from '../repositories/results.ts';
import type { Surroundings } from './scan.ts';

export interface MergeOptions {
  /** Reports in JSON, and folders of results. */
  readonly files: readonly string[];
  readonly reports?: readonly ReportWord[];
  readonly failOn?: FailOn;
}

/** Makes one report of many. @returns the exit status of a scan that had looked at everything itself */
export async function runMerge({ files, reports: words = [], failOn = 'any' }: MergeOptions, around: Surroundings): Promise<ExitCode> {
  const { io, cwd } = around;
  const writer = await ReportWriter.open(targetsOf(words), { io, cwd, showSecrets: false });
  const reports = new Map<string, NamedReport>();
  const plans: ShardPlan[] = [];
  for (const file of resultFiles(files, cwd)) {
    const result = readResult(file);
    if (result.kind === 'shard') plans.push(result);
    else if (result.kind === 'repository') reports.set(result.repository, result);
    else for (const one of byRepository(result.report, path.relative(cwd, file))) reports.set(one.repository, one);
  }
  if (reports.size === 0 && plans.length === 0) throw new Failure('there is nothing to merge', 'Name reports of "navixy-secrets scan --format json" or a folder of --results.');
  const merged = mergeReports([...reports.values()], missing(plans, reports));
  await writer.writeMerged(merged, { colors: pc.createColors(around.colors), inputs: [] });
  return exitCodeOf({ findings: failing(merged.findings, failOn), complete: merged.complete });
}

/** A report that names its repository in no place is known by its root, else by its file. */
function byRepository(report: NamedReport['report'], file: string): NamedReport[] {
  return [{ repository: report.scope?.cwd ?? file, report }];
}

/** Shards that left no plan, and repositories of a plan that left no result. */
function missing(plans: readonly ShardPlan[], reports: ReadonlyMap<string, NamedReport>): NotLookedAt[] {
  const total = Math.max(0, ...plans.map(({ shard }) => shard.total));
  const there = new Set(plans.map(({ shard }) => shard.index));
  const shards = Array.from({ length: total }, (_, at) => at + 1).filter((index) => !there.has(index));
  const repositories = plans.flatMap((plan) => plan.repositories.map((name) => ({ name, plan }))).filter(({ name }) => !reports.has(name));
  return [
    ...shards.map((index) => ({ path: `shard ${index} of ${total}`, reason: 'has left no result', remedy: `Run it again: navixy-secrets scan --repos … --shard ${index}/${total} --results …` })),
    ...repositories.map(({ name, plan: { shard } }) => ({ path: name, reason: 'was to be looked at and has no result', remedy: `Run its shard again: --shard ${shard.index}/${shard.total}; what is done is not done again.` })),
  ];
}
