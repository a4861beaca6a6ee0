import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { Damage } from './damage.ts';
import { PackIndex, type IndexData } from './index-file.ts';
import { readHeaders, type Layout } from './layout.ts';
import { sumSegments, type SegmentSums } from './segments.ts';

/** Work on a pack before and beside the walk, which another thread can do. Plain data. */
export type Chore =
  | { readonly kind: 'headers'; readonly file: string; readonly index: IndexData; readonly layout: Layout }
  /** Whether a file ends on the checksum of all that stands before, as packs and indexes do. */
  | { readonly kind: 'checksum'; readonly file: string; readonly hashLength: number; readonly complaint: string }
  /** Sums over a file that others make too. */
  | { readonly kind: 'segments'; readonly sums: SegmentSums };

const CHUNK = 1024 * 1024;

/** @returns complaints @throws Damage for a file that cannot be read as what it is */
export function doChore(chore: Chore): string[] {
  if (chore.kind === 'headers') return readHeaders(chore.file, chore.layout, new PackIndex(chore.index));
  if (chore.kind === 'segments') {
    for (const _ of sumSegments(chore.sums)) continue;
    return [];
  }
  return isIntact(chore.file, chore.hashLength) ? [] : [chore.complaint];
}

function isIntact(path: string, hashLength: number): boolean {
  const file = openSync(path, 'r');
  try {
    const hash = createHash(hashLength === 20 ? 'sha1' : 'sha256');
    const end = fstatSync(file).size - hashLength;
    if (end < 0) return false;
    const buffer = Buffer.allocUnsafeSlow(CHUNK);
    for (let at = 0; at < end; ) {
      const read = readSync(file, buffer, 0, Math.min(CHUNK, end - at), at);
      if (read === 0) throw new Damage('it became shorter while it was read');
      hash.update(buffer.subarray(0, read));
      at += read;
    }
    const trailer = Buffer.alloc(hashLength);
    return readSync(file, trailer, 0, hashLength, end) === hashLength && hash.digest().equals(trailer);
  } finally {
    closeSync(file);
  }
}
