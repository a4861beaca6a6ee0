// Tells streams of zlib, which has no signature: two bytes that any text may begin with.
import { createRequire } from 'node:module';
import type * as zlib from 'node:zlib';

const require = createRequire(import.meta.url);

/** How much of a stream is tried. Bytes. */
const TRIED = 1024;

/**
 * @param head the first bytes, which begin as a stream does
 * @param length how many of them are the file's
 * @returns whether they unpack; a wrong checksum at the end is damage, and that is said when it is opened
 */
export function unpacksAsZlib(head: Buffer, length: number): boolean {
  // Mostly nothing is packed so, and to load this takes milliseconds.
  const { inflateSync, constants } = require('node:zlib') as typeof zlib;
  try {
    inflateSync(head.subarray(0, Math.min(length, TRIED)), { finishFlush: constants.Z_SYNC_FLUSH });
    return true;
  } catch (error) {
    return (error as Error).message === 'incorrect data check';
  }
}
