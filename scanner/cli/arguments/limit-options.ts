// Options for time, size and archive limits.

import { InvalidArgumentError, type Command } from 'commander';
import { parseArchiveLimits as parseLimits, type ArchiveLimits, type LimitOptions } from '../../library/scan.ts';
import { Failure } from '../../library/errors.ts';

/** Options that limit a scan. */
export interface LimitWords {
  readonly jobs?: number;
  /** Seconds. */
  readonly timeout?: number;
  /** Bytes. */
  readonly maxSize?: number;
  readonly allowIncomplete?: boolean;
  readonly archiveDepth?: number;
  readonly archiveLimits?: Partial<ArchiveLimits>;
}

const MOST_JOBS = 64;
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 };

/** Adds the options that limit a scan. */
export function withLimits(command: Command): Command {
  return command
    .optionsGroup('Limits:')
    .option('--jobs <n>', 'threads that read, at most; default: one for each core, up to 8', parseJobs)
    .option(
      '--timeout <seconds>',
      'end the scan after this time; skipped files are listed, and the exit code is 2',
      parseSeconds,
    )
    .option('--max-size <bytes>', 'skip larger files and objects and list them; units k, m and g', parseSize)
    .option(
      '--archive-depth <n>',
      'archives within each other that are opened; default: 8; 0 opens none and lists each',
      parseDepth,
    )
    .option(
      '--archive-limits <list>',
      'bounds for each archive: member=1g, total=4g, ratio=200, members=200000, time=120, memory=64m',
      parseArchiveLimits,
    )
    .option('--allow-incomplete', 'do not let skipped files change the exit code')
    .optionsGroup('Options:');
}

export function limitsOf({ jobs, timeout, maxSize, archiveDepth, archiveLimits }: LimitWords): LimitOptions {
  return {
    ...(jobs === undefined ? {} : { jobs }),
    ...(timeout === undefined ? {} : { timeoutMs: timeout * 1000 }),
    ...(maxSize === undefined ? {} : { maxSize }),
    ...(archiveDepth === undefined && archiveLimits === undefined
      ? {}
      : { archives: { ...archiveLimits, ...(archiveDepth === undefined ? {} : { depth: archiveDepth }) } }),
  };
}

function parseJobs(text: string): number {
  const jobs = Number(text);
  if (!/^\d+$/.test(text) || jobs < 1 || jobs > MOST_JOBS)
    throw new InvalidArgumentError(`It is not a whole number from 1 to ${MOST_JOBS}.`);
  return jobs;
}

function parseDepth(text: string): number {
  if (!/^\d{1,3}$/.test(text)) throw new InvalidArgumentError('It is not a whole number; example: 3');
  return Number(text);
}

function parseArchiveLimits(text: string): Partial<ArchiveLimits> {
  try {
    return parseLimits(text);
  } catch (error) {
    throw error instanceof Failure ? new InvalidArgumentError(`${error.message}. ${error.remedy ?? ''}`) : error;
  }
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  // Node's timers cannot count further.
  if (!/^\d+(?:\.\d+)?$/.test(text) || seconds <= 0 || seconds > 2_000_000)
    throw new InvalidArgumentError('It is not a number of seconds; example: 60');
  return seconds;
}

function parseSize(text: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)([kmg]?)$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(digits) * UNITS[unit.toLowerCase()]!);
  if (digits === '' || bytes < 1) throw new InvalidArgumentError('It is not a size; examples: 500k, 10m, 1g');
  return bytes;
}
