import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { deferRequires } from '../lazy-requires.plugin.ts';
import { isPartOf, PARTS } from '../tsdown.parts.ts';
import { TempFolder, TempRepo } from './support/repo.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

describe('the separate parts of the built command', () => {
  it.each(Object.entries(PARTS))('%s lists only existing files and directories', (_, names) => {
    // After a move, a stale name would make each hook slower without a failure.
    const isThere = (name: string) =>
      name.endsWith('/')
        ? statSync(path.join(ROOT, name), { throwIfNoEntry: false })?.isDirectory() === true
        : existsSync(path.join(ROOT, `${name}.ts`));
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  it('contain a file by its exact name, and a directory with everything in it', () => {
    const holds = (id: string) => isPartOf(['scanner/scan', 'src/'], '/p', id);
    expect(
      [
        '/p/scanner/scan.ts',
        '/p/src/a/b.ts',
        '/p/scanner/scanner.ts',
        '/p/scanner/scan/a.ts',
        '/p/src/a.d.ts',
        '/q/src/a.ts',
      ].map(holds),
    ).toEqual([true, true, false, false, false, false]);
  });
});

describe('the built command', () => {
  /** Runs it and lists which of its files, packages and modules of Node it loads; Node's own from the start do not count. */
  function loadedBy(cwd: string, ...args: string[]): string[] {
    using folder = new TempFolder();
    folder.write(
      'trace.cjs',
      `const { _load } = require('node:module');
       const loaded = new Set();
       require('node:module')._load = function (name, ...rest) { loaded.add(name); return _load.call(this, name, ...rest); };
       process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(folder.path('loaded'))}, [...loaded].join('\\n')));`,
    );
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['-r', folder.path('trace.cjs'), path.join(ROOT, 'dist/cli.cjs'), ...args],
      { cwd, encoding: 'utf8', env: { ...process.env, HOME: cwd, XDG_CACHE_HOME: undefined } },
    );
    expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' });
    return readFileSync(folder.path('loaded'), 'utf8')
      .split('\n')
      .map((name) => name.replace(/-[\w-]{8}\.cjs$/, ''))
      .filter((name) => !path.isAbsolute(name) && !/^node:(?:fs|path|buffer|module|vm)$/.test(name))
      .sort();
  }

  it('loads only what it needs for a clean commit', () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'export {};\n');
    repo.git('add', 'a.ts');
    repo.commit('Begin');
    repo.write('b.ts', 'export const b = 1;\n');
    repo.git('add', 'b.ts');
    expect(loadedBy(repo.root, 'hook', 'pre-commit').filter((name) => name.startsWith('.'))).toEqual(
      ['./basics', './core', './first', './glance', './package', './rolldown-runtime'].sort(),
    );
  });

  it('has the exports of the library, and no others', async () => {
    const built = (await import(pathToFileURL(path.join(ROOT, 'dist/scanner.js')).href)) as object;
    expect(Object.keys(built).sort()).toEqual(Object.keys(await import('../scanner/index.ts')).sort());
  });

  it.each(['core', 'report'])('says what to do when its file %s is missing', (part) => {
    using repo = new TempRepo();
    repo.write('a.ts', 'export {};\n');
    using folder = new TempFolder();
    cpSync(path.join(ROOT, 'dist'), folder.path('dist'), { recursive: true });
    cpSync(path.join(ROOT, 'package.json'), folder.path('package.json'));
    symlinkSync(path.join(ROOT, 'node_modules'), folder.path('node_modules'));
    for (const name of readdirSync(folder.path('dist')))
      if (new RegExp(`^${part}-[\\w-]{8}\\.cjs$`).test(name)) rmSync(folder.path(`dist/${name}`));
    const { status, stdout, stderr } = spawnSync(process.execPath, [folder.path('dist/cli.cjs'), 'scan'], {
      cwd: repo.root,
      encoding: 'utf8',
    });
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      new RegExp(
        `^navixy-secrets: its own files cannot be loaded: (?:Error: )?Cannot find module '\\./${part}-[\\w-]{8}\\.cjs'\\n` +
          String.raw`  Install it again: npm ci\n$`,
      ),
    );
  });

  it('works from the code that an earlier run has kept', () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'export {};\n');
    // A timer loads node:v8, so only a slow run does.
    const runs = [1, 2, 3].map(() => loadedBy(repo.root, 'scan', '*.ts').filter((name) => name !== 'node:v8'));
    expect(runs[0]).toContain('fast-glob');
    expect(runs[2]).toEqual(runs[1]);
  });

  it('loads neither what judges nor what talks to the platform for a clean scan', () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'export {};\n');
    repo.commit('Begin');
    const loaded = loadedBy(repo.root, 'scan');
    expect(loaded).toContain('./files');
    for (const name of ['./brain', './online-run', 'node:crypto', 'node:tls', 'node:worker_threads', 'fast-glob'])
      expect(loaded).not.toContain(name);
  });
});

describe('what loads a module late', () => {
  const program = (code: string) =>
    `let node_zlib = require("node:zlib");\nlet picocolors = require("picocolors");\n` +
    `picocolors = require_rolldown_runtime.__toESM(picocolors, 1);\nconst require_core = require('./core-1.cjs');\n${code}`;

  it.each([
    ['(0, node_zlib.inflateSync)(x);', '(0, (node_zlib ??= require("node:zlib")).inflateSync)(x);'],
    ['picocolors.default.red(x);', '(picocolors ??= require("picocolors")).red(x);'],
    ['class A extends require_core.B {}', 'class A extends (require_core ??= require("./core-1.cjs")).B {}'],
    [
      'const { default: glob } = await import("fast-glob"); import("./core-1.cjs");',
      'const { default: glob } = await Promise.resolve().then(() => { const loaded = require("fast-glob"); return { ...loaded, default: loaded }; }); import("./core-1.cjs");',
    ],
    ['const text = "node_zlib.inflateSync";', 'const text = "node_zlib.inflateSync";'],
  ])('%s', (code, expected) => {
    expect(deferRequires(program(code))).toBe(`let node_zlib;\nlet picocolors;\nlet require_core;\n${expected}`);
  });

  it('leaves a module alone that is used as a whole, and those that Node has in memory', () => {
    const code = 'let node_os = require("node:os");\nlet node_fs = require("node:fs");\nuse(node_os);\nnode_fs.a();';
    expect(deferRequires(code)).toBe(code);
  });

  it('refuses a variable that hides the function', () => {
    expect(() => deferRequires('function load() { const require = other(); }')).toThrow(
      'a variable hides the function "require"',
    );
  });

  it('exports a value as such, and one that changes through a getter', () => {
    const getter = (name: string) =>
      `Object.defineProperty(exports, "${name}", {\n\tenumerable: true,\n\tget: function() {\n\t\treturn ${name};\n\t}\n});`;
    expect(deferRequires(`const a = 1;\nlet b = 1;\nb += 1;\n${getter('a')}\n${getter('b')}\n`)).toBe(
      `const a = 1;\nlet b = 1;\nb += 1;\nexports.a = a;\n${getter('b')}\n`,
    );
  });
});
