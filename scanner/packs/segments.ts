import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes that are hashed by themselves, and how many of them are read at a time. */
const SEGMENT = 4 * 1024 * 1024;
const PIECE = 1024 * 1024;
const HASH = 32;

/** Sums of the segments of a file, which several threads make together; plain data over shared memory. */
export interface SegmentSums {
  readonly file: string;
  readonly size: number;
  /** The next segment that nobody has taken. */
  readonly next: Int32Array;
  /** SHA-256 of each; zeros for one that could not be read. */
  readonly sums: Uint8Array;
}

export function segmentSums(file: string, size: number): SegmentSums {
  return { file, size, next: new Int32Array(new SharedArrayBuffer(4)), sums: new Uint8Array(new SharedArrayBuffer(Math.ceil(size / SEGMENT) * HASH)) };
}

/** Makes sums until none is left. @returns after each segment */
export function* sumSegments({ file, size, next, sums }: SegmentSums): Generator<void> {
  const opened = openSync(file, 'r');
  try {
    const memory = Buffer.allocUnsafeSlow(PIECE);
    for (let at = Atomics.add(next, 0, 1); at * SEGMENT < size; at = Atomics.add(next, 0, 1)) {
      const hash = createHash('sha256');
      const end = Math.min(size, (at + 1) * SEGMENT);
      let done = at * SEGMENT;
      for (let read = -1; done < end && read !== 0; done += read) {
        read = readSync(opened, memory, 0, Math.min(PIECE, end - done), done);
        hash.update(memory.subarray(0, read));
      }
      if (done === end) sums.set(hash.digest(), at * HASH);
      yield;
    }
  } finally {
    closeSync(opened);
  }
}

/** @returns SHA-256 over the sums of all segments, in hex; undefined where one could not be read */
export function sumOfSums({ size, sums }: SegmentSums): string | undefined {
  for (let at = 0; at < sums.length; at += HASH) if (sums.subarray(at, at + HASH).every((byte) => byte === 0)) return undefined;
  return createHash('sha256').update(`${size}\n`).update(sums).digest('hex');
}
