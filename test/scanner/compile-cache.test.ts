import nodeModule from 'node:module';
import path from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { useCompileCache } from '../../scanner/compile-cache.ts';

const asked = vi.fn();
const real = (nodeModule as { enableCompileCache?: unknown }).enableCompileCache;
afterEach(() => {
  asked.mockReset();
  Object.assign(nodeModule, { enableCompileCache: real });
});

test.each([
  [{ HOME: '/home/ann' }, '/home/ann/.cache/navixy-secrets/compiled'],
  [{ HOME: '/home/ann', XDG_CACHE_HOME: '/var/ann' }, '/var/ann/navixy-secrets/compiled'],
])('compiled code goes to the cache folder of the user: %j', (env, folder) => {
  Object.assign(nodeModule, { enableCompileCache: asked });
  useCompileCache(env);
  expect(asked.mock.calls).toEqual([[path.normalize(folder)]]);
});

test.each([[{}], [{ XDG_CACHE_HOME: 'here' }]])('and nowhere else: %j', (env) => {
  Object.assign(nodeModule, { enableCompileCache: asked });
  useCompileCache(env);
  expect(asked).not.toHaveBeenCalled();
});

test('a Node that cannot is no trouble', () => {
  Object.assign(nodeModule, { enableCompileCache: undefined });
  expect(() => useCompileCache({ HOME: '/home/ann' })).not.toThrow();
});
