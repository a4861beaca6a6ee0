// Limits for opening archives: defaults, the option's syntax, and the entry for an archive that exceeds them.

import { Failure } from './failure.ts';
import type { NotLookedAt } from './finding.ts';
import { size as asWords } from '../text/numbers.ts';

/**
 * Limits for opening archives. Each limit applies to one outermost archive (in a folder, commit or stream) with
 * everything inside it.
 */
export interface ArchiveLimits {
  /** Nesting depth; a `.tar.gz` counts as two. 0 opens no archive and lists each as skipped. */
  readonly depth: number;
  /** Number of files and folders. */
  readonly members: number;
  /** Unpacked bytes of one member. */
  readonly member: number;
  /** Unpacked bytes in total. */
  readonly total: number;
  /** Ratio of unpacked to packed bytes, checked after 64 MB of output. */
  readonly ratio: number;
  /** Seconds. */
  readonly time: number;
  /** Bytes of a zip that must be held in memory because it is inside another archive, a commit or a stream. */
  readonly memory: number;
}

/** What to do about an archive that is not opened. */
export const UNPACK = 'Unpack it and scan the folder';

const MB = 1_000_000;

export const DEFAULT_LIMITS: ArchiveLimits = {
  depth: 8,
  members: 200_000,
  member: 1000 * MB,
  total: 4000 * MB,
  ratio: 200,
  time: 120,
  memory: 64 * MB,
};

type Name = keyof ArchiveLimits;

/** Limits in bytes. */
const SIZES: readonly Name[] = ['member', 'total', 'memory'];
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/**
 * Parses the command-line option, e.g. `total=10G,time=600`.
 * @throws Failure for an invalid value
 */
export function parseLimits(text: string): Partial<ArchiveLimits> {
  const limits: Partial<Record<Name, number>> = {};
  for (const part of text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')) {
    const [, name = '', digits = '', unit = ''] = /^([a-z]+)=(\d+)([KMG]?)B?$/i.exec(part) ?? [];
    if (!isName(name) || (unit !== '' && !SIZES.includes(name))) throw misread(part);
    limits[name] = Number(digits) * UNITS[unit.toUpperCase()]!;
  }
  return limits;
}

function isName(name: string): name is Name {
  return Object.hasOwn(DEFAULT_LIMITS, name);
}

function misread(part: string): Failure {
  return new Failure(
    `"${part}" is not a limit for archives`,
    `Say NAME=NUMBER with one of ` +
      `${Object.keys(DEFAULT_LIMITS).join(', ')}; sizes may end in K, M or G: --archive-limits total=10G,time=600`,
  );
}

/** @returns the entry for an archive outside of a folder that exceeds the memory limit */
export function tooLargeArchive(path: string, bytes: number, { memory }: ArchiveLimits): NotLookedAt {
  return {
    path,
    reason:
      `an archive of ${asWords(bytes)} was not opened: git holds it, and more than ` +
      `${asWords(memory)} are not held in memory`,
    remedy: `Check it out and scan the file, or raise the limit: --archive-limits memory=${2 * bytes}`,
  };
}
