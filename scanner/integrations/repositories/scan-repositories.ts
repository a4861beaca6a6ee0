// Scans the repositories of a shard one after the other and resumes interrupted runs.

import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import type { NotLookedAt } from '../../model/finding.ts';
import { toJson } from '../../report/json-report.ts';
import type { JsonReport } from '../../report/json-report-types.ts';
import { versionControlOf } from '../../report/version-control.ts';
import { withVersionControl } from '../../report/versioned.ts';
import type { ScanReport } from '../../model/scan-report.ts';
import { TOOL } from '../../model/tool.ts';
import type { ListedRepository } from './repository-list.ts';
import { mergeReports, type NamedReport } from './merge-reports.ts';
import type { ResultsFolder } from './results-folder.ts';
import { isInShard, type Shard } from './shard.ts';
import { stateOf } from './repository-state.ts';
import { shellLine } from '../../text/shell.ts';

export interface ManyOptions {
  readonly repositories: readonly ListedRepository[];
  readonly shard: Shard;
  /** Where results are stored, so that an interrupted run can be resumed. */
  readonly results?: ResultsFolder;
  /** Everything else that determines a report: options and settings. */
  readonly measure: unknown;
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** Scans one repository. */
  readonly scan: (folder: string) => Promise<ScanReport>;
  /** Called for each repository of the shard, before and after its scan. */
  readonly onRepository?: (step: {
    readonly name: string;
    readonly at: number;
    readonly of: number;
    readonly resumed: boolean;
  }) => void;
}

export interface ManyReport {
  readonly report: JsonReport;
  /** Number of repositories whose earlier result was reused. */
  readonly resumed: number;
}

/** Scans the repositories of a shard one after the other; a single scan uses all cores. */
export async function scanRepositories(options: ManyOptions): Promise<ManyReport> {
  const { shard, results, env, signal } = options;
  const mine = options.repositories.filter(({ name }) => isInShard(name, shard));
  results?.plan(
    shard,
    mine.map(({ name }) => name),
  );
  const reports: NamedReport[] = [];
  const missing: NotLookedAt[] = [];
  let resumed = 0;
  for (const [at, repository] of mine.entries()) {
    const { name, folder = '' } = repository;
    if (isAborted(signal)) {
      missing.push({
        path: name,
        reason: 'interrupted before it was scanned',
        remedy:
          results === undefined
            ? 'Run it again and let it finish; with --results it goes on where it was.'
            : 'Run it again: what is done is not done again.',
      });
      continue;
    }
    const absent = absence(repository);
    if (absent !== undefined) {
      missing.push(absent);
      continue;
    }
    const key = results === undefined ? undefined : keyOf(await stateOf(folder, env, signal), options.measure);
    const before = results?.done(name, key);
    options.onRepository?.({ name, at, of: mine.length, resumed: before !== undefined });
    if (before !== undefined) resumed += 1;
    const report =
      before ??
      (await withVersionControl(toJson(await options.scan(folder)), {
        versionControl: async () => versionControlOf({ cwd: folder, env }),
      }));
    if (before === undefined && !isAborted(signal)) results?.write(name, key, report);
    reports.push({ repository: name, report });
  }
  return { report: mergeReports(reports, missing, shard.total > 1), resumed };
}

/** A function, because TypeScript would otherwise assume that the flag cannot change during an await. */
function isAborted(signal: AbortSignal | undefined): boolean {
  return signal?.aborted === true;
}

function absence({ name, folder, url }: ListedRepository): NotLookedAt | undefined {
  if (folder === undefined)
    return {
      path: name,
      reason: 'is a URL, and nothing is fetched',
      remedy: 'Clone it and name the folder of the clone, or say with --clones where clones lie.',
    };
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true) return undefined;
  if (url !== undefined)
    return {
      path: name,
      reason: `has no clone at ${folder}`,
      remedy: `Clone it there: ${shellLine(['git', 'clone', '--mirror', '--', url, folder])}`,
    };
  return {
    path: name,
    reason: 'no such folder',
    remedy: 'Clone it, or take it from the list; paths are relative to the current folder.',
  };
}

function keyOf(state: string | undefined, measure: unknown): string | undefined {
  if (state === undefined) return undefined;
  return createHash('sha256')
    .update(JSON.stringify([TOOL, state, measure]))
    .digest('hex');
}
