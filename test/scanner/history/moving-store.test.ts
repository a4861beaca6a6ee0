import type * as ChildProcess from 'node:child_process';
import type * as Fs from 'node:fs';
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { json, leak } from '../run.ts';

/** A callback that runs before the scanner reads from an object database or starts git. */
const steps = vi.hoisted(() => ({ before: undefined as ((call: string) => void) | undefined }));

vi.mock('node:fs', async (load) => {
  const real = await load<typeof Fs>();
  const watched = Object.fromEntries(
    (['readdirSync', 'openSync', 'statSync', 'readFileSync'] as const).map((name) => [
      name,
      (...args: unknown[]) => {
        const at = String(args[0]).indexOf('.git/objects');
        if (at >= 0) steps.before?.(`${name} ${String(args[0]).slice(at)}`);
        return (real[name] as (...all: unknown[]) => unknown)(...args);
      },
    ]),
  );
  return { ...real, ...watched, default: { ...real, ...watched } };
});
vi.mock('node:child_process', async (load) => {
  const real = await load<typeof ChildProcess>();
  const spawn = (program: string, args: readonly string[], options: object) => {
    steps.before?.(`git ${args.find((arg) => /^[a-z]+-[a-z]+$|^config$/.test(arg)) ?? ''}`);
    return real.spawn(program, args, options);
  };
  return { ...real, spawn, default: { ...real, spawn } };
});

/** Changes that git makes during the scan. */
const CHANGES: Readonly<Record<string, (repo: TempFolder, git: (...args: string[]) => void) => void>> = {
  'everything is repacked': (_, git) => git('repack', '-a', '-d', '-q'),
  'loose objects are packed': (_, git) => git('repack', '-d', '-q'),
  'packed objects are unpacked': (repo, git) => {
    for (const name of readdirSync(repo.path('.git/objects/pack')).filter((one) => one.endsWith('.pack'))) {
      const file = repo.path('.git/objects/pack', name);
      const bytes = readFileSync(file);
      for (const ending of ['.idx', '.pack', '.rev']) rmSync(file.replace(/\.pack$/, ending), { force: true });
      helper.gitWith({ cwd: repo.root, input: bytes }, 'unpack-objects', '-q');
    }
    git('gc', '--auto', '-q');
  },
  'a commit is added and git gc runs': (repo, git) => {
    repo.write('new.ts', 'new\n');
    git('add', '-A');
    git('commit', '-q', '-m', 'new');
    git('gc', '-q', '--prune=now');
  },
};
const helper = new TempRepo();

/** One leaking file is in a pack and another is a loose object. Neither is in HEAD. */
function template(): TempRepo {
  const repo = new TempRepo();
  for (const name of ['packed.ts', 'loose.ts']) {
    repo.write(name, leak(hex(name)));
    repo.commit(`add ${name}`);
    repo.git('rm', '-q', name);
    repo.commit(`remove ${name}`);
    if (name === 'packed.ts') repo.git('repack', '-a', '-d', '-q');
  }
  return repo;
}

/** Keeps only the first of consecutive calls of the same kind. */
function windowsOf(calls: readonly string[]): number[] {
  const kindOf = (call: string) =>
    call.replace(/objects\/[0-9a-f]{2}\b.*/, 'objects/xx').replace(/pack-[0-9a-f]+/, 'pack');
  return calls.flatMap((call, at) => (at === 0 || kindOf(call) !== kindOf(calls[at - 1]!) ? [at] : []));
}

async function scanWith(repo: TempFolder, before: (call: string) => void, ...options: string[]) {
  steps.before = before;
  try {
    return await json(['scan', '--history', ...options], { cwd: repo.root });
  } finally {
    steps.before = undefined;
  }
}

describe('a scan while git changes the object database', () => {
  it.each(Object.keys(CHANGES))('reads everything when %s, at any step', { timeout: 300_000 }, async (change) => {
    using model = template();
    const calls: string[] = [];
    const { report } = await scanWith(model, (call) => void calls.push(call));
    const expected = report.findings.map(({ path, origin }) => [
      path,
      origin.introduced?.length,
      origin.removed?.length,
    ]);
    expect([expected, report.notLookedAt]).toEqual([
      [
        ['loose.ts', 1, 1],
        ['packed.ts', 1, 1],
      ],
      [],
    ]);
    const windows = windowsOf(calls);
    expect(windows.length).toBeGreaterThan(20);
    // A third of the steps for each kind of change; together the kinds cover all steps.
    const turn = Object.keys(CHANGES).indexOf(change);
    for (const window of windows.filter((_, place) => turn === 0 || place % 3 === turn - 1)) {
      using repo = new TempFolder();
      cpSync(model.root, repo.root, { recursive: true });
      let at = 0;
      const run = await scanWith(repo, () => {
        at += 1;
        if (at !== window + 1) return;
        steps.before = undefined;
        CHANGES[change]!(repo, (...args) => void helper.gitWith({ cwd: repo.root }, ...args));
      });
      const found = run.report.findings.map(({ path, origin }) => [
        path,
        origin.introduced?.length,
        origin.removed?.length,
      ]);
      expect([calls[window], found, run.report.notLookedAt, run.exitCode]).toEqual([calls[window], expected, [], 1]);
    }
  });
});

const outcomeOf = ({ report, exitCode }: Awaited<ReturnType<typeof scanWith>>) => ({
  found: report.findings.map(({ path, origin }) => [path, origin.introduced?.length, origin.removed?.length]),
  notLookedAt: report.notLookedAt,
  exitCode,
});
const WHOLE = {
  found: [
    ['loose.ts', 1, 1],
    ['packed.ts', 1, 1],
  ],
  notLookedAt: [],
  exitCode: 1,
};

/** Applies a change at some steps of a scan, each time in a new copy from `make`. */
async function tryAtSteps(
  change: string,
  options: readonly string[],
  make: () => TempFolder,
  after: () => Promise<void>,
): Promise<void> {
  const calls: string[] = [];
  using model = make();
  expect(outcomeOf(await scanWith(model, (call) => void calls.push(call), ...options))).toEqual(WHOLE);
  const windows = windowsOf(calls);
  expect(windows.length).toBeGreaterThan(10);
  for (const window of windows.filter((_, place) => place % 4 === 0)) {
    using repo = make();
    let at = 0;
    const before = () => {
      at += 1;
      if (at !== window + 1) return;
      steps.before = undefined;
      CHANGES[change]!(repo, (...args) => void helper.gitWith({ cwd: repo.root }, ...args));
    };
    const run = await scanWith(repo, before, ...options);
    expect([calls[window], outcomeOf(run)]).toEqual([calls[window], WHOLE]);
    await after();
  }
}

describe('a scan by other readers while git changes the object database', () => {
  function copy(model: TempFolder): TempFolder {
    const repo = new TempFolder();
    cpSync(model.root, repo.root, { recursive: true });
    return repo;
  }

  it.each(['everything is repacked', 'packed objects are unpacked'])(
    'reads everything through a multi-pack-index when %s',
    { timeout: 300_000 },
    async (change) => {
      using model = template();
      model.git('repack', '-d', '-q');
      model.git('multi-pack-index', 'write', '--bitmap');
      await tryAtSteps(
        change,
        [],
        () => copy(model),
        () => Promise.resolve(),
      );
    },
  );

  it.each([
    ['everything is repacked', 'first'],
    ['a commit is added and git gc runs', 'first'],
    ['everything is repacked', 'second'],
    ['packed objects are unpacked', 'second'],
  ])(
    'reads everything with --cache when %s during the %s run, and in the run after it',
    { timeout: 300_000 },
    async (change, turn) => {
      using model = template();
      model.git('repack', '-d', '-q');
      using caches = new TempFolder();
      const kept = caches.path('kept');
      const used = caches.path('used');
      const options = ['--cache', '--cache-location', used];
      await json(['scan', '--history', '--cache', '--cache-location', kept], { cwd: model.root });
      let repo = copy(model);
      const make = () => {
        rmSync(used, { recursive: true, force: true });
        if (turn === 'second') cpSync(kept, used, { recursive: true });
        return (repo = copy(model));
      };
      await tryAtSteps(change, options, make, async () => {
        expect(outcomeOf(await scanWith(repo, () => undefined, ...options))).toEqual(WHOLE);
      });
    },
  );
});
