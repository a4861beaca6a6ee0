/** @returns the same chunks; who waits for one that never comes is woken by the signal */
export async function* interruptible<Chunk>(input: AsyncIterable<Chunk>, signal: AbortSignal): AsyncGenerator<Chunk> {
  const chunks = input[Symbol.asyncIterator]();
  let wake: (() => void) | undefined;
  const interrupted = () => wake?.();
  signal.addEventListener('abort', interrupted);
  try {
    for (;;) {
      signal.throwIfAborted();
      const next = await Promise.race([
        chunks.next(),
        new Promise<undefined>((resolve) => (wake = () => resolve(undefined))),
      ]);
      signal.throwIfAborted();
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    signal.removeEventListener('abort', interrupted);
  }
}
