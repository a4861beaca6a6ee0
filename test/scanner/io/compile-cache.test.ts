import nodeModule from 'node:module';
import { existsSync, statSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { useCompileCache } from '../../../scanner/io/compile-cache.ts';
import { TempFolder } from '../../support/repo.ts';

const asked = vi.fn();
const real = (nodeModule as { enableCompileCache?: unknown }).enableCompileCache;
afterEach(() => {
  asked.mockReset();
  Object.assign(nodeModule, { enableCompileCache: real });
});

test.each([
  [{ HOME: 'ann' }, 'ann/.cache/navixy-secrets/compiled'],
  [{ HOME: 'ann', XDG_CACHE_HOME: 'var' }, 'var/navixy-secrets/compiled'],
])('compiled code is stored in the cache directory of the user: %j', (env, folder) => {
  using home = new TempFolder();
  Object.assign(nodeModule, { enableCompileCache: asked });
  useCompileCache(Object.fromEntries(Object.entries(env).map(([name, value]) => [name, home.path(value)])));
  expect(asked.mock.calls).toEqual([[home.path(folder)]]);
  expect(statSync(home.path(folder)).isDirectory()).toBe(true);
});

test.runIf(existsSync('/proc/self')).each(['/proc/x', '/dev/null/x'])(
  'compiled code is not stored if the directory cannot be created, which Node would retry forever: %s',
  (folder) => {
    Object.assign(nodeModule, { enableCompileCache: asked });
    useCompileCache({ XDG_CACHE_HOME: folder });
    expect(asked).not.toHaveBeenCalled();
  },
);

test.each([[{}], [{ XDG_CACHE_HOME: 'here' }]])('compiled code is not stored without a cache directory: %j', (env) => {
  Object.assign(nodeModule, { enableCompileCache: asked });
  useCompileCache(env);
  expect(asked).not.toHaveBeenCalled();
});

test('a Node version without a compile cache works, and no directory is created', () => {
  using home = new TempFolder();
  Object.assign(nodeModule, { enableCompileCache: undefined });
  useCompileCache({ HOME: home.root });
  expect(existsSync(home.path('.cache'))).toBe(false);
});
