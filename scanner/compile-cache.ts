import nodeModule from 'node:module';
import path from 'node:path';

/**
 * Lets Node keep the compiled code of this program, where it can (22.8 and later): a hook then starts sooner.
 * In the user's own cache folder, never in a temporary one that others may write to: what lies there is run.
 */
export function useCompileCache(env: NodeJS.ProcessEnv): void {
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder: string) => unknown };
  const base = env['XDG_CACHE_HOME'] ?? (env['HOME'] === undefined ? env['LOCALAPPDATA'] : path.join(env['HOME'], '.cache'));
  if (base === undefined || !path.isAbsolute(base)) return;
  // Answers whether it could; a home without a cache is no trouble.
  enableCompileCache?.(path.join(base, 'navixy-secrets', 'compiled'));
}
