// Runs an operation and, if it takes too long, checks for a reason to stop waiting.

/**
 * @param milliseconds before the check
 * @param check returns a reason to stop waiting; undefined to continue
 * @param run must stop when its signal aborts
 * @throws the result of `look`, or the error of `run`
 */
export async function waitAndCheck<T>(
  milliseconds: number,
  signal: AbortSignal | undefined,
  check: () => Error | undefined,
  run: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    try {
      const reason = check();
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
