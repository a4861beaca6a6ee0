// Checksums of a file's segments, computed by several threads together.
import { createHash } from 'node:crypto';
import { closeSync, readSync } from 'node:fs';
import { contentChecksum, SUM_LENGTH } from './content-checksum.ts';
import { openFile } from './pack-handle.ts';

/** Bytes of a segment, and bytes of each read. */
const SEGMENT_SIZE = 4 * 1024 * 1024;
const READ_SIZE = 1024 * 1024;

/** Checksums of the segments of a file, which several threads compute together; plain data in shared memory. */
export interface SegmentSums {
  readonly file: string;
  readonly size: number;
  /** The next free segment. */
  readonly next: Int32Array;
  /** One checksum for each segment; zeros for a segment that could not be read. */
  readonly sums: Uint8Array;
  /** See {@link contentChecksum}. */
  readonly key: Uint8Array | undefined;
}

export function segmentSums(file: string, size: number, key?: Uint8Array): SegmentSums {
  return {
    file,
    size,
    key,
    next: new Int32Array(new SharedArrayBuffer(4)),
    sums: new Uint8Array(new SharedArrayBuffer(Math.ceil(size / SEGMENT_SIZE) * SUM_LENGTH)),
  };
}

/** Computes checksums until no segment is left; yields after each segment. */
export function* sumSegments({ file, size, next, sums, key }: SegmentSums): Generator<void> {
  const opened = openFile(file);
  try {
    const memory = Buffer.allocUnsafeSlow(READ_SIZE);
    for (let at = Atomics.add(next, 0, 1); at * SEGMENT_SIZE < size; at = Atomics.add(next, 0, 1)) {
      const sum = contentChecksum(key);
      const end = Math.min(size, (at + 1) * SEGMENT_SIZE);
      let done = at * SEGMENT_SIZE;
      for (let read = -1; done < end && read !== 0; done += read) {
        read = readSync(opened, memory, 0, Math.min(READ_SIZE, end - done), done);
        sum.update(memory.subarray(0, read));
      }
      if (done === end) sums.set(sum.digest(), at * SUM_LENGTH);
      yield;
    }
  } finally {
    closeSync(opened);
  }
}

/** @returns SHA-256 over the checksums of all segments, in hex; undefined if one could not be read */
export function sumOfSums({ size, sums }: SegmentSums): string | undefined {
  for (let at = 0; at < sums.length; at += SUM_LENGTH)
    if (sums.subarray(at, at + SUM_LENGTH).every((byte) => byte === 0)) return undefined;
  return createHash('sha256').update(`${size}\n`).update(sums).digest('hex');
}
