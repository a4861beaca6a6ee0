import { parentPort, workerData } from 'node:worker_threads';
import type { Observer } from '../document.ts';
import { QuickLook } from './quick-look.ts';
import type { TraceJudge } from './trace-judge.ts';

/** A batch for a thread. */
export interface Batch {
  /** Absolute paths. */
  readonly files: readonly string[];
  /** Whether to judge what has traces, too. */
  readonly isJudged: boolean;
}

// A thread of the quick look: one answer for each batch, in their order.
const criteria = workerData as Observer['criteria'];
const look = new QuickLook(criteria.maxSize);
let loading: Promise<TraceJudge> | undefined;
let last = Promise.resolve();
const answer = async ({ files, isJudged }: Batch) => {
  // Loaded when it is needed: most trees have so few traces that the main thread judges them by the way.
  if (isJudged) loading ??= import('./trace-judge.ts').then(({ TraceJudge }) => new TraceJudge(criteria));
  parentPort?.postMessage(look.at(files, isJudged ? await loading : undefined));
};
parentPort?.on('message', (batch: Batch) => {
  last = last.then(() => answer(batch));
});
