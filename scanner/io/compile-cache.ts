import nodeModule from 'node:module';
import path from 'node:path';
import { makeFolder } from './make-folder.ts';

/** @returns this program's own folder in the user's cache folder; undefined where the surroundings name none */
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
 * Lets Node keep the compiled code of this program, where it can (22.8 and later): a hook then starts sooner.
 * In the user's own cache folder, never in a temporary one that others may write to: what lies there is run.
 */
export function useCompileCache(env: NodeJS.ProcessEnv): void {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
  const home = cacheHome(env);
  if (home === undefined || enableCompileCache === undefined) return;
  const folder = path.join(home, 'compiled');
  try {
    // Node would make it too, and below `/proc` try for ever.
    makeFolder(folder, 0o700);
  } catch {
    // A home without a cache is no trouble.
    return;
  }
  enableCompileCache(folder);
}
