import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { destinationOf } from '../../../scanner/io/links-out.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';

/** As if the package came from the registry, because a CI cannot install the clone in which the tests run. */
vi.mock('../../../scanner/integrations/init/package-origin.ts', async (original) => ({
  ...(await original<object>()),
  ownOrigin: () => ({ range: '^0.1.0', exact: '0.1.0', isLocal: false }),
}));

const OUTSIDE = '{"name":"outside"}\n';

/** A repository in a directory, next to files outside of it. */
class Beside extends TempFolder {
  readonly repo = this.path('repo');
  readonly #git: TempRepo;

  constructor() {
    super();
    this.#git = new TempRepo();
    this.write('outside/file', OUTSIDE);
    mkdirSync(this.repo);
    this.#git.git('init', '-q', this.repo);
  }

  link(name: string, target: string): void {
    mkdirSync(path.dirname(this.path('repo', name)), { recursive: true });
    symlinkSync(target, this.path('repo', name));
  }

  /** Expects that the files outside are unchanged. */
  isUntouched(): void {
    expect(readFileSync(this.path('outside/file'), 'utf8')).toBe(OUTSIDE);
    expect(readdirSync(this.path('outside'))).toEqual(['file']);
  }

  override [Symbol.dispose](): void {
    this.#git[Symbol.dispose]();
    super[Symbol.dispose]();
  }
}

describe('a link out of the repository is not followed for writing', () => {
  it.each([
    ['package.json', 'package'],
    ['eslint.config.js', 'eslint'],
    ['.gitlab-ci.yml', 'ci'],
    ['.husky/pre-commit', 'hook'],
  ])('by init: %s', async (file, part) => {
    using beside = new Beside();
    if (part === 'eslint') beside.write('outside/file', 'export default [];\n');
    if (part !== 'package') beside.write('repo/package.json', '{}\n');
    if (part === 'ci') beside.write('outside/file', 'stages: [test]\n');
    const before = readFileSync(beside.path('outside/file'), 'utf8');
    beside.link(file, path.relative(path.dirname(beside.path('repo', file)), beside.path('outside/file')));
    const run = await cli(['init', '--yes', '--only', part], { cwd: beside.repo });
    expect(run.stderr).toContain(
      `cannot write ${file}: ${beside.path('repo', file)} is a link that leads out of the files of the repository, to ${beside.path('outside/file')}\n  Nothing was written. Change ${beside.path('outside/file')} by hand`,
    );
    expect(run.exitCode).toBe(2);
    expect(readFileSync(beside.path('outside/file'), 'utf8')).toBe(before);
    // The same applies outside of git.
    rmSync(beside.path('repo/.git'), { recursive: true });
    expect((await cli(['init', '--yes', '--only', part], { cwd: beside.repo })).stderr).toContain(
      'is a link that leads out',
    );
    expect(readFileSync(beside.path('outside/file'), 'utf8')).toBe(before);
  });

  it.each([['install-hook'], ['init', '--yes', '--only', 'hook']])(
    'by %s: the hook directory, without --shared',
    async (...args) => {
      using beside = new Beside();
      rmSync(beside.path('repo/.git/hooks'), { recursive: true, force: true });
      beside.link('.git/hooks', '../../outside');
      const run = await cli(args, { cwd: beside.repo });
      expect(run.stdout + run.stderr).toContain(
        `${beside.path('repo/.git/hooks')} leads out of this repository, to ${beside.path('outside')}`,
      );
      expect(run.stdout + run.stderr).toContain('--shared');
      beside.isUntouched();
      if (args[0] === 'install-hook')
        expect((await cli(['install-hook', '--shared'], { cwd: beside.repo })).exitCode).toBe(0);
      expect(existsSync(beside.path('outside/pre-commit'))).toBe(args[0] === 'install-hook');
    },
  );

  it('by install-hook: the git directory itself', async () => {
    using beside = new Beside();
    rmSync(beside.path('repo/.git'), { recursive: true });
    mkdirSync(beside.path('other'));
    expect((await cli(['install-hook'], { cwd: beside.path('other') })).exitCode).toBe(2);
    using own = new TempRepo();
    beside.link('.git', own.path('.git'));
    const run = await cli(['install-hook'], { cwd: beside.repo });
    expect(run.stderr).toContain(`leads out of this repository, to ${own.path('.git/hooks')}`);
    expect(existsSync(own.path('.git/hooks/pre-commit'))).toBe(false);
  });

  it.each([
    ['r.json', 'r.json', '../outside/file', 'outside/file'],
    ['r.json', 'r.json', '../outside/new.json', 'outside/new.json'],
    ['dir', 'dir/x/r.json', '../outside', 'outside/x/r.json'],
    ['r.json', 'r.json', '.git/config', 'repo/.git/config'],
  ])('by scan --output: link %s, output %s, to %s', async (link, output, target, end) => {
    using beside = new Beside();
    beside.link(link, target);
    const config = readFileSync(beside.path('repo/.git/config'), 'utf8');
    const run = await cli(['scan', '-', '--format', 'json', '--output', output], {
      cwd: beside.repo,
      stdin: leak(hex('out')),
    });
    expect(run.stderr).toBe(
      `navixy-secrets: cannot write the report to ${beside.path('repo', output)}: ${beside.path('repo', link)} is a link that leads out of the files of the repository, to ${beside.path(end)}\n  If it shall go there, name it: --output ${beside.path(end)}\n`,
    );
    expect(run.exitCode).toBe(2);
    beside.isUntouched();
    expect(readFileSync(beside.path('repo/.git/config'), 'utf8')).toBe(config);
    if (end.startsWith('repo')) return;
    // A path given without the link is accepted.
    expect(
      (
        await cli(['scan', '-', '--format', 'json', '--output', beside.path(end)], {
          cwd: beside.repo,
          stdin: leak(hex('out')),
        })
      ).exitCode,
    ).toBe(1);
    expect(JSON.parse(readFileSync(beside.path(end), 'utf8'))).toMatchObject({ summary: { findings: 1 } });
  });

  it('by scan --results', async () => {
    using beside = new Beside();
    beside.write('repo/list.txt', '.\n');
    beside.link('results', '../outside');
    const run = await cli(['scan', '--repos', 'list.txt', '--results', 'results'], { cwd: beside.repo });
    expect(run.stderr).toContain(
      `leads out of the files of the repository, to ${beside.path('outside')}\n  If they shall go there, name it: --results ${beside.path('outside')}`,
    );
    expect(run.exitCode).toBe(2);
    beside.isUntouched();
  });

  it('by baseline create and update', async () => {
    using beside = new Beside();
    const file = '.navixy-secrets-baseline.json';
    beside.write('repo/leak.ts', leak(hex('baseline')));
    expect(
      (
        await cli(['baseline', 'create', '--baseline', beside.path('known.json'), 'list.txt', '-'], {
          cwd: beside.repo,
        })
      ).exitCode,
    ).toBe(2);
    expect(
      (await cli(['baseline', 'create', '--baseline', beside.path('known.json'), '.'], { cwd: beside.repo })).exitCode,
    ).toBe(0);
    const before = readFileSync(beside.path('known.json'), 'utf8');
    beside.link(file, '../known.json');
    beside.write('repo/more.ts', leak(hex('more')));
    const update = await cli(['baseline', 'update', '--yes', '.'], { cwd: beside.repo });
    expect(update.stderr).toContain(
      `is a link that leads out of the files of the repository, to ${beside.path('known.json')}\n  If it shall go there, name it: --baseline ${beside.path('known.json')}`,
    );
    expect(update.exitCode).toBe(2);
    expect(readFileSync(beside.path('known.json'), 'utf8')).toBe(before);
    rmSync(beside.path('repo', file));
    beside.link(file, '../outside/new.json');
    expect((await cli(['baseline', 'create', '.'], { cwd: beside.repo })).stderr).toContain('is a link that leads out');
    beside.isUntouched();
  });

  it.each(['../outside/new.json', '/outside/new.json'])(
    'by baseline create: settings with the path %s',
    async (named) => {
      using beside = new Beside();
      const target = named.startsWith('/') ? beside.path(named) : named;
      beside.write('repo/.navixy-secrets.json', JSON.stringify({ baseline: target }));
      for (const cwd of [beside.repo, beside.path('repo/deep')]) {
        mkdirSync(cwd, { recursive: true });
        const run = await cli(['baseline', 'create', '.'], { cwd });
        expect(run.stderr).toBe(
          `navixy-secrets: cannot write the baseline ${beside.path('outside/new.json')}: ${beside.path('repo/.navixy-secrets.json')} names it, and it lies outside of the repository\n  If it shall go there, name it: --baseline ${beside.path('outside/new.json')}\n`,
        );
        expect(run.exitCode).toBe(2);
      }
      beside.isUntouched();
      expect(
        (await cli(['baseline', 'create', '--baseline', '../outside/new.json', '.'], { cwd: beside.repo })).exitCode,
      ).toBe(0);
    },
  );
});

describe('the destination of a path', () => {
  it('is resolved through links of files and directories, also back into the repository', () => {
    using beside = new Beside();
    beside.link('in', 'real/file');
    beside.link('up', '..');
    beside.link('round', '../repo/real');
    expect(destinationOf(beside.path('repo/in'))).toEqual({ end: beside.path('repo/real/file') });
    expect(destinationOf(beside.path('repo/round/new'))).toEqual({ end: beside.path('repo/real/new') });
    expect(destinationOf(beside.path('repo/up/x'))).toEqual({ end: beside.path('x'), linkOut: beside.path('repo/up') });
    expect(destinationOf(beside.path('repo/up/repo/x'))).toEqual({ end: beside.path('repo/x') });
    // A link outside of a repository may lead anywhere.
    symlinkSync('outside', beside.path('mine'));
    expect(destinationOf(beside.path('mine/new'))).toEqual({ end: beside.path('outside/new') });
    symlinkSync('circle', beside.path('circle'));
    expect(() => destinationOf(beside.path('circle'))).toThrow('too many links');
  });
});
