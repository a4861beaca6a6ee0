import { Failure } from './failure.ts';
import type { NotLookedAt } from './finding.ts';
import { size as asWords } from '../text/numbers.ts';

/**
 * How far archives are opened. Each holds for one archive as it lies in a folder, a commit or a stream, with all that
 * is in it.
 */
export interface ArchiveLimits {
  /** Archives within each other; a `.tar.gz` is two. 0 opens none, and says so for each. */
  readonly depth: number;
  /** Files and folders. */
  readonly members: number;
  /** Bytes of one member, unpacked. */
  readonly member: number;
  /** Bytes of everything, unpacked. */
  readonly total: number;
  /** Bytes unpacked for each byte packed, once 64 MB were unpacked. */
  readonly ratio: number;
  /** Seconds. */
  readonly time: number;
  /** Bytes of a zip that must be held in memory, since it lies in another archive, a commit or a stream. */
  readonly memory: number;
}

/** What to do with something that is not opened. */
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

/** Those that are counted in bytes. */
const SIZES: readonly Name[] = ['member', 'total', 'memory'];
const UNITS: Readonly<Record<string, number>> = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/**
 * Reads what the command line says, e.g. `total=10G,time=600`.
 * @throws Failure for what it cannot mean
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
    `"${part}" is no limit for archives`,
    `Say NAME=NUMBER with one of ${Object.keys(DEFAULT_LIMITS).join(', ')}; sizes may end in K, M or G: --archive-limits total=10G,time=600`,
  );
}

/** @returns what is said about an archive in a commit or the like that is larger than the memory for it */
export function tooLargeArchive(path: string, bytes: number, { memory }: ArchiveLimits): NotLookedAt {
  return {
    path,
    reason: `an archive of ${asWords(bytes)} was not opened: git holds it, and more than ${asWords(memory)} are not held in memory`,
    remedy: `Check it out and scan the file, or raise the limit: --archive-limits memory=${2 * bytes}`,
  };
}
