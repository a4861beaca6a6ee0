import { parentPort, workerData } from 'node:worker_threads';
import type { Observer } from '../model/source.ts';
import { FilePrefilter, type PrefilterResult } from './file-prefilter.ts';
import { batchAt, filesOf, isJudgingWanted, takeNext, type WorkQueue } from './work-queue.ts';
import type { SuspicionCheck } from '../prefilter/suspicion.ts';

/** What came of a batch. */
export interface Answer {
  /** Its number in the round. */
  readonly batch: number;
  readonly looked: PrefilterResult;
}

// A thread of the quick look.
const criteria = workerData as Observer['criteria'];
const look = new FilePrefilter(criteria.maxSize);
let loading: Promise<SuspicionCheck> | undefined;
let last = Promise.resolve();

async function lookAtRound(round: WorkQueue): Promise<void> {
  const files = filesOf(round);
  for (
    let batch = takeNext(round), taken = batchAt(files, batch);
    taken.length > 0;
    batch = takeNext(round), taken = batchAt(files, batch)
  ) {
    // Loaded when it is needed: most trees have so few traces that the main thread judges them by the way.
    if (isJudgingWanted(round))
      loading ??= import('../prefilter/suspicion.ts').then(({ SuspicionCheck }) => new SuspicionCheck(criteria));
    parentPort?.postMessage({
      batch,
      looked: look.at(taken, isJudgingWanted(round) ? await loading : undefined),
    } satisfies Answer);
  }
}

parentPort?.on('message', (round: WorkQueue) => {
  last = last.then(() => lookAtRound(round));
});
