import { setImmediate as turn } from 'node:timers/promises';
import type { Crew } from './worker-pool.ts';
import type { StoreData } from './object-table.ts';
import { Task, type Outcome, type Piece, type TaskData, type Work } from './walk-task.ts';

export interface RunOptions {
  /** Who does it; without threads it is done here. */
  readonly crew: Crew;
  readonly signal: AbortSignal;
  readonly onPiece: (piece: Piece) => void;
}

/**
 * Runs a job to its end, in threads where that pays.
 * @throws AbortError when aborted
 */
export async function runTask(store: StoreData, work: Work, { crew, signal, onPiece }: RunOptions): Promise<Outcome[]> {
  signal.throwIfAborted();
  const data: TaskData = {
    store,
    work,
    next: new Int32Array(new SharedArrayBuffer(8)),
  };
  if (crew.size === 0) return [await runHere(data, signal, onPiece)];
  let stop: () => void = () => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([crew.task(data, onPiece), aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function runHere(data: TaskData, signal: AbortSignal, onPiece: (piece: Piece) => void): Promise<Outcome> {
  const task = new Task(data);
  for (let piece = task.step(); piece !== undefined; piece = task.step()) {
    onPiece(piece);
    await turn();
    signal.throwIfAborted();
  }
  return task.end();
}
