import nodeModule from 'node:module';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import type { CachedProgram } from '../../../scanner/io/code-cache.ts';
import { useCompileCache } from '../../../scanner/io/compile-cache.ts';
import { TempFolder } from '../../support/repo.ts';

const asked = vi.fn();
const real = (nodeModule as { enableCompileCache?: unknown }).enableCompileCache;
afterEach(() => {
  asked.mockReset();
  Object.assign(nodeModule, { enableCompileCache: real });
});

const programWith = (env: NodeJS.ProcessEnv, changes: Partial<CachedProgram> = {}): CachedProgram => ({
  arch: 'x64',
  env,
  getuid: process.getuid!,
  on: () => process,
  pid: 1,
  version: 'v20.19.0',
  ...changes,
});

test.each([
  [{ HOME: 'ann' }, 'ann/.cache/navixy-secrets/compiled'],
  [{ HOME: 'ann', XDG_CACHE_HOME: 'var' }, 'var/navixy-secrets/compiled'],
])('compiled code is stored in the cache directory of the user: %j', async (env, folder) => {
  using home = new TempFolder();
  Object.assign(nodeModule, { enableCompileCache: asked });
  const absolute = Object.entries(env).map(([name, value]) => [name, home.path(value)]);
  await useCompileCache(programWith(Object.fromEntries(absolute)));
  expect(asked.mock.calls).toEqual([[home.path(folder)]]);
  expect(statSync(home.path(folder)).isDirectory()).toBe(true);
});

test.runIf(existsSync('/proc/self')).each(['/proc/x', '/dev/null/x'])(
  'compiled code is not stored if the directory cannot be created, which Node would retry forever: %s',
  async (folder) => {
    Object.assign(nodeModule, { enableCompileCache: asked });
    await useCompileCache(programWith({ XDG_CACHE_HOME: folder }));
    expect(asked).not.toHaveBeenCalled();
  },
);

test.each([[{}], [{ XDG_CACHE_HOME: 'here' }]])(
  'compiled code is not stored without a cache directory: %j',
  async (env) => {
    Object.assign(nodeModule, { enableCompileCache: asked });
    await useCompileCache(programWith(env));
    expect(asked).not.toHaveBeenCalled();
  },
);

test.each(['belongs to another user', 'may be written to by others'])(
  'compiled code is not taken from a directory that %s',
  async (which) => {
    using home = new TempFolder();
    const folder = home.path('.cache/navixy-secrets/compiled');
    mkdirSync(folder, { recursive: true });
    const isForeign = which.includes('another');
    chmodSync(folder, isForeign ? 0o700 : 0o777);
    Object.assign(nodeModule, { enableCompileCache: asked });
    const getuid = () => process.getuid!() + (isForeign ? 1 : 0);
    await useCompileCache(programWith({ HOME: home.root }, { getuid }));
    expect(asked).not.toHaveBeenCalled();
    chmodSync(folder, 0o700);
    await useCompileCache(programWith({ HOME: home.root }));
    expect(asked.mock.calls).toEqual([[folder]]);
  },
);

test('a Node version without a compile cache stores compiled code by itself, from the second run on without compiling', async () => {
  using home = new TempFolder();
  home.write('once.cjs', 'const add = (one, other) => one + other;\nexports.sum = add(20, 22);\n');
  Object.assign(nodeModule, { enableCompileCache: undefined });
  const { prototype } = nodeModule as unknown as { prototype: { _compile: unknown } };
  const compile = prototype._compile;
  const folder = home.path('.cache/navixy-secrets/compiled-by-node-20');
  const kept: { readonly name: string; readonly written: number }[][] = [];
  try {
    for (let run = 0; run < 2; run += 1) {
      prototype._compile = compile;
      const atExit: (() => void)[] = [];
      const on = ((_: string, end: () => void) => atExit.push(end)) as unknown as CachedProgram['on'];
      await useCompileCache(programWith({ HOME: home.root }, { on }));
      const require = nodeModule.createRequire(home.path('main.cjs'));
      Reflect.deleteProperty(require.cache, home.path('once.cjs'));
      expect(require(home.path('once.cjs'))).toEqual({ sum: 42 });
      for (const end of atExit) end();
      kept.push(readdirSync(folder).map((name) => ({ name, written: statSync(path.join(folder, name)).mtimeMs })));
    }
  } finally {
    prototype._compile = compile;
  }
  expect(kept[0]!.map(({ name }) => name)).toEqual([
    expect.stringMatching(/^once\.cjs-v20\.19\.0-x64-\d+-\d+-68-\d+$/),
  ]);
  // Nothing was compiled that had to be written.
  expect(kept[1]).toEqual(kept[0]);
});

test('compiled code of another file with the same name and size is not used', async () => {
  using home = new TempFolder();
  Object.assign(nodeModule, { enableCompileCache: undefined });
  const { prototype } = nodeModule as unknown as { prototype: { _compile: unknown } };
  const compile = prototype._compile;
  const results: unknown[] = [];
  try {
    for (const value of [1, 2]) {
      prototype._compile = compile;
      home.write('value.cjs', `exports.value = ${value};\n`);
      const atExit: (() => void)[] = [];
      const on = ((_: string, end: () => void) => atExit.push(end)) as unknown as CachedProgram['on'];
      await useCompileCache(programWith({ HOME: home.root }, { on }));
      const require = nodeModule.createRequire(home.path('main.cjs'));
      Reflect.deleteProperty(require.cache, home.path('value.cjs'));
      results.push(require(home.path('value.cjs')));
      for (const end of atExit) end();
    }
  } finally {
    prototype._compile = compile;
  }
  expect(results).toEqual([{ value: 1 }, { value: 2 }]);
});

test('a module that imports another is compiled each time', async () => {
  using home = new TempFolder();
  home.write('other.mjs', 'export const value = 42;\n');
  home.write('late.cjs', "exports.load = async () => (await import('./other.mjs')).value;\n");
  Object.assign(nodeModule, { enableCompileCache: undefined });
  const { prototype } = nodeModule as unknown as { prototype: { _compile: unknown } };
  const compile = prototype._compile;
  const atExit: (() => void)[] = [];
  const on = ((_: string, end: () => void) => atExit.push(end)) as unknown as CachedProgram['on'];
  try {
    await useCompileCache(programWith({ HOME: home.root }, { on }));
    const { load } = nodeModule.createRequire(home.path('main.cjs'))(home.path('late.cjs')) as {
      load: () => Promise<number>;
    };
    expect(await load()).toBe(42);
    for (const end of atExit) end();
  } finally {
    prototype._compile = compile;
  }
  expect(readdirSync(home.path('.cache/navixy-secrets/compiled-by-node-20'))).toEqual([]);
});

test.each([
  ['a changed byte', (kept: Buffer) => kept.with(kept.length >> 1, kept[kept.length >> 1]! ^ 1)],
  ['another checksum', (kept: Buffer) => kept.with(0, kept[0]! ^ 1)],
  ['half of it', (kept: Buffer) => kept.subarray(0, kept.length >> 1)],
  ['nothing', () => new Uint8Array()],
])('stored code with %s is not run, but compiled and stored again', async (_, damage) => {
  using home = new TempFolder();
  home.write('sum.cjs', 'exports.sum = (one, other) => one + other;\n');
  Object.assign(nodeModule, { enableCompileCache: undefined });
  const { prototype } = nodeModule as unknown as { prototype: { _compile: unknown } };
  const compile = prototype._compile;
  const folder = home.path('.cache/navixy-secrets/compiled-by-node-20');
  const contents: Buffer[] = [];
  try {
    for (let run = 0; run < 2; run += 1) {
      prototype._compile = compile;
      const atExit: (() => void)[] = [];
      const on = ((_event: string, end: () => void) => atExit.push(end)) as unknown as CachedProgram['on'];
      await useCompileCache(programWith({ HOME: home.root }, { on }));
      const require = nodeModule.createRequire(home.path('main.cjs'));
      Reflect.deleteProperty(require.cache, home.path('sum.cjs'));
      const { sum } = require(home.path('sum.cjs')) as { sum: (one: number, other: number) => number };
      expect(sum(20, 22)).toBe(42);
      for (const end of atExit) end();
      const [name] = readdirSync(folder);
      contents.push(readFileSync(path.join(folder, name!)));
      if (run === 0) writeFileSync(path.join(folder, name!), damage(contents[0]!));
    }
  } finally {
    prototype._compile = compile;
  }
  expect(contents[1]!.length).toBeGreaterThan(100);
  expect(contents[1]!.readUInt32LE(0)).toBe(crc32(contents[1]!.subarray(4)));
});
