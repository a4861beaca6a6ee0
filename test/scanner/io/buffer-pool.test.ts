import { describe, expect, it } from 'vitest';
import { LARGE_MEMORY, LARGE_SIZE } from '../../../scanner/io/buffer-pool.ts';

describe('a reusable buffer', () => {
  it('is lent to one user at a time, the last returned first', () => {
    const [outer, inner] = [LARGE_MEMORY.take(), LARGE_MEMORY.take()];
    expect(outer.buffer).not.toBe(inner.buffer);
    LARGE_MEMORY.give(inner);
    LARGE_MEMORY.give(outer);
    expect([LARGE_MEMORY.take().buffer === outer.buffer, LARGE_MEMORY.take().buffer === inner.buffer]).toEqual([
      true,
      true,
    ]);
  });

  it('is not accepted from elsewhere', () => {
    const other = Buffer.allocUnsafeSlow(LARGE_SIZE - 1);
    LARGE_MEMORY.give(other);
    expect(LARGE_MEMORY.take().buffer).not.toBe(other.buffer);
  });
});
