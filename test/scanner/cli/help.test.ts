// Tests the output of `-h`, `--help`, `-q` and `-v`.
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';

const help = async (...argv: string[]) => {
  const { exitCode, stdout, stderr } = await cli(argv, { cwd: '/' });
  expect([exitCode, stderr]).toEqual([0, '']);
  return stdout;
};
const optionsIn = (text: string) => Array.from(text.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm), ([, name]) => name);
const examplesIn = (text: string) => text.split(/^Examples.*\n/m)[1]!.match(/^ {2}\S/gm)!.length;

describe('help', () => {
  it.each(['scan', 'ci', 'verify', 'revoke', 'rotate', 'keys', 'purge'])(
    'of %s is short with -h and complete with --help',
    async (name) => {
      const [short, long] = [await help(name, '-h'), await help(name, '--help')];
      expect(optionsIn(short)).toHaveLength(11);
      expect(optionsIn(long)).toEqual(expect.arrayContaining(optionsIn(short)));
      expect(optionsIn(long).length).toBeGreaterThan(20);
      expect(examplesIn(short)).toBeLessThanOrEqual(3);
      expect(short).toMatch(/\n\n--help lists all options and examples\.\n$/);
      expect(long).not.toContain('--help lists all');
      expect(await help('help', name)).toBe(long);
    },
  );

  it('of a command with few options lists all of them', async () => {
    expect(optionsIn(await help('init', '-h'))).toEqual(optionsIn(await help('init', '--help')));
  });

  it.each([
    ['baseline create', ['--diff', '--stdin-path', '--staged', '--since', '--trust-base']],
    ['keys', ['--diff', '--diff-lines', '--stdin-path', '--staged']],
    ['rotate', ['--diff', '--stdin-path']],
    ['purge', ['--diff', '--stdin-path']],
    ['ci', ['--diff', '--stdin-path', '--staged', '--git-folder']],
  ])('of %s omits options that make no sense for the command', async (name, left) => {
    const listed = optionsIn(await help(...name.split(' '), '--help'));
    expect(left.filter((option) => listed.includes(option))).toEqual([]);
    expect(listed).toContain('--history');
  });
});

describe('-q', () => {
  it('prints nothing if nothing is found, and no remarks', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', 'export {};\n');
    expect(await cli(['scan', '-q', '--output', 'r.html'], { cwd: folder.root })).toEqual({
      exitCode: 0,
      stdout: '',
      stderr: '',
    });
    folder.write('a.ts', leak(hex('quiet')));
    const found = await cli(['scan', '--quiet', '--output', 'r.json', '--format', 'json'], { cwd: folder.root });
    expect(found).toMatchObject({ exitCode: 1, stderr: '', stdout: expect.stringContaining('a.ts:1:29') as string });
  });

  it('still prints what was not scanned, and cannot be combined with -v', async () => {
    using folder = new TempFolder();
    expect(await cli(['scan', '-q', 'nope'], { cwd: folder.root })).toMatchObject({
      exitCode: 2,
      stdout: expect.stringContaining('Not scanned') as string,
    });
    expect(await cli(['scan', '-q', '-v'], { cwd: folder.root })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("option '-q, --quiet' cannot be used with option '-v, --verbose'") as string,
    });
  });
});

it('-v prints the settings and baseline in use, and each step', async () => {
  using repo = new TempRepo();
  repo.write('.navixy-secrets.json', '{}');
  repo.write('sub/a.ts', 'export {};\n');
  repo.commit('Begin');
  expect((await cli(['scan', '-v'], { cwd: repo.path('sub') })).stderr).toBe(
    'settings: ../.navixy-secrets.json\nbaseline: none\nstep: reading files\n',
  );
  expect((await cli(['scan', '-v', '--trust-base', 'HEAD'], { cwd: repo.root })).stderr).toBe(
    'settings, baseline and ignores: those of HEAD\nstep: reading files\n',
  );
});
