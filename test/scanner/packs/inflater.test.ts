import { deflateSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { inflate } from '../../../scanner/packs/inflater.ts';

it('inflates entries of any size between other bytes', () => {
  const output = Buffer.alloc(70_000);
  for (const size of [0, 1, 7, 1000, 65_000, 3]) {
    const content = Buffer.from(Array.from({ length: size }, (__, at) => (at * at) % 251));
    const entry = deflateSync(content);
    const input = Buffer.concat([Buffer.alloc(9, 1), entry, Buffer.alloc(9, 1)]);
    expect(inflate(input, 9, entry.length + 9, output, 11, size + 1)).toBe(size);
    expect(output.subarray(11, 11 + size).equals(content)).toBe(true);
    entry[entry.length - 1]! ^= 1;
    expect(inflate(entry, 0, entry.length, output, 0, size + 1)).toBe(-1);
  }
});
