// Finds stretches of UTF-16 text in binary files.
import type { ByteOrder } from './text-encodings.ts';

/** A stretch of UTF-16 text in a binary. */
export interface Island {
  readonly start: number;
  readonly end: number;
  readonly order: ByteOrder;
}

/**
 * @param starts offsets of the first digits of UTF-16 runs, ascending
 * @returns the islands around them, each once
 */
export function findIslands(bytes: Uint8Array, starts: readonly number[]): Island[] {
  const islands: Island[] = [];
  let covered = 0;
  for (const start of starts) {
    if (start < covered) continue;
    // Between ASCII characters both byte orders give the same text; the longer island has the correct ends.
    const little = islandAround(bytes, start, 'utf-16le');
    const big = start > 0 && bytes[start - 1] === 0 ? islandAround(bytes, start - 1, 'utf-16be') : undefined;
    const island = big !== undefined && big.end - big.start > little.end - little.start ? big : little;
    covered = Math.max(island.end, start + 64);
    islands.push(island);
  }
  return islands;
}

/** The longest stretch of text around `at`: printable units of the first block, or two in a row of another block. */
function islandAround(bytes: Uint8Array, at: number, order: ByteOrder): Island {
  const high = order === 'utf-16le' ? 1 : 0;
  const top = (unit: number) => bytes[unit + high];
  const isText = (unit: number) => {
    const block = top(unit);
    const low = bytes[unit + 1 - high];
    if (block === undefined || low === undefined) return false;
    if (block === 0) return low >= 32 || (low >= 9 && low <= 13);
    return block < 0xd8 && (top(unit - 2) === block || top(unit + 2) === block);
  };
  let start = at;
  while (start >= 2 && isText(start - 2)) start -= 2;
  let end = at;
  while (end + 1 < bytes.length && isText(end)) end += 2;
  return { start, end, order };
}
