// Waits for something for so long, and then looks for what may keep it.

/**
 * @param milliseconds after which it is looked
 * @param look @returns why it is not waited for any longer; undefined to go on waiting
 * @param run is to end when its signal does
 * @throws what `look` returned, or what `run` throws
 */
export async function waitAndCheck<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  look: () => Error | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    try {
      const reason = look();
      if (reason !== undefined) stop.abort(reason);
    } catch (error) {
      stop.abort(error);
    }
  }, milliseconds);
  try {
    return await run(signal === undefined ? stop.signal : AbortSignal.any([signal, stop.signal]));
  } catch (error) {
    stop.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
