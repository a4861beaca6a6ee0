import path from 'node:path';
import { exitCodeOf, type ExitCode } from '../exit-code.ts';
import { failing, type FailOn } from '../fail-on.ts';
import { Failure } from '../failure.ts';
import type { NotLookedAt } from '../finding.ts';
import { targetsOf, type ReportWord } from '../cli/targets.ts';
import { ReportWriter } from '../terminal/report-writer.ts';
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
  const writer = await ReportWriter.open(targetsOf(words), { io, cwd, showSecrets: false, colors: around.colors, inputs: [] });
  const reports = new Map<string, NamedReport>();
  const plans: ShardPlan[] = [];
  const single: SingleReport[] = [];
  for (const file of new Set(resultFiles(files, cwd))) {
    const result = readResult(file);
    if (result.kind === 'shard') plans.push(result);
    else if (result.kind === 'repository') reports.set(result.repository, result);
    else single.push({ file: path.relative(cwd, file), report: result.report });
  }
  for (const one of named(single, new Set(reports.keys()))) reports.set(one.repository, one);
  if (reports.size === 0 && plans.length === 0) throw new Failure('there is nothing to merge', 'Name reports of "navixy-secrets scan --format json" or a folder of --results.');
  const merged = mergeReports([...reports.values()], missing(plans, reports));
  await writer.write(merged);
  return exitCodeOf({ findings: failing(merged.findings, failOn), complete: merged.complete });
}

interface SingleReport {
  readonly file: string;
  readonly report: NamedReport['report'];
}

/**
 * A report of a single scan is named by the folder it ran in. Two of one folder are two scans of it, or of two
 * machines: neither may take the other's place, so the file is named too.
 */
function named(single: readonly SingleReport[], taken: ReadonlySet<string>): NamedReport[] {
  const folders = single.map(({ report, file }) => report.scope?.cwd ?? file);
  const isClear = (folder: string) => !taken.has(folder) && folders.filter((one) => one === folder).length === 1;
  return single.map(({ file, report }, at) => ({ repository: isClear(folders[at]!) ? folders[at]! : `${folders[at]!} (${file})`, report }));
}

/** Shards that left no plan, and repositories of a plan that left no result. */
function missing(plans: readonly ShardPlan[], reports: ReadonlyMap<string, NamedReport>): NotLookedAt[] {
  const totals = [...new Set(plans.map(({ shard }) => shard.total))].sort((one, other) => one - other);
  const shards = totals.flatMap((total) => {
    const there = new Set(plans.filter(({ shard }) => shard.total === total).map(({ shard }) => shard.index));
    return Array.from({ length: total }, (_, at) => at + 1).filter((index) => !there.has(index)).map((index) => ({ index, total }));
  });
  const left = totals.length > 1 ? `; or take away what an earlier run with another number of shards left: shard-*-of-${totals.join('.json, shard-*-of-')}.json` : '';
  const repositories = plans.flatMap((plan) => plan.repositories.map((name) => ({ name, plan }))).filter(({ name }) => !reports.has(name));
  return [
    ...shards.map(({ index, total }) => ({ path: `shard ${index} of ${total}`, reason: 'has left no result', remedy: `Run it again: navixy-secrets scan --repos … --shard ${index}/${total} --results …${left}` })),
    ...repositories.map(({ name, plan: { shard } }) => ({ path: name, reason: 'was to be looked at and has no result', remedy: `Run its shard again: --shard ${shard.index}/${shard.total}; what is done is not done again.` })),
  ];
}
