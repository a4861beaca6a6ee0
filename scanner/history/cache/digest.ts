// Computes the digest of a whole pack file, with the help of worker threads.
import { setImmediate as turn } from 'node:timers/promises';
import type { WorkerPool } from '../../packs/thread-pool.ts';
import { segmentSums, sumOfSums, sumSegments } from '../../packs/segment-checksums.ts';

/**
 * SHA-256 over the checksums of all segments of a file, so several threads can share the work. It covers the whole
 * file, because the cache is trusted about it: name, size, times and the SHA-1 at its end (which two files can share)
 * do not prove that it is unchanged.
 * @param workerPool threads that help this one
 * @param key of the cache; without it the segment checksums are SHA-256 too
 * @returns in hex; undefined for a file that cannot be read to its end
 */
export async function digestOf(
  file: string,
  size: number,
  workerPool: WorkerPool,
  signal: AbortSignal,
  key?: Uint8Array,
): Promise<string | undefined> {
  const sums = segmentSums(file, size, key);
  try {
    const helpers = Promise.all(
      Array.from({ length: workerPool.size }, () => workerPool.check({ kind: 'segments', sums })),
    );
    // Handled when it is awaited; without this, Node would report an unhandled rejection.
    helpers.catch(() => undefined);
    for (const _ of sumSegments(sums)) {
      await turn();
      signal.throwIfAborted();
    }
    await helpers;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
  return sumOfSums(sums);
}
