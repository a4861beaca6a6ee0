// Work on whole packs that worker threads do beside the walk: reading headers and verifying checksums.
import { createHash } from 'node:crypto';
import { readSync } from 'node:fs';
import { PackDamage } from './pack-damage.ts';
import { PackIndex, type IndexData } from './index-file.ts';
import { readHeaders } from './read-layout.ts';
import type { PackLayout } from './pack-layout.ts';
import { acquire, type PackHandle } from './pack-handle.ts';
import { sumSegments, type SegmentSums } from './segment-checksums.ts';

/** Work on a pack before and beside the walk, for another thread. Plain data. */
export type PackCheck =
  | { readonly kind: 'headers'; readonly pack: PackHandle; readonly index: IndexData; readonly layout: PackLayout }
  /** Whether a pack ends with the checksum of everything before it. */
  | { readonly kind: 'pack-checksum'; readonly pack: PackHandle; readonly hashLength: number }
  | { readonly kind: 'index-checksum'; readonly index: IndexData }
  /** Segment checksums of a file, shared with other threads. */
  | { readonly kind: 'segments'; readonly sums: SegmentSums };

const CHUNK_SIZE = 1024 * 1024;

/**
 * @returns problems found
 * @throws PackDamage for a file that is not what it should be
 */
export function runPackCheck(check: PackCheck): string[] {
  switch (check.kind) {
    case 'headers':
      return readHeaders(check.pack, check.layout, new PackIndex(check.index));
    case 'pack-checksum':
      return isPackIntact(check.pack, check.hashLength) ? [] : ['the checksum of the pack is wrong'];
    case 'index-checksum':
      return isIndexIntact(check.index) ? [] : ['the checksum of the index is wrong'];
    case 'segments':
      for (const _ of sumSegments(check.sums)) continue;
      return [];
  }
}

function isPackIntact(pack: PackHandle, hashLength: number): boolean {
  const { descriptor, release } = acquire(pack);
  try {
    const hash = createHash(hashLength === 20 ? 'sha1' : 'sha256');
    const end = pack.size - hashLength;
    if (end < 0) return false;
    const buffer = Buffer.allocUnsafeSlow(CHUNK_SIZE);
    for (let at = 0; at < end;) {
      const read = readSync(descriptor, buffer, 0, Math.min(CHUNK_SIZE, end - at), at);
      if (read === 0) throw new PackDamage('it became shorter while it was read');
      hash.update(buffer.subarray(0, read));
      at += read;
    }
    const trailer = Buffer.alloc(hashLength);
    return readSync(descriptor, trailer, 0, hashLength, end) === hashLength && hash.digest().equals(trailer);
  } finally {
    release();
  }
}

/** Checks the index in memory, because that is the copy in use. */
function isIndexIntact({ bytes, hashLength }: IndexData): boolean {
  const hash = createHash(hashLength === 20 ? 'sha1' : 'sha256').update(bytes.subarray(0, -hashLength));
  return hash.digest().equals(bytes.subarray(-hashLength));
}
