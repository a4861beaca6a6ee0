// The folder with a result for each scanned repository and a plan for each shard.

import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../model/failure.ts';
import { cannotRead, cannotWrite } from '../../io/file-failures.ts';
import { refuseLinksOut } from '../../io/links-out.ts';
import { makeFolder } from '../../io/make-folder.ts';
import { MOST_TEXT, readFound, readNamed, UnfitFile } from '../../io/small-file.ts';
import { replaceFile, tryReplace } from '../../io/replace-file.ts';
import { jsonText } from '../../text/clean.ts';
import { maskDeep } from '../../text/mask.ts';
import { shellWord } from '../../text/shell.ts';
import type { JsonFinding, JsonReport } from '../../report/json-report-types.ts';
import { statNamed } from '../../io/named-path.ts';
import { findFlaw } from './check-report.ts';
import type { Shard } from './shard.ts';
import { call } from '../../text/command-line.ts';

const REMEDY = `Name a folder of --results, or reports that were made with: ${call('scan --format json')}`;
/** Each missing shard may be listed, so their number is limited. */
const MOST_SHARDS = 100_000;

/** The result for one repository; a file in a results folder. */
export interface RepositoryResult {
  readonly kind: 'repository';
  readonly version: 1;
  /** Its name in the list. */
  readonly repository: string;
  /** Depends on tool, settings, options and the state of the repository; absent if the state is unknown. */
  readonly key?: string;
  readonly report: JsonReport;
}

/** The repositories of a shard, written before it starts, so that a merge can find missing results. */
export interface ShardPlan {
  readonly kind: 'shard';
  readonly version: 1;
  readonly shard: Shard;
  readonly repositories: readonly string[];
}

/** A folder with one file for each repository and each shard. */
export class ResultsFolder {
  readonly #folder: string;

  /** @throws Failure if it cannot be created */
  constructor(folder: string) {
    this.#folder = folder;
    refuseLinksOut(
      folder,
      `results to the folder ${folder}`,
      (end) => `If they shall go there, name it: --results ${shellWord(end)}`,
    );
    try {
      makeFolder(folder);
      tryReplace(path.join(folder, 'result.json'));
    } catch (error) {
      throw cannotWrite(`results to the folder ${folder}`, error, 'Name a folder that you may write to.');
    }
  }

  plan(shard: Shard, repositories: readonly string[]): void {
    const plan: ShardPlan = { kind: 'shard', version: 1, shard, repositories };
    this.#write(`shard-${shard.index}-of-${shard.total}.json`, plan);
  }

  /** @returns the complete report of an earlier run that would be the same now */
  done(repository: string, key: string | undefined): JsonReport | undefined {
    const file = path.join(this.#folder, fileOf(repository));
    if (key === undefined) return undefined;
    try {
      const result = readResult({ file, isNamed: false });
      return result.kind === 'repository' && result.key === key && result.report.complete ? result.report : undefined;
    } catch {
      return undefined;
    }
  }

  write(repository: string, key: string | undefined, report: JsonReport): void {
    const result: RepositoryResult = {
      kind: 'repository',
      version: 1,
      repository,
      ...(key === undefined ? {} : { key }),
      report,
    };
    this.#write(fileOf(repository), result);
  }

  #write(name: string, value: object): void {
    const file = path.join(this.#folder, name);
    try {
      replaceFile(file, `${jsonText(value, 2)}\n`);
    } catch (error) {
      throw cannotWrite(
        `the result ${file}`,
        error,
        'Name a folder that you may write to; what is in this one is whole.',
      );
    }
  }
}

/** A file with a result or a report. */
export interface ResultFile {
  /** Absolute path. */
  readonly file: string;
  /** Whether the user named the file itself, not only its folder: then it may be a pipe. */
  readonly isNamed: boolean;
}

/**
 * @returns the named files of results and reports, and those in named folders, each once
 * @throws Failure for a path that is missing or cannot be listed
 */
export function resultFiles(named: readonly string[], cwd: string): ResultFile[] {
  const files = named
    .map((name) => path.resolve(cwd, name))
    .flatMap((file): ResultFile[] => {
      if (!statNamed(file).isDirectory()) return [{ file, isNamed: true }];
      return list(file)
        .filter((one) => one.endsWith('.json') && !one.startsWith('.'))
        .sort()
        .map((one) => ({ file: path.join(file, one), isNamed: false }));
    });
  return [...new Map(files.map((one) => [one.file, one])).values()];
}

function list(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    throw cannotRead(`the folder ${folder}`, error);
  }
}

/** @throws Failure for a file that is neither a result nor a report of version 1, by its schema */
export function readResult({
  file,
  isNamed,
}: ResultFile): RepositoryResult | ShardPlan | { readonly kind: 'report'; readonly report: JsonReport } {
  const value = parsed(file, isNamed);
  const { kind, version, report, repository, key, findings } = (
    typeof value === 'object' && value !== null ? value : {}
  ) as Record<string, unknown>;
  if (version === 1 && kind === 'repository' && typeof repository === 'string')
    return {
      kind,
      version,
      repository,
      ...(typeof key === 'string' ? { key } : {}),
      report: masked(checked(report, file)),
    };
  if (version === 1 && kind === 'shard' && isPlan(value)) return value;
  if (version === 1 && kind === undefined && Array.isArray(findings))
    return { kind: 'report', report: masked(checked(value, file)) };
  throw new Failure(`${file} is neither a report nor a result of version 1`, REMEDY);
}

function parsed(file: string, isNamed: boolean): unknown {
  let text: string | undefined;
  try {
    text = (isNamed ? readNamed : readFound)(file, MOST_TEXT)?.toString();
  } catch (error) {
    if (
      (error instanceof UnfitFile && error.isTooLarge) ||
      (error as NodeJS.ErrnoException).code === 'ERR_STRING_TOO_LONG'
    )
      throw new Failure(
        `${file} is too large to be read as one report`,
        'Merge reports of fewer repositories at a time, or a folder of --results, which has a file for each.',
      );
    throw cannotRead(file, error, REMEDY);
  }
  try {
    return JSON.parse(text ?? '');
  } catch {
    throw new Failure(`${file} is not JSON`, REMEDY);
  }
}

/** @throws Failure with the position in the file */
function checked(report: unknown, file: string): JsonReport {
  const flaw = findFlaw(report);
  if (flaw === undefined) return report as JsonReport;
  throw new Failure(
    `${file} does not keep to the schema of reports, version 1: ${flaw}`,
    'Make the report again; the schema is schemas/report-1.json of the package.',
  );
}

function isPlan(value: unknown): value is ShardPlan {
  const { shard, repositories } = value as Partial<Record<keyof ShardPlan, unknown>>;
  const { index, total } = (typeof shard === 'object' && shard !== null ? shard : {}) as Partial<
    Record<keyof Shard, unknown>
  >;
  return (
    isCount(index) &&
    isCount(total) &&
    index <= total &&
    total <= MOST_SHARDS &&
    Array.isArray(repositories) &&
    repositories.every((one) => typeof one === 'string')
  );
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1;
}

/** Masks a report that may have been made with `--show-secrets` or by hand, so the merged report shows no value. */
function masked(report: JsonReport): JsonReport {
  const findings = report.findings.map(
    (finding) =>
      Object.fromEntries(Object.entries(finding).filter(([key]) => key !== 'secret')) as unknown as JsonFinding,
  );
  return maskDeep({ ...report, findings });
}

/** A recognisable file name, unique for each repository. */
function fileOf(repository: string): string {
  const base = path
    .basename(repository)
    .replace(/[^\w.-]/g, '_')
    .replace(/^\.+/, '')
    .slice(0, 60);
  return `${base}-${createHash('sha256').update(repository).digest('hex').slice(0, 16)}.json`;
}
