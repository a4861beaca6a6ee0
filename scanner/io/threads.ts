import { availableParallelism } from 'node:os';

/** More threads than this would take more memory than they save time. */
const MOST_JOBS = 8;

/** @returns how many threads to use: as many as were asked for, else one for each core, up to eight */
export function threadsFor(jobs?: number): number {
  return jobs ?? Math.min(availableParallelism(), MOST_JOBS);
}
