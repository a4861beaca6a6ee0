// Ends the reading of a stream when a signal aborts, even while no chunk comes.

/**
 * Passes the chunks of a stream on until it ends or the signal aborts.
 * @returns the same chunks; a reader that waits for a chunk that never comes is woken by the signal
 * @throws the signal's reason once it has aborted
 */
export async function* interruptible<Chunk>(input: AsyncIterable<Chunk>, signal: AbortSignal): AsyncGenerator<Chunk> {
  const chunks = input[Symbol.asyncIterator]();
  let wake: (() => void) | undefined;
  const interrupted = () => wake?.();
  signal.addEventListener('abort', interrupted);
  try {
    for (;;) {
      signal.throwIfAborted();
      // Made before the call: the input may abort the signal inside its own `next`.
      const aborted = new Promise<undefined>((resolve) => (wake = () => resolve(undefined)));
      const next = await Promise.race([chunks.next(), aborted]);
      signal.throwIfAborted();
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', interrupted);
  }
}
