import { describe, expect, it } from 'vitest';
import { waitAndCheck } from '../../../scanner/git/wait-and-check.ts';

/** Never comes back by itself, as git at a pipe. */
const waiting = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('was ended')), { once: true });
  });

describe('patience', () => {
  it('ends what waits, with the reason that is found', async () => {
    await expect(waitAndCheck(0, undefined, () => new Error('a pipe'), waiting)).rejects.toThrow('a pipe');
  });

  it('ends it too where looking for the reason fails', async () => {
    await expect(
      waitAndCheck(
        0,
        undefined,
        () => {
          throw new Error('no right to look');
        },
        waiting,
      ),
    ).rejects.toThrow('no right to look');
  });

  it('goes on where there is none, until the caller has had enough', async () => {
    const caller = new AbortController();
    let looked = 0;
    const ended = waitAndCheck(
      0,
      caller.signal,
      () => {
        looked += 1;
        caller.abort();
        return undefined;
      },
      waiting,
    );
    await expect(ended).rejects.toThrow('was ended');
    expect(looked).toBe(1);
  });

  it('hands on what came in time, and looks for nothing', async () => {
    await expect(
      waitAndCheck(
        1000,
        undefined,
        () => new Error('a pipe'),
        async () => 'here',
      ),
    ).resolves.toBe('here');
  });
});
