import { existsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Worker } from 'node:worker_threads';
import type { Observer } from '../document.ts';
import type { Batch } from './look-worker.ts';
import { QuickLook, type Looked } from './quick-look.ts';
import { TraceJudge } from './trace-judge.ts';

/** A file by its absolute path; without one where its name is no text, or it is known to be something else than a file. */
export interface Listed {
  readonly full: string | undefined;
}

/** Files that are looked at in a row before others get a turn. */
const BATCH = 128;
/** For fewer files, starting a thread takes longer than it saves. */
const WORTH_A_THREAD = 1000;
/** Batches that wait for a thread, so that it never waits for us. */
const AHEAD = 4;
/** Files with traces that are judged in a row. */
const JUDGED = 16;
/** With more of them waiting, the other threads are to judge too. */
const MOST_TRACED = 100;

/**
 * Passes on the files that need to be looked at with care, and counts the others, in which nothing can be found. Ten
 * thousand files are read by this thread and others at once; none of them costs a promise.
 * @param options.jobs threads at most, this one included
 * @param options.total how many files there are, where that is known; for the progress line
 */
export async function* sift<File extends Listed>(files: Iterable<File>, observer: Observer, signal: AbortSignal, options: { readonly jobs: number; readonly total: number | undefined }): AsyncGenerator<File> {
  const total = options.total === undefined ? {} : { total: options.total };
  const look = new QuickLook(observer.criteria.maxSize);
  const judge = new TraceJudge(observer.criteria);
  const list = files[Symbol.iterator]();
  const first = take(list, WORTH_A_THREAD);
  const helpers = first.length < WORTH_A_THREAD ? [] : await Helper.start<File>(observer.criteria, options.jobs - 1);
  const traced: File[] = [];
  let done = 0;
  const count = (batch: readonly File[], looked: Looked): File[] => {
    observer.tally(looked.documents, looked.bytes, looked.isPlatformNamed);
    for (const place of looked.traced) traced.push(batch[place]!);
    observer.progress({ doing: 'reading files', done: (done += batch.length - looked.traced.length), ...total });
    return looked.careful.map((place) => batch[place]!);
  };
  const lookAt = (batch: readonly File[], by?: TraceJudge) => count(batch, look.at(batch.map(({ full }) => full!), by));
  const next = () => (first.length > 0 ? first.splice(0, BATCH) : take(list, BATCH));
  try {
    for (let batch = next(); batch.length > 0 || traced.length > 0 || helpers.some(({ waiting }) => waiting > 0); ) {
      const helper = helpers.find(({ waiting }) => waiting < AHEAD);
      if (batch.length > 0 && (helper !== undefined || traced.length === 0)) {
        yield* batch.filter(({ full }) => full === undefined);
        const named = batch.filter(({ full }) => full !== undefined);
        if (helper === undefined) yield* lookAt(named);
        else helper.give(named, traced.length > MOST_TRACED);
        batch = next();
      } else if (traced.length > 0) yield* lookAt(traced.splice(0, JUDGED), judge);
      else await helpers.find(({ waiting }) => waiting > 0)!.idle(signal);
      await turn();
      signal.throwIfAborted();
      for (const one of helpers) for (const [given, looked] of one.answers()) yield* count(given, looked);
    }
  } finally {
    await Promise.all(helpers.map((one) => one.end()));
  }
}

function take<Item>(list: Iterator<Item>, most: number): Item[] {
  const taken: Item[] = [];
  for (let next = list.next(); next.done !== true; next = list.next()) if (taken.push(next.value) >= most) break;
  return taken;
}

/** Another thread that looks at batches. */
class Helper<File extends Listed> {
  readonly #worker: Worker;
  readonly #given: (readonly File[])[] = [];
  #answers: [readonly File[], Looked][] = [];
  #failure: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(worker: Worker) {
    this.#worker = worker;
    worker.on('message', (looked: Looked) => {
      this.#answers.push([this.#given.shift()!, looked]);
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
  static async start<File extends Listed>(criteria: Observer['criteria'], count: number): Promise<Helper<File>[]> {
    const code = new URL('./look-worker.js', import.meta.url);
    if (count < 1 || !existsSync(fileURLToPath(code))) return [];
    const { Worker } = await import('node:worker_threads');
    return Array.from({ length: count }, () => new Helper<File>(new Worker(code, { workerData: criteria })));
  }

  /** Batches that were given and not answered. */
  get waiting(): number {
    return this.#given.length;
  }

  give(files: readonly File[], isJudged: boolean): void {
    this.#given.push(files);
    this.#worker.postMessage({ files: files.map(({ full }) => full!), isJudged } satisfies Batch);
  }

  /** What was answered since. @throws the thread's own failure */
  answers(): [readonly File[], Looked][] {
    if (this.#failure !== undefined) throw this.#failure;
    const answers = this.#answers;
    this.#answers = [];
    return answers;
  }

  /** Waits until everything is answered. */
  async idle(signal: AbortSignal): Promise<void> {
    const interrupted = () => this.#wake?.();
    signal.addEventListener('abort', interrupted);
    try {
      while (this.#given.length > 0 && this.#failure === undefined) {
        signal.throwIfAborted();
        await new Promise<void>((resolve) => (this.#wake = resolve));
      }
    } finally {
      signal.removeEventListener('abort', interrupted);
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}
