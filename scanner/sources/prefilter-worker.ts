// Worker thread of the file prefilter: takes batches from the work queue and sends the results.
import { parentPort, workerData } from 'node:worker_threads';
import type { Criteria } from '../model/source.ts';
import { FilePrefilter, type PrefilterResult } from './file-prefilter.ts';
import { batchAt, filesOf, areChecksRequested, takeNext, type WorkQueue } from './work-queue.ts';
import type { Prefilter } from '../prefilter/may-hold-finding.ts';

/** The result for one batch. */
export interface BatchResult {
  /** Number of the batch in its round. */
  readonly batch: number;
  readonly result: PrefilterResult;
}

const criteria = workerData as Criteria;
const filePrefilter = new FilePrefilter(criteria.maxSize);
let prefilter: Promise<Prefilter> | undefined;
let lastRound = Promise.resolve();

async function filterRound(queue: WorkQueue): Promise<void> {
  const files = filesOf(queue);
  for (
    let batch = takeNext(queue), batchFiles = batchAt(files, batch);
    batchFiles.length > 0;
    batch = takeNext(queue), batchFiles = batchAt(files, batch)
  ) {
    // Loaded on demand: most trees have so few traces that the main thread checks them all.
    if (areChecksRequested(queue))
      prefilter ??= import('../prefilter/may-hold-finding.ts').then(({ Prefilter }) => new Prefilter(criteria));
    parentPort?.postMessage({
      batch,
      result: filePrefilter.filter(batchFiles, areChecksRequested(queue) ? await prefilter : undefined),
    } satisfies BatchResult);
  }
}

parentPort?.on('message', (queue: WorkQueue) => {
  lastRound = lastRound.then(() => filterRound(queue));
});
