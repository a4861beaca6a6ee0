import { existsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import type { Observer } from '../model/source.ts';
import type { Answer } from './prefilter-worker.ts';
import { FilePrefilter, type PrefilterResult } from './file-prefilter.ts';
import { askToJudge, batchAt, batchesOf, makeWorkQueue, takeBatch, type WorkQueue } from './work-queue.ts';
import { SuspicionCheck } from '../prefilter/suspicion.ts';

/**
 * A file by its absolute path; without one where its name is no text, or it is known to be something else than a file.
 */
export interface Listed {
  readonly full: string | undefined;
}

/** For fewer files, starting a thread takes longer than it saves. */
const WORTH_A_THREAD = 1000;
/** Files that are handed out at once: as many as need little memory and keep all threads busy for a while. */
const ROUND = 16_384;
/** Files with traces that are judged in a row. */
const JUDGED = 16;
/** With more of them waiting, the other threads are to judge too. */
const MOST_TRACED = 100;

/**
 * Passes on the files that need to be looked at with care, and counts the others, in which nothing can be found. Ten
 * thousand files are read by this thread and others at once, each taking the next few when it has time; none of them
 * costs a promise.
 * @param options.jobs threads at most, this one included
 * @param options.total how many files there are, where that is known; for the progress line
 */
export async function* filterInParallel<File extends Listed>(
  files: Iterable<File>,
  observer: Observer,
  signal: AbortSignal,
  options: { readonly jobs: number; readonly total: number | undefined },
): AsyncGenerator<File> {
  const total = options.total === undefined ? {} : { total: options.total };
  const look = new FilePrefilter(observer.criteria.maxSize);
  const judge = new SuspicionCheck(observer.criteria);
  const list = files[Symbol.iterator]();
  const first = take(list, WORTH_A_THREAD);
  const helpers = first.length < WORTH_A_THREAD ? [] : await Helper.start(observer.criteria, options.jobs - 1);
  const traced: File[] = [];
  let done = 0;
  const count = (batch: readonly File[], looked: PrefilterResult): File[] => {
    observer.tally(looked.documents, looked.bytes, looked.isPlatformNamed);
    for (const place of looked.traced) traced.push(batch[place]!);
    observer.progress({ doing: 'reading files', done: (done += batch.length - looked.traced.length), ...total });
    return looked.careful.map((place) => batch[place]!);
  };
  const lookAt = (batch: readonly File[], by?: SuspicionCheck) =>
    count(
      batch,
      look.at(
        batch.map(({ full }) => full!),
        by,
      ),
    );
  try {
    for (let listed = [...first, ...take(list, ROUND - first.length)]; listed.length > 0; listed = take(list, ROUND)) {
      yield* listed.filter(({ full }) => full === undefined);
      const named = listed.filter(({ full }) => full !== undefined);
      const round = makeWorkQueue(named.map(({ full }) => full!));
      for (const one of helpers) one.give(round);
      for (let left = batchesOf(named.length); left > 0 || traced.length > 0;) {
        const batch = traced.length > 0 ? undefined : takeBatch(round, named);
        if (traced.length > 0) yield* lookAt(traced.splice(0, JUDGED), judge);
        else if (batch === undefined) await someAnswer(helpers, signal);
        else {
          left -= 1;
          yield* lookAt(batch);
        }
        await turn();
        signal.throwIfAborted();
        for (const one of helpers) {
          for (const { batch: at, looked } of one.answers()) {
            left -= 1;
            yield* count(batchAt(named, at), looked);
          }
        }
        askToJudge(round, traced.length > MOST_TRACED);
      }
    }
  } finally {
    await Promise.all(helpers.map((one) => one.end()));
  }
}

function take<Item>(list: Iterator<Item>, most: number): Item[] {
  const taken: Item[] = [];
  while (taken.length < most) {
    const next = list.next();
    if (next.done === true) break;
    taken.push(next.value);
  }
  return taken;
}

/** Waits until a thread has answered, or failed. */
async function someAnswer(helpers: readonly Helper[], signal: AbortSignal): Promise<void> {
  const waited = new AbortController();
  const either = AbortSignal.any([signal, waited.signal]);
  await Promise.race(helpers.map((one) => one.answered(either)));
  waited.abort();
}

/** Another thread that looks at batches. */
class Helper {
  readonly #worker: Worker;
  #answers: Answer[] = [];
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (answer: Answer) => {
      this.#answers.push(answer);
      this.#wake?.();
    });
    const fail = (error: Error) => {
      this.#failure ??= error;
      this.#wake?.();
    };
    worker.on('error', fail);
    worker.on('exit', () => fail(new Error('a thread ended before its work')));
  }

  /** The thread's program as it is published; a source tree has none, and everything is done in one thread. */
  static async start(criteria: Observer['criteria'], count: number): Promise<Helper[]> {
    const code = new URL('./prefilter-worker.js', import.meta.url);
    if (count < 1 || !existsSync(fileURLToPath(code))) return [];
    const { Worker } = await import('node:worker_threads');
    return Array.from({ length: count }, () => new Helper(new Worker(code, { workerData: criteria })));
  }

  give(round: WorkQueue): void {
    this.#worker.postMessage(round);
  }

  /** What was answered since. @throws the thread's own failure */
  answers(): Answer[] {
    if (this.#failure !== undefined) throw this.#failure;
    return this.#answers.splice(0);
  }

  /** Waits until there is an answer. */
  async answered(signal: AbortSignal): Promise<void> {
    if (this.#answers.length > 0 || this.#failure !== undefined || signal.aborted) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
