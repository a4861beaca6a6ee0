import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { removals } from '../../../scanner/advice/remove-from-file.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';

const place = (path: string, type = 'file', root = '/nowhere') => ({ root, path, origin: { type } });

describe('the advice how to remove a value', () => {
  it.each([
    ['src/.env', 'Keep src/.env out of git'],
    ['.env.production', 'Keep .env.production out of git'],
    ['deploy/prod.env', 'Keep deploy/prod.env out of git'],
    ['.env.example', 'Put a placeholder into .env.example'],
    ['.env.sample', 'Put a placeholder into .env.sample'],
    ['.github/workflows/ci.yml', 'Store the value as a secret of the CI, and let .github/workflows/ci.yml read it'],
    ['.gitlab-ci.yml', 'Store the value as a secret of the CI'],
    ['Jenkinsfile.prod', 'Store the value as a secret of the CI'],
    ['logs/app.log.1', 'Delete logs/app.log.1'],
    ['session.har', 'Delete session.har'],
    ['report.ipynb', 'Clear the outputs of report.ipynb'],
    ['lib/a.jar!/b.zip!/.env', 'Build lib/a.jar again without the value'],
    ['src/env.ts', 'Read the value from the environment or a secret store instead of the file.'],
    ['environment.md', 'Read the value from the environment or a secret store instead of the file.'],
  ])('depends on the file: %s', (path, words) => {
    expect(removals([place(path)]).map((one) => one.words.slice(0, words.length))).toEqual([words]);
  });

  it('is the same for every message', () => {
    expect(removals([place('.env', 'message')]).map(({ words }) => words)).toEqual([
      'Write the message again without the value: git commit --amend, or git rebase -i for an older one.',
    ]);
  });

  it('is printed once for each kind of file', () => {
    expect(
      removals(
        ['a.ts', 'b.ts', '.env', 'x/.env'].map((path) => place(path)),
        '/',
      ).map(({ words }) => words.split(' ').slice(0, 2).join(' ')),
    ).toEqual(['Read the', 'Keep .env']);
  });
});

/** The steps that a hook prints. */
async function stepsOf(repo: TempRepo, ...args: string[]): Promise<string[]> {
  const { stdout } = await cli(['hook', ...args], { cwd: repo.root });
  return stdout.split('\n').filter((line) => /^ {2}\d\. /.test(line));
}

describe('the steps of a hook', () => {
  it('revoke before anything is edited, and stage every file that a step tells to edit', async () => {
    using repo = new TempRepo();
    const names = ['a.ts', '.github/workflows/ci.yml', '.env', ':odd[1].ts'];
    for (const name of names) repo.write(name, name === '.env' ? `NAVIXY_HASH=${hex(name)}\n` : leak(hex(name)));
    repo.git('add', '-A');
    const steps = await stepsOf(repo, 'pre-commit');
    expect(steps).toEqual([
      '  1. Was it ever pushed or sent? Revoke it first: navixy-secrets revoke --staged',
      '  2. Read the value from the environment or a secret store instead of the file.',
      '  3. Keep .env out of git: add it to .gitignore and take it out of the index; it stays on disk: git rm --cached --ignore-unmatch -- .env',
      '  4. Store the value as a secret of the CI, and let .github/workflows/ci.yml read it from there.',
      "  5. Then stage the files again: git --literal-pathspecs add .gitignore .github/workflows/ci.yml ':odd[1].ts' a.ts",
      '  6. No credential? End the line with a comment "navixy-secrets-ignore: REASON", or see: navixy-secrets explain .env:1',
    ]);
    repo.write('.gitignore', '.env\n');
    for (const name of names.filter((one) => one !== '.env')) repo.write(name, 'clean\n');
    for (const at of [2, 4]) execFileSync('sh', ['-c', steps[at]!.replace(/^.*: /, '')], { cwd: repo.root });
    expect(repo.git('diff', '--cached', '--name-only').split('\n').sort()).toEqual(
      ['.gitignore', '.github/workflows/ci.yml', ':odd[1].ts', 'a.ts'].sort(),
    );
    expect((await cli(['hook', 'pre-commit'], { cwd: repo.root })).exitCode).toBe(0);
  });

  it('name at most five files to stage', async () => {
    using repo = new TempRepo();
    for (const name of ['1.ts', '2.ts', '3.ts', '4.ts', '5.ts', '6.ts', '7.ts']) repo.write(name, leak(hex(name)));
    repo.git('add', '-A');
    expect(await stepsOf(repo, 'pre-commit')).toContain(
      '  3. Then stage the files again (and 2 more): git add 1.ts 2.ts 3.ts 4.ts 5.ts',
    );
  });

  it('accept a value in the settings if one of its places has no comments', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('in both')));
    repo.write('b.json', `{"navixy_api_key": "${hex('in both')}"}\n`);
    repo.git('add', '-A');
    expect((await stepsOf(repo, 'pre-commit')).at(-1)).toBe(
      '  4. No credential? Accept it: navixy-secrets allow a.ts:1 --reason "…", or see: navixy-secrets explain a.ts:1',
    );
  });

  it('revoke before the message is written again', async () => {
    using repo = new TempRepo();
    repo.write('.git/COMMIT_EDITMSG', `Authorization: NVX ${hex('in a message')}\n`);
    expect(await stepsOf(repo, 'commit-msg', '.git/COMMIT_EDITMSG')).toEqual([
      '  1. Was it ever pushed or sent? Revoke it first: navixy-secrets revoke .git/COMMIT_EDITMSG',
      '  2. Commit again with a message without the value; your text is kept in .git/COMMIT_EDITMSG',
    ]);
  });

  it.each(['client.json', 'map.geojson', 'run.har', 'keys.csv'])(
    'accept a value of %s, which has no comments, in the settings',
    async (name) => {
      using repo = new TempRepo();
      repo.write(name, `{"navixy_api_key": "${hex('in json')}"}\n`);
      repo.git('add', '-A');
      const allow = `navixy-secrets allow ${name}:1 --reason "…"`;
      const last = (await stepsOf(repo, 'pre-commit')).at(-1)!;
      expect(last.slice(5)).toBe(`No credential? Accept it: ${allow}, or see: navixy-secrets explain ${name}:1`);
      const { exitCode } = await cli(['allow', `${name}:1`, '--reason', 'a sample'], { cwd: repo.root });
      expect(exitCode).toBe(0);
      expect((await cli(['hook', 'pre-commit'], { cwd: repo.root })).exitCode).toBe(0);
    },
  );
});

describe('the steps of a scan of the history', () => {
  /** The numbered steps and their commands. */
  const steps = async (repo: TempRepo) => {
    const { stdout } = await cli(['scan', '--history'], { cwd: repo.root });
    return stdout.slice(stdout.indexOf('What to do next')).split('\n\n')[0]!.split('\n').slice(1);
  };
  const REVOKE = [
    '  1. Revoke first, then remove: this shows what is alive and asks before it changes anything.',
    '       navixy-secrets revoke --history',
  ];
  const PURGE = [
    '  2. A value that is not in HEAD is still in older commits. This makes a clone without it.',
    '       navixy-secrets purge --history',
  ];
  const LEAKED =
    'Rewriting history does not undo a leak: clones, forks and caches keep it. Only a revoked hash is harmless.';

  it('name purge, and edit no file, if the value is not in HEAD', async () => {
    using repo = new TempRepo();
    repo.write('.env', `NAVIXY_HASH=${hex('gone')}\n`);
    repo.commit('leak');
    repo.write('.env', 'X=1\n');
    repo.commit('gone');
    expect(await steps(repo)).toEqual([...REVOKE, ...PURGE, `  3. ${LEAKED}`]);
  });

  it('edit the file, without purge, if every value is in HEAD', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('there')));
    repo.commit('leak');
    expect(await steps(repo)).toEqual([
      ...REVOKE,
      '  2. Read the value from the environment or a secret store instead of the file.',
      `  3. ${LEAKED}`,
    ]);
  });
});

describe('a .env file', () => {
  const commandIn = (text: string) => /^ *(git .*rm --cached.*)$/m.exec(text)?.[1] ?? '';

  it.each(['.', 'front end'])(
    'that is tracked is removed from the index by the printed command, run in %s',
    async (folder) => {
      using repo = new TempRepo();
      mkdirSync(repo.path('front end'));
      repo.write('a[b]/.env', `NAVIXY_HASH=${hex('committed')}\n`);
      repo.write('ab/.env', 'X=1\n');
      repo.commit('leak');
      const { stdout } = await cli(['scan', repo.root], { cwd: repo.path(folder) });
      const command = commandIn(stdout);
      expect(command).not.toBe('');
      execFileSync('sh', ['-c', command], { cwd: repo.path(folder) });
      expect(repo.git('status', '--porcelain')).toBe('D  a[b]/.env\n?? a[b]/');
    },
  );

  it('outside of a repository has no git command', async () => {
    using folder = new TempFolder();
    folder.write('.env', `NAVIXY_HASH=${hex('committed')}\n`);
    const { stdout } = await cli(['scan'], { cwd: folder.root });
    expect(stdout).toContain('Keep .env out of git');
    expect(commandIn(stdout)).toBe('');
  });

  it('that is staged must not be staged again; the edited .gitignore must be', async () => {
    using repo = new TempRepo();
    repo.write('.env', `NAVIXY_HASH=${hex('staged')}\n`);
    repo.git('add', '.env');
    const { stdout, stderr, exitCode } = await cli(['hook', 'pre-commit'], { cwd: repo.root });
    expect(exitCode).toBe(1);
    expect(stdout + stderr).toContain('it stays on disk: git rm --cached --ignore-unmatch -- .env\n');
    expect(stdout + stderr).toContain('  3. Then stage the file again: git add .gitignore\n');
    repo.write('a.ts', leak(hex('staged too')));
    repo.git('add', 'a.ts');
    const both = await cli(['hook', 'pre-commit'], { cwd: repo.root });
    expect(both.stdout + both.stderr).toContain('Then stage the files again: git add .gitignore a.ts\n');
  });
});
