import { expect, it } from 'vitest';
import { ArchiveTransfer } from '../../../scanner/packs/archive-transfer.ts';

const MB = 1024 * 1024;

it('transfers copies, within one byte limit for all threads', () => {
  const inTransit = ArchiveTransfer.inTransit();
  const [one, other] = [new ArchiveTransfer(inTransit), new ArchiveTransfer(inTransit)];
  const memory = Buffer.alloc(5 * MB, 'archive');
  const transferred = one.take(7, memory, 7, 14);
  memory.fill(0);
  expect([transferred?.number, Buffer.from(transferred!.bytes).toString()]).toEqual([7, 'archive']);
  one.release(7);
  // A copy above the limit is not kept and does not count towards it.
  expect(one.take(1, memory, 0, memory.length)).toBeUndefined();
  const taken = [0, 1, 2, 3, 4, 5].map(
    (number) => (number % 2 === 0 ? one : other).take(number, memory, 0, 4 * MB)?.number,
  );
  expect(taken).toEqual([0, 1, 2, 3, undefined, undefined]);
  other.release(4 * MB);
  expect([one.take(8, memory, 0, 4 * MB)?.number, other.take(9, memory, 0, 10)?.number]).toEqual([8, undefined]);
});
