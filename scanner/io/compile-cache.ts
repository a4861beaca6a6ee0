// Turns on Node's compile cache for this program, in the user's own cache folder.
import nodeModule from 'node:module';
import path from 'node:path';
import { makeFolder } from './make-folder.ts';

/** @returns this program's folder in the user's cache folder; undefined if the environment names none */
export function cacheHome(env: NodeJS.ProcessEnv): string | undefined {
  const named = env['XDG_CACHE_HOME'];
  const base =
    named !== undefined && path.isAbsolute(named)
      ? named
      : env['HOME'] === undefined
        ? env['LOCALAPPDATA']
        : path.join(env['HOME'], '.cache');
  return base === undefined || !path.isAbsolute(base) ? undefined : path.join(base, 'navixy-secrets');
}

/**
 * Lets Node cache the compiled code of this program if it can (22.8 and later), so a hook starts faster. Uses the
 * user's own cache folder, never a temporary one that others may write to, because its content is executed.
 */
export function useCompileCache(env: NodeJS.ProcessEnv): void {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
  const home = cacheHome(env);
  if (home === undefined || enableCompileCache === undefined) return;
  const folder = path.join(home, 'compiled');
  try {
    // Node would create the folder too, but would retry forever below `/proc`.
    makeFolder(folder, 0o700);
  } catch {
    // Without a cache folder, the program only starts slower.
    return;
  }
  enableCompileCache(folder);
}
