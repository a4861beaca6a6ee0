import { setImmediate as turn } from 'node:timers/promises';
import type { WorkerPool } from '../../packs/worker-pool.ts';
import { segmentSums, sumOfSums, sumSegments } from '../../packs/segment-checksums.ts';

/**
 * SHA-256 over the sums of all segments of a file, so that several threads can share the work. The whole file, for
 * what a cache says of it is believed: neither its name, its size and times, nor the SHA-1 at its end, of which two
 * files can have the same, tell that it still is what was looked at.
 * @param crew threads that help this one @param key of the cache; without it the sums are SHA-256 too
 * @returns in hex; undefined for a file that cannot be read to its end
 */
export async function digestOf(
  file: string,
  size: number,
  crew: WorkerPool,
  signal: AbortSignal,
  key?: Uint8Array,
): Promise<string | undefined> {
  const sums = segmentSums(file, size, key);
  try {
    const beside = Promise.all(Array.from({ length: crew.size }, () => crew.chore({ kind: 'segments', sums })));
    // Until it is awaited, its failure is nobody's.
    beside.catch(() => undefined);
    for (const _ of sumSegments(sums)) {
      await turn();
      signal.throwIfAborted();
    }
    await beside;
  } catch (error) {
    if (signal.aborted) throw error;
    return undefined;
  }
  return sumOfSums(sums);
}
