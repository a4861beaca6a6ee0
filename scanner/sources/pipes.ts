import path from 'node:path';
import { Failure } from '../failure.ts';
import { isSpecial } from '../git/special-files.ts';
import { walk } from './walk.ts';

/** Milliseconds that git may take to list a folder before it is looked for what may keep it. */
const PATIENCE = 1000;

/**
 * git reads every `.gitignore` on its way, and waits for ever at one that is a pipe. To look for that first would
 * take as long as git does, so it is done when git has not come back soon.
 * @param list is to end when its signal does
 * @throws Failure that names the pipe
 */
export async function notAtPipes<T>(folder: string, signal: AbortSignal, list: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    for (const { full } of walk(folder, () => undefined)) {
      if (path.basename(full) !== '.gitignore' || !isSpecial(full)) continue;
      stop.abort(new Failure(`${full} is a pipe or a device: git would wait for it for ever`, 'Remove it, or what leads to it.'));
      return;
    }
  }, PATIENCE);
  try {
    return await list(AbortSignal.any([signal, stop.signal]));
  } catch (error) {
    stop.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
