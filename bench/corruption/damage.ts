// Ways to damage the bytes of a file.

import type { Random } from './random.ts';

/** A way to damage a file: returns the new bytes and a description. */
type Spoil = (bytes: Buffer, random: Random) => { readonly bytes: Buffer; readonly what: string };

/** Ranges are mostly short, because these are hard to detect, and sometimes large. */
function range(length: number, random: Random): { from: number; to: number } {
  const size = Math.min(length, 1 + random.below(random.pick([4, 64, 4096])));
  const from = random.below(length - size + 1);
  return { from, to: from + size };
}

function put(bytes: Buffer, at: number, piece: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + piece.length)]);
}

const WAYS: Readonly<Record<string, Spoil>> = {
  flip(bytes, random) {
    const changed = Buffer.from(bytes);
    const spots = Array.from({ length: 1 + random.below(3) }, () => ({
      at: random.below(bytes.length),
      bit: random.below(8),
    }));
    for (const { at, bit } of spots) changed[at]! ^= 1 << bit;
    return { bytes: changed, what: spots.map(({ at, bit }) => `bit ${bit} of byte ${at}`).join(', ') };
  },
  truncate(bytes, random) {
    // Half of the cuts are near the end, where little is missing.
    const lost = random.below(2) === 0 ? 1 + random.below(Math.min(64, bytes.length)) : 1 + random.below(bytes.length);
    return { bytes: bytes.subarray(0, bytes.length - lost), what: `the last ${lost} bytes` };
  },
  zero(bytes, random) {
    const { from, to } = range(bytes.length, random);
    return { bytes: put(bytes, from, Buffer.alloc(to - from)), what: `bytes ${from} to ${to}` };
  },
  noise(bytes, random) {
    const { from, to } = range(bytes.length, random);
    return { bytes: put(bytes, from, random.bytes(to - from)), what: `bytes ${from} to ${to}` };
  },
  swap(bytes, random) {
    const one = range(bytes.length, random);
    const size = Math.min(one.to - one.from, bytes.length - one.to);
    const other = one.from + size + random.below(Math.max(1, bytes.length - one.from - 2 * size + 1));
    const first = Buffer.from(bytes.subarray(one.from, one.from + size));
    const second = Buffer.from(bytes.subarray(other, other + size));
    return {
      bytes: put(put(bytes, one.from, second), other, first),
      what: `${size} bytes at ${one.from} and ${other}`,
    };
  },
  duplicate(bytes, random) {
    const { from, to } = range(bytes.length, random);
    return {
      bytes: Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]),
      what: `bytes ${from} to ${to}, all else moved`,
    };
  },
  overwrite(bytes, random) {
    const { from, to } = range(bytes.length, random);
    const at = random.below(bytes.length - (to - from) + 1);
    return {
      bytes: put(bytes, at, Buffer.from(bytes.subarray(from, to))),
      what: `bytes ${from} to ${to} over those at ${at}`,
    };
  },
};

/** Damages a file that is not empty. @returns different bytes, and a description */
export function spoil(
  bytes: Buffer,
  random: Random,
): { readonly bytes: Buffer; readonly way: string; readonly what: string } {
  for (;;) {
    const way = random.pick(Object.keys(WAYS));
    const done = WAYS[way]!(bytes, random);
    if (!done.bytes.equals(bytes)) return { ...done, way };
  }
}
