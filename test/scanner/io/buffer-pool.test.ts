import { describe, expect, it } from 'vitest';
import { LARGE_MEMORY, LARGE_SIZE } from '../../../scanner/io/buffer-pool.ts';

describe('memory that is used again', () => {
  it('is lent to one at a time, the last that came back first', () => {
    const [outer, inner] = [LARGE_MEMORY.take(), LARGE_MEMORY.take()];
    expect(outer.buffer).not.toBe(inner.buffer);
    LARGE_MEMORY.give(inner);
    LARGE_MEMORY.give(outer);
    expect([LARGE_MEMORY.take().buffer === outer.buffer, LARGE_MEMORY.take().buffer === inner.buffer]).toEqual([
      true,
      true,
    ]);
  });

  it('is not what someone else made', () => {
    const other = Buffer.allocUnsafeSlow(LARGE_SIZE - 1);
    LARGE_MEMORY.give(other);
    expect(LARGE_MEMORY.take().buffer).not.toBe(other.buffer);
  });
});
