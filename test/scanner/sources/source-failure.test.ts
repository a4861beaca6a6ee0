import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsdown';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JsonReport } from '../../../scanner/report/json-report-types.ts';
import { hex } from '../../support/hex.ts';
import { COMMAND_ALIAS } from '../../../tsdown.parts.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, json, leak, places } from '../run.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

/** Every kind of scan that needs git. */
const GIT_SCANS = [['--staged'], ['--history'], ['--git-folder'], ['--range', 'HEAD..HEAD'], []];

describe.runIf(isRoot)('a repository of another user', () => {
  const owned = (): TempRepo => {
    const repo = new TempRepo();
    repo.write('a.ts', leak(hex('owned')));
    repo.git('add', '-A');
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, repo.root]);
    return repo;
  };

  it.each(GIT_SCANS)('is refused with a remedy, and the scan is incomplete: %j %j', async (...args) => {
    using repo = owned();
    using home = new TempFolder();
    const { exitCode, stdout } = await cli(['scan', ...args.filter((arg) => arg !== undefined)], {
      cwd: repo.root,
      env: { HOME: home.root },
    });
    expect(stdout).toContain('the repository belongs to another user');
    expect(stdout).toContain(`git config --global --add safe.directory ${repo.root}`);
    expect(stdout).toContain('Incomplete: nothing found so far');
    expect(exitCode).toBe(2);
  });

  it.each(['home', 'environment'])('is read if safe.directory of the user allows it (%s)', async (how) => {
    using repo = owned();
    using home = new TempFolder();
    if (how === 'home') home.write('.gitconfig', `[safe]\n\tdirectory = /elsewhere\n\tdirectory = ${repo.root}\n`);
    const env =
      how === 'home'
        ? { HOME: home.root }
        : { HOME: home.root, GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'safe.directory', GIT_CONFIG_VALUE_0: repo.root };
    for (const args of [['--staged'], ['--history'], [], ['--all']]) {
      const { report } = await json(['scan', ...args], { cwd: repo.root, env });
      expect(report.notLookedAt).toEqual([]);
      expect(report.findings).toHaveLength(1);
    }
  });

  it.each([['--yes'], ['--check']])('is refused by init %s, which sets up nothing', async (option) => {
    using repo = owned();
    using home = new TempFolder();
    expect(await cli(['init', option], { cwd: repo.root, env: { HOME: home.root } })).toEqual({
      exitCode: 2,
      stdout: '',
      stderr:
        `navixy-secrets: git refuses to read ${repo.root}: the repository belongs to another user\n` +
        `  If you trust it: git config --global --add safe.directory ${repo.root}\n`,
    });
  });

  it('is not read if only its own configuration allows it', async () => {
    using repo = owned();
    using home = new TempFolder();
    execFileSync('git', ['config', '--file', repo.path('.git/config'), 'safe.directory', '*']);
    expect((await cli(['scan'], { cwd: repo.root, env: { HOME: home.root } })).exitCode).toBe(2);
  });

  it('is listed if it is nested in another one, and the rest is scanned', async () => {
    using repo = new TempRepo();
    using home = new TempFolder();
    repo.write('a.ts', leak(hex('mine')));
    repo.commit('start');
    mkdirSync(repo.path('inner'));
    repo.gitWith({ cwd: repo.path('inner') }, 'init', '-q');
    repo.write('inner/b.ts', leak(hex('theirs')));
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, repo.path('inner')]);
    const { report, exitCode } = await json(['scan', '--all'], { cwd: repo.root, env: { HOME: home.root } });
    expect(report.findings.map(({ occurrences }) => occurrences.map(({ origin }) => origin.type))).toEqual([
      ['file', 'commit'],
      ['file'],
    ]);
    expect(report.notLookedAt.map((one) => one.path)).toEqual([repo.path('inner')]);
    expect(exitCode).toBe(2);
  });
});

describe.runIf(isRoot)('files without read permission', () => {
  const out = path.join(
    path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..'),
    'node_modules',
    '.cache',
    `navixy-trouble-test-${process.pid}`,
  );
  const program = new TempFolder();

  /** Runs the program as an unprivileged user, because root may read everything. */
  const run = (repo: TempFolder, ...args: string[]): { report: JsonReport; exitCode: number | null } => {
    const { stdout, status } = spawnSync(
      process.execPath,
      [program.path('cli.cjs'), 'scan', ...args, '--format', 'json'],
      {
        cwd: repo.root,
        uid: NOBODY,
        gid: NOBODY,
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: '/nowhere' },
      },
    );
    return { report: JSON.parse(stdout) as JsonReport, exitCode: status };
  };

  beforeAll(async () => {
    const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..');
    await build({
      entry: { cli: path.join(root, 'scanner/bin.ts') },
      outDir: out,
      config: false,
      format: 'cjs',
      platform: 'node',
      target: 'node20.19',
      fixedExtension: false,
      dts: false,
      clean: false,
      logLevel: 'silent',
      cwd: root,
      alias: COMMAND_ALIAS,
      noExternal: [/.*/],
    });
    cpSync(out, program.root, { recursive: true });
    program.write('package.json', '{"type":"module","version":"0.0.0"}');
    chmodSync(program.root, 0o755);
  }, 60_000);
  afterAll(() => {
    rmSync(out, { recursive: true, force: true });
    program[Symbol.dispose]();
  });

  /** Gives everything to nobody, except one path that only root may read. */
  const shut = (repo: TempFolder, name: string): void => {
    execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, repo.root]);
    chownSync(repo.path(name), 0, 0);
    chmodSync(repo.path(name), 0o700);
  };

  it.each([
    ['shut.ts', 'git'],
    ['shut', 'git'],
    ['shut.ts', 'none'],
    ['shut', 'none'],
  ])('are listed: %s, version control: %s', (name, control) => {
    using repo = control === 'git' ? new TempRepo() : new TempFolder();
    repo.write('a.ts', leak(hex('open')));
    if (name === 'shut.ts') writeFileSync(repo.path(name), leak(hex('shut')));
    else repo.write('shut/b.ts', leak(hex('shut')));
    shut(repo, name);
    const { report, exitCode } = run(repo);
    expect(places(report)).toEqual(['a.ts:1:29']);
    expect(report.notLookedAt).toMatchObject([
      { path: repo.path(name), reason: 'permission denied', remedy: expect.stringContaining('right to read') },
    ]);
    expect(exitCode).toBe(2);
  });

  it('are listed: a folder that the command names', () => {
    using repo = new TempRepo();
    repo.write('shut/b.ts', leak(hex('shut')));
    shut(repo, 'shut');
    const { report, exitCode } = run(repo, 'shut');
    expect(report.notLookedAt).toMatchObject([
      {
        reason: expect.stringContaining('permission denied'),
        remedy: 'Give yourself the right to read it.',
      },
    ]);
    expect(exitCode).toBe(2);
  });

  it.each([
    ['.git/objects/pack', '--history'],
    ['.git/hooks', '--git-folder'],
    ['.git/config', '--git-folder'],
  ])('are listed: %s with %s', (name, what) => {
    using repo = new TempRepo();
    repo.write('a.ts', 'x\n');
    repo.commit('start');
    shut(repo, name);
    const { report, exitCode } = run(repo, what);
    expect(report.notLookedAt.map((one) => one.reason).join()).toMatch(/permission denied/i);
    expect(report.notLookedAt.map((one) => one.reason).join()).not.toContain('unexpected error');
    expect(exitCode).toBe(2);
  });
});
