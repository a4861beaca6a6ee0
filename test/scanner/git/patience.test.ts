import { describe, expect, it } from 'vitest';
import { waitAndCheck } from '../../../scanner/git/wait-and-check.ts';

/** Never resolves, like git that reads a pipe. */
const waiting = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('was ended')), { once: true });
  });

describe('waitAndCheck', () => {
  it('aborts a waiting call if the check finds a reason', async () => {
    await expect(waitAndCheck(0, undefined, () => new Error('a pipe'), waiting)).rejects.toThrow('a pipe');
  });

  it('aborts it if the check throws', async () => {
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

  it('keeps waiting if the check finds nothing, until the caller aborts', async () => {
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

  it('returns a result that arrives in time, without a check', async () => {
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
