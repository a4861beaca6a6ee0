// Recognises zlib streams by decompressing their start: their two signature bytes may start any text.
import { createRequire } from 'node:module';
import type * as zlib from 'node:zlib';

const require = createRequire(import.meta.url);

/** How much of a stream is decompressed. Bytes. */
const TESTED_LENGTH = 1024;

/**
 * @param head the first bytes, which look like the start of a stream
 * @param length how many of them belong to the file
 * @returns whether they decompress; a wrong checksum at the end means damage, which is reported when the stream is
 *   opened
 */
export function isZlibStream(head: Buffer, length: number): boolean {
  // Loaded on demand: loading takes milliseconds, and most scans never need it.
  const { inflateSync, constants } = require('node:zlib') as typeof zlib;
  try {
    inflateSync(head.subarray(0, Math.min(length, TESTED_LENGTH)), { finishFlush: constants.Z_SYNC_FLUSH });
    return true;
  } catch (error) {
    return (error as Error).message === 'incorrect data check';
  }
}
