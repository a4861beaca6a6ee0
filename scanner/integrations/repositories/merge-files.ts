// Merges report files and results folders, and finds missing results.

import path from 'node:path';
import { absoluteFolder } from '../../io/absolute-folder.ts';
import { Failure } from '../../model/failure.ts';
import type { NotLookedAt } from '../../model/finding.ts';
import type { JsonReport } from '../../report/json-report-types.ts';
import { mergeReports, type NamedReport } from './merge-reports.ts';
import { readResult, resultFiles, type ShardPlan } from './results-folder.ts';
import { call } from '../../text/command-line.ts';

/**
 * Merges the result files of scans into one report.
 * @param files JSON reports and results folders; relative to `cwd`, an absolute path
 * @returns an incomplete report if a shard or a planned repository has no result
 * @throws Failure for any other file, and if there is nothing to merge
 */
export function mergeFiles(files: readonly string[], { cwd }: { readonly cwd: string }): JsonReport {
  const reports = new Map<string, NamedReport>();
  const plans: ShardPlan[] = [];
  const single: SingleReport[] = [];
  for (const one of resultFiles(files, absoluteFolder(cwd))) {
    const { file } = one;
    const result = readResult(one);
    if (result.kind === 'shard') plans.push(result);
    else if (result.kind === 'repository') reports.set(result.repository, result);
    else single.push({ file: path.relative(cwd, file), report: result.report });
  }
  for (const one of named(single, new Set(reports.keys()))) reports.set(one.repository, one);
  if (reports.size === 0 && plans.length === 0)
    throw new Failure(
      'there is nothing to merge',
      `Name a folder of --results, or reports that were made with: ${call('scan --format json')}`,
    );
  return mergeReports([...reports.values()], missing(plans, reports));
}

interface SingleReport {
  readonly file: string;
  readonly report: NamedReport['report'];
}

/**
 * A report of a single scan is named by the folder in which it ran. Two reports of one folder are two scans, or of two
 * machines: neither may replace the other, so their file names are added.
 */
function named(single: readonly SingleReport[], taken: ReadonlySet<string>): NamedReport[] {
  const folders = single.map(({ report, file }) => report.scope?.cwd ?? file);
  const isClear = (folder: string) => !taken.has(folder) && folders.filter((one) => one === folder).length === 1;
  return single.map(({ file, report }, at) => ({
    repository: isClear(folders[at]!) ? folders[at]! : `${folders[at]!} (${file})`,
    report,
  }));
}

/** Shards without a plan, and planned repositories without a result. */
function missing(plans: readonly ShardPlan[], reports: ReadonlyMap<string, NamedReport>): NotLookedAt[] {
  const totals = [...new Set(plans.map(({ shard }) => shard.total))].sort((one, other) => one - other);
  const shards = totals.flatMap((total) => {
    const there = new Set(plans.filter(({ shard }) => shard.total === total).map(({ shard }) => shard.index));
    return Array.from({ length: total }, (_, at) => at + 1)
      .filter((index) => !there.has(index))
      .map((index) => ({ index, total }));
  });
  const left =
    totals.length > 1
      ? `; or take away what an earlier run with another number of shards left: ` +
        `shard-*-of-${totals.join('.json, shard-*-of-')}.json`
      : '';
  const repositories = plans
    .flatMap((plan) => plan.repositories.map((name) => ({ name, plan })))
    .filter(({ name }) => !reports.has(name));
  return [
    ...shards.map(({ index, total }) => ({
      path: `shard ${index} of ${total}`,
      reason: 'has left no result',
      remedy:
        `Run it again with the list and the options of the others: ` +
        `${call(`scan --repos LIST --results FOLDER --shard ${index}/${total}`)}${left}`,
    })),
    ...repositories.map(({ name, plan: { shard } }) => ({
      path: name,
      reason: 'was planned but has no result',
      remedy: `Run its shard again: --shard ${shard.index}/${shard.total}; what is done is not done again.`,
    })),
  ];
}
