// Runs a walk over all packs, on worker threads if there are any.
import { setImmediate as turn } from 'node:timers/promises';
import type { WorkerPool } from './thread-pool.ts';
import type { StoreData } from './object-table.ts';
import { WalkTask, type WalkOutcome, type WalkBatch, type WalkTaskData, type WalkWork } from './walk-task.ts';

export interface RunOptions {
  /** The threads; without any, the walk runs in this thread. */
  readonly workerPool: WorkerPool;
  readonly signal: AbortSignal;
  readonly onBatch: (batch: WalkBatch) => void;
}

/**
 * Runs a walk to its end.
 * @throws AbortError after an abort
 */
export async function runWalk(
  store: StoreData,
  work: WalkWork,
  { workerPool, signal, onBatch }: RunOptions,
): Promise<WalkOutcome[]> {
  signal.throwIfAborted();
  const data: WalkTaskData = {
    store,
    work,
    next: new Int32Array(new SharedArrayBuffer(8)),
  };
  if (workerPool.size === 0) return [await runInThisThread(data, signal, onBatch)];
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([workerPool.task(data, onBatch), aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function runInThisThread(
  data: WalkTaskData,
  signal: AbortSignal,
  onBatch: (batch: WalkBatch) => void,
): Promise<WalkOutcome> {
  const task = new WalkTask(data);
  for (let batch = task.step(); batch !== undefined; batch = task.step()) {
    onBatch(batch);
    await turn();
    signal.throwIfAborted();
  }
  return task.end();
}
