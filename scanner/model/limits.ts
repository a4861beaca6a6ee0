// Limits of a scan: threads, time and size, and the errors and records for what exceeds them.

import type { ArchiveLimits } from './archive-limits.ts';
import type { NotLookedAt } from './finding.ts';
import { size } from '../text/numbers.ts';

/** Resource limits of a scan. Whatever exceeds a limit is listed as skipped. */
export interface LimitOptions {
  /** Maximum number of reader threads. Default: one per core, up to eight. */
  readonly jobs?: number;
  /** Ends the scan as incomplete after this many milliseconds. Default: never. */
  readonly timeoutMs?: number;
  /** Largest file or object to scan, in bytes. Default: no limit. */
  readonly maxSize?: number;
  /** Limits for opening archives. Default: see `docs/scan.md`. */
  readonly archives?: Partial<ArchiveLimits>;
}

/** Abort reason of a scan that exceeded its own time limit. */
export class TimedOut extends Error {
  override readonly name = 'TimedOut';

  constructor(milliseconds: number) {
    super(`stopped after ${milliseconds / 1000} s (--timeout) before everything was scanned`);
  }
}

/** @returns the entry for a file or an object that exceeds the size limit */
export function tooLarge(path: string, what: string, bytes: number, limit: number): NotLookedAt {
  return {
    path,
    reason: `${what} has ${size(bytes)}, more than the ${size(limit)} of --max-size`,
    remedy: 'Scan it with a higher --max-size, or without one.',
  };
}

/**
 * @returns a signal that also aborts after the timeout, and a function that clears the timer when the scan has finished
 */
export function withTimeout(
  signal: AbortSignal,
  timeoutMs: number | undefined,
): { readonly signal: AbortSignal; readonly done: () => void } {
  if (timeoutMs === undefined) return { signal, done: () => undefined };
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(new TimedOut(timeoutMs)), timeoutMs);
  return { signal: AbortSignal.any([signal, limit.signal]), done: () => clearTimeout(timer) };
}
