// A pool of worker threads that run walks and pack checks.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { runPackCheck, type PackCheck } from './pack-checks.ts';
import { PackDamage } from './pack-damage.ts';
import type { WalkOutcome, WalkBatch, WalkTaskData } from './walk-task.ts';

/** Messages to and from a thread. Plain data. */
export type Question = { readonly number: number } & ({ readonly chore: PackCheck } | { readonly task: WalkTaskData });
export type Answer =
  | { readonly piece: WalkBatch }
  | {
      readonly number: number;
      readonly outcome?: WalkOutcome;
      readonly complaints?: readonly string[];
      readonly damage?: { readonly message: string; readonly isGone: boolean };
    };

interface Waiting {
  readonly resolve: (answer: Answer & { number: number }) => void;
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
  async chore(chore: PackCheck): Promise<readonly string[]> {
    const thread = this.#threads.reduce<Thread | undefined>(
      (least, one) => (least === undefined || one.asked < least.asked ? one : least),
      undefined,
    );
    if (thread === undefined) return runPackCheck(chore);
    return (await thread.ask({ chore })).complaints ?? [];
  }

  /** Runs one walk on all threads. */
  async task(task: WalkTaskData, onPiece: (piece: WalkBatch) => void): Promise<WalkOutcome[]> {
    const answers = await Promise.all(this.#threads.map((thread) => thread.ask({ task }, onPiece)));
    return answers.flatMap(({ outcome }) => (outcome === undefined ? [] : [outcome]));
  }

  /** Ends the threads, even during work. Pending requests never settle. */
  async end(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.end()));
  }
}

/** For fewer objects, starting a thread takes longer than it saves. */
const WORTH_A_THREAD = 4000;

/**
 * @param objects approximate number of objects to read
 * @returns a pool of as many threads as are worth starting
 */
export function workerPoolFor(objects: number, jobs: number): WorkerPool {
  return new WorkerPool(objects < WORTH_A_THREAD ? 0 : jobs);
}

/** Almost nothing that a walk allocates lives long: with a larger heap, each thread would only touch more memory. */
const YOUNG_MEBIBYTES = 6;

class Thread {
  /** Number of pending requests. */
  asked = 0;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #last = 0;
  #onPiece: (piece: WalkBatch) => void = () => undefined;
  #isEnding = false;

  constructor(code: URL) {
    this.#worker = new Worker(code, { resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEBIBYTES } });
    this.#worker.on('message', (answer: Answer) => this.#take(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', () => this.#fail(new Error('a thread ended before its work')));
  }

  ask(
    question: { chore: PackCheck } | { task: WalkTaskData },
    onPiece?: (piece: WalkBatch) => void,
  ): Promise<Answer & { number: number; outcome?: WalkOutcome; complaints?: readonly string[] }> {
    if (onPiece !== undefined) this.#onPiece = onPiece;
    const number = (this.#last += 1);
    this.asked += 1;
    return new Promise((resolve, reject) => {
      this.#waiting.set(number, { resolve, reject });
      this.#worker.postMessage({ number, ...question });
    });
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#worker.terminate();
  }

  #take(answer: Answer): void {
    if ('piece' in answer) return this.#onPiece(answer.piece);
    const waiting = this.#waiting.get(answer.number);
    this.#waiting.delete(answer.number);
    this.asked -= 1;
    if (answer.damage === undefined) waiting?.resolve(answer);
    else waiting?.reject(new PackDamage(answer.damage.message, answer.damage.isGone));
  }

  #fail(error: unknown): void {
    if (this.#isEnding) return;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** The worker program exists only in the published build. */
function workerFile(): URL | undefined {
  const url = new URL('./pack-worker.js', import.meta.url);
  return existsSync(fileURLToPath(url)) ? url : undefined;
}
