import { existsSync } from 'node:fs';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { StoreData } from './known.ts';
import { pieceCount, Task, type Outcome, type Piece, type TaskData, type Work } from './task.ts';

export interface RunOptions {
  /** Threads at most. */
  readonly jobs: number;
  readonly signal: AbortSignal;
  readonly onPiece: (piece: Piece) => void;
}

/** Memory of all threads together, for objects; as much again for the file. Bytes. */
const BUDGET = 64 * 1024 * 1024;
const LEAST_BUDGET = 8 * 1024 * 1024;
/** For fewer objects, starting a thread takes longer than it saves. */
const WORTH_A_THREAD = 4000;

/**
 * Runs a job to its end, in threads where that pays.
 * @throws AbortError when aborted; the threads are ended
 */
export async function runTask(store: StoreData, work: Work, options: RunOptions): Promise<Outcome[]> {
  const jobs = Math.max(1, Math.min(options.jobs, pieceCount(store)));
  const data = {
    store,
    work,
    next: new Int32Array(new SharedArrayBuffer(4)),
    budget: Math.max(LEAST_BUDGET, Math.floor(BUDGET / jobs)),
  };
  const objects = store.packs.reduce((sum, { layout }) => sum + layout.count, 0);
  const code = workerFile();
  if (objects < WORTH_A_THREAD || code === undefined) return [await runHere(data, options)];
  return runThreads(code, jobs, data, options);
}

async function runHere(data: TaskData, { signal, onPiece }: RunOptions): Promise<Outcome> {
  const task = new Task(data);
  for (let piece = task.step(); piece !== undefined; piece = task.step()) {
    onPiece(piece);
    await turn();
    signal.throwIfAborted();
  }
  return task.end();
}

async function runThreads(code: URL, jobs: number, data: TaskData, { signal, onPiece }: RunOptions): Promise<Outcome[]> {
  signal.throwIfAborted();
  const workers = Array.from({ length: jobs }, () => new Worker(code, { workerData: data }));
  try {
    return await Promise.race([Promise.all(workers.map((worker) => outcomeOf(worker, onPiece))), aborted(signal)]);
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function outcomeOf(worker: Worker, onPiece: (piece: Piece) => void): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: { piece?: Piece; outcome?: Outcome }) => {
      if (message.piece !== undefined) onPiece(message.piece);
      if (message.outcome !== undefined) resolve(message.outcome);
    });
    worker.on('error', reject);
    worker.on('exit', () => reject(new Error('a thread ended before its work')));
  });
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

/** The thread's program as it is published; a source tree has none, and everything runs in one thread. */
function workerFile(): URL | undefined {
  const url = new URL('./pack-worker.js', import.meta.url);
  return existsSync(fileURLToPath(url)) ? url : undefined;
}
