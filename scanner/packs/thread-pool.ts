// A pool of worker threads that run walks and pack checks.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { runPackCheck, type PackCheck } from './pack-checks.ts';
import { PackDamage } from './pack-damage.ts';
import type { WalkOutcome, WalkBatch, WalkTaskData } from './walk-task.ts';

/** Messages to and from a thread. Plain data. */
export type WorkerRequest = { readonly number: number } & (
  { readonly check: PackCheck } | { readonly task: WalkTaskData }
);
export type WorkerResponse =
  | { readonly batch: WalkBatch }
  | {
      readonly number: number;
      readonly outcome?: WalkOutcome;
      readonly problems?: readonly string[];
      readonly damage?: { readonly message: string; readonly isGone: boolean };
    };

interface PendingRequest {
  readonly resolve: (response: WorkerResponse & { number: number }) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Threads that are started once and used for several requests: starting one takes as long as reading a thousand
 * objects. Each thread answers its requests in order.
 */
export class WorkerPool {
  readonly #threads: Thread[] = [];

  /** @param jobs number of threads; none start if the worker program is missing, as when running from source */
  constructor(jobs: number) {
    const code = workerFile();
    if (code === undefined) return;
    for (let job = 0; job < jobs; job += 1) this.#threads.push(new Thread(code));
  }

  /** Number of threads; without any, the caller's thread does the work. */
  get size(): number {
    return this.#threads.length;
  }

  /**
   * Runs a check on the least busy thread.
   * @returns problems found
   * @throws PackDamage
   */
  async check(check: PackCheck): Promise<readonly string[]> {
    const thread = this.#threads.reduce<Thread | undefined>(
      (least, one) => (least === undefined || one.pendingCount < least.pendingCount ? one : least),
      undefined,
    );
    if (thread === undefined) return runPackCheck(check);
    return (await thread.send({ check })).problems ?? [];
  }

  /** Runs one walk on all threads. */
  async task(task: WalkTaskData, onBatch: (batch: WalkBatch) => void): Promise<WalkOutcome[]> {
    const responses = await Promise.all(this.#threads.map((thread) => thread.send({ task }, onBatch)));
    return responses.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome]));
  }

  /** Ends the threads, even during work. Pending requests never settle. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}

/** For fewer objects, starting a thread takes longer than it saves. */
const MIN_OBJECTS_FOR_THREADS = 4000;

/**
 * @param objects approximate number of objects to read
 * @returns a pool of as many threads as are worth starting
 */
export function workerPoolFor(objects: number, jobs: number): WorkerPool {
  return new WorkerPool(objects < MIN_OBJECTS_FOR_THREADS ? 0 : jobs);
}

/** Almost nothing that a walk allocates lives long: with a larger heap, each thread would only touch more memory. */
const YOUNG_MEBIBYTES = 6;

class Thread {
  /** Number of pending requests. */
  pendingCount = 0;
  readonly #worker: Worker;
  readonly #pending = new Map<number, PendingRequest>();
  #lastNumber = 0;
  #onBatch: (batch: WalkBatch) => void = () => undefined;
  #isEnding = false;

  constructor(code: URL) {
    this.#worker = new Worker(code, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEBIBYTES } });
    this.#worker.on('message', (response: WorkerResponse) => this.#receive(response));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('a thread ended before its work')));
  }

  send(
    request: { check: PackCheck } | { task: WalkTaskData },
    onBatch?: (batch: WalkBatch) => void,
  ): Promise<WorkerResponse & { number: number; outcome?: WalkOutcome; problems?: readonly string[] }> {
    if (onBatch !== undefined) this.#onBatch = onBatch;
    const number = (this.#lastNumber += 1);
    this.pendingCount += 1;
    return new Promise((resolve, reject) => {
      this.#pending.set(number, { resolve, reject });
      this.#worker.postMessage({ number, ...request });
    });
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#worker.terminate();
  }

  #receive(response: WorkerResponse): void {
    if ('batch' in response) return this.#onBatch(response.batch);
    const pending = this.#pending.get(response.number);
    this.#pending.delete(response.number);
    this.pendingCount -= 1;
    if (response.damage === undefined) pending?.resolve(response);
    else pending?.reject(new PackDamage(response.damage.message, response.damage.isGone));
  }

  #fail(error: unknown): void {
    if (this.#isEnding) return;
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}

/** The worker program exists only in the published build. */
function workerFile(): URL | undefined {
  const url = new URL('./pack-worker.cjs', import.meta.url);
  return existsSync(fileURLToPath(url)) ? url : undefined;
}
