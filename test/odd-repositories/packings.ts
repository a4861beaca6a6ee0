// Small archives for the odd repositories.
import { gzipSync } from 'node:zlib';
import { makeZip } from '../support/zip.ts';

export const gzip = (content: string | Uint8Array): Buffer => gzipSync(content);

/** Nested zips. */
export function zipOf(depth: number, content: string): Buffer {
  let packed = makeZip([{ name: 'fleet.env', content }]);
  for (let at = 1; at < depth; at += 1) packed = makeZip([{ name: 'inner.zip', content: packed }]);
  return packed;
}

/** Text that starts like a bzip2 file. */
export const bzip2Like = (): Buffer => Buffer.from('BZh91AY&SY is how a bzip2 file begins.\n');
