// Streams that are read until a signal aborts.
import { describe, expect, it } from 'vitest';
import { interruptible } from '../../../scanner/io/interruptible.ts';

const never = new Promise<never>(() => undefined);

/** A stream of one chunk, which then calls `stall` and never goes on. */
function stalling(stall: () => void): AsyncIterable<string> {
  let calls = 0;
  const next = () => {
    calls += 1;
    if (calls === 1) return Promise.resolve({ done: false as const, value: 'first' });
    stall();
    return never;
  };
  return { [Symbol.asyncIterator]: () => ({ next }) };
}

async function read(input: AsyncIterable<string>, signal: AbortSignal): Promise<readonly unknown[]> {
  const seen: unknown[] = [];
  try {
    for await (const chunk of interruptible(input, signal)) seen.push(chunk);
  } catch (error) {
    seen.push(error);
  }
  return seen;
}

describe('interruptible', () => {
  it('passes every chunk on', async () => {
    async function* chunks() {
      yield* ['a', 'b'];
    }
    expect(await read(chunks(), new AbortController().signal)).toEqual(['a', 'b']);
  });

  it.each<[when: string, abort: (controller: AbortController) => void]>([
    ['inside the next call of the input itself', (controller) => controller.abort('stop')],
    ['while the reader waits', (controller) => void Promise.resolve().then(() => controller.abort('stop'))],
  ])('wakes a reader whose signal aborts %s', async (_, abort) => {
    const controller = new AbortController();
    expect(
      await read(
        stalling(() => abort(controller)),
        controller.signal,
      ),
    ).toEqual(['first', 'stop']);
  });

  it('reads nothing after an abort', async () => {
    const seen = await read(
      stalling(() => expect.unreachable()),
      AbortSignal.abort('stop'),
    );
    expect(seen).toEqual(['stop']);
  });
});
