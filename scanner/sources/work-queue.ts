/** Files that are looked at in a row before others get a turn. */
const BATCH = 128;
const NEXT = 0;
const JUDGE = 1;

/** Files that several threads look at, each taking the next batch when it has time. Plain data over shared memory. */
export interface WorkQueue {
  /** Absolute paths, a NUL between them: one text is handed over in a tenth of the time that thousands take. */
  readonly files: string;
  /** The next batch that nobody has taken, and whether threads other than the first are to judge as well. */
  readonly state: Int32Array;
}

/** @param files absolute paths */
export function makeWorkQueue(files: readonly string[]): WorkQueue {
  return { files: files.join('\0'), state: new Int32Array(new SharedArrayBuffer(8)) };
}

/** Absolute paths. */
export function filesOf({ files }: WorkQueue): string[] {
  return files === '' ? [] : files.split('\0');
}

export function batchesOf(files: number): number {
  return Math.ceil(files / BATCH);
}

export function batchAt<File>(files: readonly File[], batch: number): File[] {
  return files.slice(batch * BATCH, (batch + 1) * BATCH);
}

/** @returns the number of a batch that nobody else gets; it may be past the last */
export function takeNext({ state }: WorkQueue): number {
  return Atomics.add(state, NEXT, 1);
}

/** @returns undefined when all are taken */
export function takeBatch<File>(round: WorkQueue, files: readonly File[]): File[] | undefined {
  const batch = batchAt(files, takeNext(round));
  return batch.length > 0 ? batch : undefined;
}

export function askToJudge({ state }: WorkQueue, isWanted: boolean): void {
  Atomics.store(state, JUDGE, isWanted ? 1 : 0);
}

export function isJudgingWanted({ state }: WorkQueue): boolean {
  return Atomics.load(state, JUDGE) === 1;
}
