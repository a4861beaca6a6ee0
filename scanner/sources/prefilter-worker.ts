import { parentPort, workerData } from 'node:worker_threads';
import type { Observer } from '../model/source.ts';
import { QuickLook, type Looked } from './file-prefilter.ts';
import { batchAt, filesOf, isJudgingWanted, takeNext, type Round } from './work-queue.ts';
import type { TraceJudge } from '../prefilter/suspicion.ts';

/** What came of a batch. */
export interface Answer {
  /** Its number in the round. */
  readonly batch: number;
  readonly looked: Looked;
}

// A thread of the quick look.
const criteria = workerData as Observer['criteria'];
const look = new QuickLook(criteria.maxSize);
let loading: Promise<TraceJudge> | undefined;
let last = Promise.resolve();

async function lookAtRound(round: Round): Promise<void> {
  const files = filesOf(round);
  for (let batch = takeNext(round), taken = batchAt(files, batch); taken.length > 0; batch = takeNext(round), taken = batchAt(files, batch)) {
    // Loaded when it is needed: most trees have so few traces that the main thread judges them by the way.
    if (isJudgingWanted(round)) loading ??= import('../prefilter/suspicion.ts').then(({ TraceJudge }) => new TraceJudge(criteria));
    parentPort?.postMessage({ batch, looked: look.at(taken, isJudgingWanted(round) ? await loading : undefined) } satisfies Answer);
  }
}

parentPort?.on('message', (round: Round) => {
  last = last.then(() => lookAtRound(round));
});
