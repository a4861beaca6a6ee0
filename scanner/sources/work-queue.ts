// A queue of file batches in shared memory, from which several threads take the next batch.
/** Files per batch. */
const BATCH_SIZE = 128;
const NEXT = 0;
const CHECKS = 1;

/** Files that several threads filter, each taking the next batch when it is free. Plain data and shared memory. */
export interface WorkQueue {
  /** Absolute paths separated by NUL: sending one string takes a tenth of the time of thousands. */
  readonly files: string;
  /** The next free batch, and whether threads other than the main one should ask the prefilter as well. */
  readonly state: Int32Array;
}

/** @param files absolute paths */
export function makeWorkQueue(files: readonly string[]): WorkQueue {
  return { files: files.join('\0'), state: new Int32Array(new SharedArrayBuffer(8)) };
}

/** @returns the absolute paths of the files */
export function filesOf({ files }: WorkQueue): string[] {
  return files === '' ? [] : files.split('\0');
}

export function countBatches(files: number): number {
  return Math.ceil(files / BATCH_SIZE);
}

export function batchAt<File>(files: readonly File[], batch: number): File[] {
  return files.slice(batch * BATCH_SIZE, (batch + 1) * BATCH_SIZE);
}

/** @returns the number of a batch that no other thread gets; it may be past the last one */
export function takeNext({ state }: WorkQueue): number {
  return Atomics.add(state, NEXT, 1);
}

/** @returns undefined once all batches are taken */
export function takeBatch<File>(queue: WorkQueue, files: readonly File[]): File[] | undefined {
  const batch = batchAt(files, takeNext(queue));
  return batch.length > 0 ? batch : undefined;
}

export function requestChecks({ state }: WorkQueue, isWanted: boolean): void {
  Atomics.store(state, CHECKS, isWanted ? 1 : 0);
}

export function areChecksRequested({ state }: WorkQueue): boolean {
  return Atomics.load(state, CHECKS) === 1;
}
