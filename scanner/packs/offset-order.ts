import { Damage } from './damage.ts';
import type { PackIndex } from './index-file.ts';
import type { Layout } from './layout.ts';

/** Sorts the positions of the index by offset: a radix sort, for a million numbers of up to 48 bits. */
export function order({ count, offsets, positions, ranks }: Layout, index: PackIndex, end: number): void {
  const byPosition = new Float64Array(count);
  for (let position = 0; position < count; position += 1) {
    const offset = index.offsetAt(position);
    if (offset < 12 || offset >= end) throw new Damage('the index names an offset outside the pack');
    byPosition[position] = offset;
  }
  let from = Uint32Array.from({ length: count }, (_, position) => position);
  let to = new Uint32Array(count);
  for (let divisor = 1; divisor < end; divisor *= 65536) {
    const starts = new Uint32Array(65537);
    for (let at = 0; at < count; at += 1) starts[(Math.floor(byPosition[at]! / divisor) & 0xffff) + 1]! += 1;
    for (let digit = 0; digit < 65536; digit += 1) starts[digit + 1]! += starts[digit]!;
    for (let at = 0; at < count; at += 1) {
      const position = from[at]!;
      to[starts[Math.floor(byPosition[position]! / divisor) & 0xffff]!++] = position;
    }
    [from, to] = [to, from];
  }
  for (let rank = 0; rank < count; rank += 1) {
    positions[rank] = from[rank]!;
    ranks[from[rank]!] = rank;
    offsets[rank] = byPosition[from[rank]!]!;
    if (rank > 0 && offsets[rank] === offsets[rank - 1]) throw new Damage('the index names one offset twice');
  }
  offsets[count] = end;
}
