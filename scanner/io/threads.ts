// Chooses the number of threads.
import { availableParallelism } from 'node:os';

/** More threads would take more memory than they save time. */
const MOST_JOBS = 8;

/** @returns the number of threads: as requested, otherwise one for each core, up to eight */
export function threadsFor(jobs?: number): number {
  return jobs ?? Math.min(availableParallelism(), MOST_JOBS);
}
