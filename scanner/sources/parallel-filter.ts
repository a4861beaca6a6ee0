// Runs the file prefilter over many files, on several threads if there are enough of them.
import { existsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import type { Criteria, ScanContext } from '../model/source.ts';
import type { BatchResult } from './prefilter-worker.ts';
import { FilePrefilter, type PrefilterResult } from './file-prefilter.ts';
import { requestChecks, batchAt, countBatches, makeWorkQueue, takeBatch, type WorkQueue } from './work-queue.ts';
import { Prefilter } from '../prefilter/may-hold-finding.ts';

/** A file by its absolute path; undefined if its name is not UTF-8, or if it is not a regular file. */
export interface Listed {
  readonly full: string | undefined;
}

/** For fewer files, starting a thread takes longer than it saves. */
const MIN_FILES_FOR_THREADS = 1000;
/** Files per round: few enough to need little memory, and enough to keep all threads busy for a while. */
const ROUND_SIZE = 16_384;
/** Files with traces that are checked in one batch. */
const TRACES_BATCH_SIZE = 16;
/** If more files with traces are waiting, the other threads check them too. */
const MAX_WITH_TRACES = 100;

/**
 * Yields the files that need a full scan, and counts the others, which cannot contain a finding. This thread and the
 * others each take the next batch when they are free; no file costs a promise.
 * @param options.jobs maximum number of threads, including this one
 * @param options.total number of files if known, for the progress line
 */
export async function* filterInParallel<File extends Listed>(
  files: Iterable<File>,
  context: ScanContext,
  signal: AbortSignal,
  options: { readonly jobs: number; readonly total: number | undefined },
): AsyncGenerator<File> {
  const total = options.total === undefined ? {} : { total: options.total };
  const filePrefilter = new FilePrefilter(context.criteria.maxSize);
  const prefilter = new Prefilter(context.criteria);
  const list = files[Symbol.iterator]();
  const first = take(list, MIN_FILES_FOR_THREADS);
  const threads =
    first.length < MIN_FILES_FOR_THREADS ? [] : await FilterThread.start(context.criteria, options.jobs - 1);
  const withTraces: File[] = [];
  let done = 0;
  const count = (batch: readonly File[], result: PrefilterResult): File[] => {
    context.counter.addDocuments(result.documents, result.bytes);
    if (result.isPlatformNamed) context.platform.markFound();
    for (const index of result.withTraces) withTraces.push(batch[index]!);
    context.progress({ doing: 'reading files', done: (done += batch.length - result.withTraces.length), ...total });
    return result.suspects.map((index) => batch[index]!);
  };
  const filter = (batch: readonly File[], by?: Prefilter) =>
    count(
      batch,
      filePrefilter.filter(
        batch.map(({ full }) => full!),
        by,
      ),
    );
  try {
    for (
      let listed = [...first, ...take(list, ROUND_SIZE - first.length)];
      listed.length > 0;
      listed = take(list, ROUND_SIZE)
    ) {
      yield* listed.filter(({ full }) => full === undefined);
      const named = listed.filter(({ full }) => full !== undefined);
      const queue = makeWorkQueue(named.map(({ full }) => full!));
      for (const one of threads) one.start(queue);
      for (let remaining = countBatches(named.length); remaining > 0 || withTraces.length > 0;) {
        const batch = withTraces.length > 0 ? undefined : takeBatch(queue, named);
        if (withTraces.length > 0) yield* filter(withTraces.splice(0, TRACES_BATCH_SIZE), prefilter);
        else if (batch === undefined) await waitForAny(threads, signal);
        else {
          remaining -= 1;
          yield* filter(batch);
        }
        await turn();
        signal.throwIfAborted();
        for (const one of threads) {
          for (const { batch: at, result } of one.takeResults()) {
            remaining -= 1;
            yield* count(batchAt(named, at), result);
          }
        }
        requestChecks(queue, withTraces.length > MAX_WITH_TRACES);
      }
    }
  } finally {
    await Promise.all(threads.map((one) => one.end()));
  }
}

function take<Item>(list: Iterator<Item>, limit: number): Item[] {
  const taken: Item[] = [];
  while (taken.length < limit) {
    const next = list.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

/** Waits until a thread has sent a result, or failed. */
async function waitForAny(threads: readonly FilterThread[], signal: AbortSignal): Promise<void> {
  const anyResult = new AbortController();
  const either = AbortSignal.any([signal, anyResult.signal]);
  await Promise.race(threads.map((one) => one.waitForResult(either)));
  anyResult.abort();
}

/** Another thread that filters batches. */
class FilterThread {
  readonly #worker: Worker;
  #results: BatchResult[] = [];
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (result: BatchResult) => {
      this.#results.push(result);
      this.#wake?.();
    });
    const fail = (error: Error) => {
      this.#failure ??= error;
      this.#wake?.();
    };
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('a thread ended before its work')));
  }

  /** The thread's program exists only in the published build; from source, everything runs in one thread. */
  static async start(criteria: Criteria, count: number): Promise<FilterThread[]> {
    const code = new URL('./prefilter-worker.cjs', import.meta.url);
    if (count < 1 || !existsSync(fileURLToPath(code))) return [];
    const { Worker } = await import('node:worker_threads');
    return Array.from({ length: count }, () => new FilterThread(new Worker(code, { workerData: criteria })));
  }

  start(queue: WorkQueue): void {
    this.#worker.postMessage(queue);
  }

  /**
   * @returns results received since the last call
   * @throws the thread's own failure
   */
  takeResults(): BatchResult[] {
    if (this.#failure !== undefined) throw this.#failure;
    return this.#results.splice(0);
  }

  /** Waits until there is a result or a failure. */
  async waitForResult(signal: AbortSignal): Promise<void> {
    if (this.#results.length > 0 || this.#failure !== undefined || signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
