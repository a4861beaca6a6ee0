// Sorts the entries of a pack index by their offset in the pack.
import { PackDamage } from './pack-damage.ts';
import type { PackIndex } from './index-file.ts';
import type { PackLayout } from './pack-layout.ts';

const DIGIT_BITS = 11;
const DIGITS = 2 ** DIGIT_BITS;

/** Sorts index positions by offset, with a radix sort. */
export function sortByOffset({ count, offsets, positions, ranks }: PackLayout, index: PackIndex, end: number): void {
  const low = new Uint32Array(count);
  const high = end > 2 ** 32 ? new Uint32Array(count) : undefined;
  for (let position = 0; position < count; position += 1) {
    const offset = index.offsetAt(position);
    if (offset < 12 || offset >= end) throw new PackDamage('the index names an offset outside the pack');
    low[position] = offset;
    if (high !== undefined) high[position] = Math.floor(offset / 2 ** 32);
    positions[position] = position;
  }
  for (let shift = 0; shift < 32; shift += DIGIT_BITS) sortByDigit(positions, low, shift);
  if (high !== undefined) for (let shift = 0; shift < 22; shift += DIGIT_BITS) sortByDigit(positions, high, shift);
  for (let rank = 0; rank < count; rank += 1) {
    const position = positions[rank]!;
    ranks[position] = rank;
    offsets[rank] = low[position]! + (high === undefined ? 0 : high[position]! * 2 ** 32);
    if (rank > 0 && offsets[rank] === offsets[rank - 1]) throw new PackDamage('the index names one offset twice');
  }
  offsets[count] = end;
}

/** One pass of a stable radix sort: by one digit of the keys. */
function sortByDigit(positions: Uint32Array, keys: Uint32Array, shift: number): void {
  const starts = new Uint32Array(DIGITS + 1);
  const count = keys.length;
  for (let at = 0; at < count; at += 1) starts[((keys[at]! >>> shift) & (DIGITS - 1)) + 1]! += 1;
  for (let digit = 0; digit < DIGITS; digit += 1) starts[digit + 1]! += starts[digit]!;
  const previous = positions.slice();
  for (let at = 0; at < count; at += 1) {
    const position = previous[at]!;
    positions[starts[(keys[position]! >>> shift) & (DIGITS - 1)]!++] = position;
  }
}
