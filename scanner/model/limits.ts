import type { ArchiveLimits } from './archive-limits.ts';
import type { NotLookedAt } from './finding.ts';
import { size } from '../text/numbers.ts';

/** How much a scan may take. What a limit leaves out is listed as not looked at. */
export interface LimitOptions {
  /** Threads that read, at most. Default: one for each core, up to eight. */
  readonly jobs?: number;
  /** Ends the scan after so many milliseconds, as incomplete. Default: never. */
  readonly timeoutMs?: number;
  /** The largest file or object that is looked at, in bytes. Default: any. */
  readonly maxSize?: number;
  /** How far archives are opened. Default: see `docs/scan.md`. */
  readonly archives?: Partial<ArchiveLimits>;
}

/** Why a scan was ended by its own limit. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';

  constructor(milliseconds: number) {
    super(`stopped after ${milliseconds / 1000} s (--timeout) before everything was looked at`);
  }
}

/** @returns what is said about a file or an object that is larger than the limit */
export function tooLarge(path: string, what: string, bytes: number, limit: number): NotLookedAt {
  return {
    path,
    reason: `${what} has ${size(bytes)}, more than the ${size(limit)} of --max-size`,
    remedy: 'Scan it with a higher --max-size, or without one.',
  };
}

/** @returns the same with what ends it early, and what to do when it has ended by itself */
export function withTimeout(
  signal: AbortSignal,
  timeoutMs: number | undefined,
): { readonly signal: AbortSignal; readonly done: () => void } {
  if (timeoutMs === undefined) return { signal, done: () => undefined };
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new TimedOut(timeoutMs)), timeoutMs);
  return { signal: AbortSignal.any([signal, limit.signal]), done: () => clearTimeout(timer) };
}
