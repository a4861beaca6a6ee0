// Turns on Node's compile cache for this program, in the user's own cache folder.
import { statSync } from 'node:fs';
import nodeModule from 'node:module';
import path from 'node:path';
import type { CachedProgram } from './code-cache.ts';
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
 * Lets Node keep the compiled code of this program (Node 22.8 and later), or keeps it itself (Node 20), so a hook starts
 * faster. Uses the user's own cache folder, never a temporary one that others may write to, because its content is
 * executed.
 * @returns to be called before V8's flags change
 */
export async function useCompileCache(program: CachedProgram): Promise<() => void> {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
  const home = cacheHome(program.env);
  if (home === undefined) return nothingToKeep;
  const folder = path.join(home, enableCompileCache === undefined ? 'compiled-by-node-20' : 'compiled');
  try {
    // Node would create the folder too, but would retry forever below `/proc`.
    makeFolder(folder, 0o700);
    if (!isOwn(folder, program)) return nothingToKeep;
  } catch {
    // Without a cache folder, the program only starts slower.
    return nothingToKeep;
  }
  if (enableCompileCache === undefined) return (await import('./code-cache.ts')).useCodeCache(folder, program);
  enableCompileCache(folder);
  return nothingToKeep;
}

function nothingToKeep(): void {
  // Node keeps the code itself, or there is nowhere to keep it.
}

/** Whether nobody but the user may write there. Windows says so in other ways, and its cache is in the user's profile. */
function isOwn(folder: string, { getuid }: CachedProgram): boolean {
  const { uid, mode } = statSync(folder);
  return getuid === undefined || (uid === getuid() && (mode & 0o022) === 0);
}
