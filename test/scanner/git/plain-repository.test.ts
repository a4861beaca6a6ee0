// The layouts of repositories that are opened without git, and those about which git is asked.
import { appendFileSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { discover } from '../../../scanner/git/discovery.ts';
import { plainRepository } from '../../../scanner/git/plain-repository.ts';
import { findRepository, findRepositoryFast } from '../../../scanner/git/repository.ts';
import { RepositoryFinder } from '../../../scanner/sources/repository-finder.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';

const env = { PATH: process.env['PATH'] ?? '' };
const configOf = (repo: TempRepo) => path.join(repo.root, '.git/config');

/** @returns whether the repository is opened without git, after both ways gave the same answer */
async function isOpenedWithoutGit(cwd: string): Promise<boolean> {
  const { found } = discover(cwd);
  const fast = await findRepositoryFast({ cwd, env });
  expect(fast).toEqual(await findRepository({ cwd, env }));
  return found !== undefined && plainRepository(found, []) !== undefined;
}

describe.skipIf(process.platform === 'win32')('a repository is opened without git', () => {
  it.each(['.', 'src/deep'])('from %s', async (folder) => {
    using repo = new TempRepo();
    mkdirSync(path.join(repo.root, 'src/deep'), { recursive: true });
    expect(await isOpenedWithoutGit(path.join(repo.root, folder))).toBe(true);
  });

  it('if it is shallow, and says so', async () => {
    using repo = new TempRepo();
    repo.write('a.txt', 'a');
    repo.commit('One');
    repo.write('a.txt', 'b');
    repo.commit('Two');
    using folder = new TempFolder();
    repo.git('clone', '-q', '--depth', '1', `file://${repo.root}`, folder.path('clone'));
    expect(await isOpenedWithoutGit(folder.path('clone'))).toBe(true);
    expect((await findRepositoryFast({ cwd: folder.path('clone'), env }))?.isShallow).toBe(true);
  });

  it('through a folder that is reached by a link', async () => {
    using repo = new TempRepo();
    using folder = new TempFolder();
    symlinkSync(repo.root, folder.path('link'));
    expect(await isOpenedWithoutGit(folder.path('link'))).toBe(true);
  });
});

describe('git is asked about a repository', () => {
  it.each([
    ['with settings elsewhere', '[include]\n\tpath = /nowhere\n'],
    ['with settings for some folders', '[includeIf "gitdir:/x"]\n\tpath = /nowhere\n'],
    ['with an extension', '[extensions]\n\tworktreeConfig = true\n'],
    ['with a working tree elsewhere', '[core]\n\tworktree = ..\n'],
    ['with a working tree that is named in capitals', '[CORE]\n\tWorkTree = ..\n'],
    ['that says twice whether it is bare', '[core]\n\tbare\n'],
    ['of another format', '[core]\n\trepositoryformatversion = 1\n'],
  ])('%s', async (_, setting) => {
    using repo = new TempRepo();
    appendFileSync(configOf(repo), setting);
    const { found } = discover(repo.root);
    expect(plainRepository(found!, [])).toBeUndefined();
  });

  it.each([
    ['', 'empty'],
    ['[core]\n\tbare = "false\n', 'with an open quotation mark'],
    ['[core]\n\trepositoryformatversion = 0\n\tbare = false\n[', 'with an open bracket'],
    ['[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tx = y\\', 'that end in a backslash'],
    [
      '[core]\n\trepositoryformatversion = 0\n\tbare = false\n[core "worktree\0x"]\n\ty = ..\n',
      'with a zero byte in a name',
    ],
    ['[core]\n\trepositoryformatversion = 0\n', 'that do not say whether it is bare'],
    [`[core]\n\trepositoryformatversion = 0\n\tbare = false\n${'#'.repeat(65 * 1024)}`, 'that are long'],
  ])('whose settings are %j, %s', (settings) => {
    using repo = new TempRepo();
    writeFileSync(configOf(repo), settings);
    expect(plainRepository({ gitFolder: path.join(repo.root, '.git'), top: repo.root }, [])).toBeUndefined();
  });

  it('in a linked working tree, in a submodule and in a git folder itself', async () => {
    using repo = new TempRepo();
    repo.write('a.txt', 'a');
    repo.commit('Begin');
    using folder = new TempFolder();
    repo.git('worktree', 'add', '-q', folder.path('tree'));
    expect(await isOpenedWithoutGit(folder.path('tree'))).toBe(false);
    expect(await isOpenedWithoutGit(path.join(repo.root, '.git'))).toBe(false);
    expect(await isOpenedWithoutGit(repo.root)).toBe(true);
  });

  it('whose git folder is a link', () => {
    using repo = new TempRepo();
    using folder = new TempFolder();
    mkdirSync(folder.path('top'));
    symlinkSync(path.join(repo.root, '.git'), folder.path('top/.git'));
    expect(plainRepository({ gitFolder: folder.path('top/.git'), top: folder.path('top') }, [])).toBeUndefined();
  });
});

describe('the repositories of named files', () => {
  it('are looked up once for all folders of one', async () => {
    using repo = new TempRepo();
    for (const name of ['a', 'b']) mkdirSync(path.join(repo.root, name));
    const finder = new RepositoryFinder(env);
    const { signal } = new AbortController();
    const [one, other] = [finder.of(path.join(repo.root, 'a'), signal), finder.of(path.join(repo.root, 'b'), signal)];
    expect(one).toBe(other);
    expect((await one)?.root).toBe(repo.root);
  });

  it('are told apart where one lies in another', async () => {
    using repo = new TempRepo();
    repo.git('init', '-q', 'inner');
    const finder = new RepositoryFinder(env);
    const { signal } = new AbortController();
    expect((await finder.of(repo.root, signal))?.root).toBe(repo.root);
    expect((await finder.of(path.join(repo.root, 'inner'), signal))?.root).toBe(path.join(repo.root, 'inner'));
  });

  it('are none where there is none', async () => {
    using folder = new TempFolder();
    expect(await new RepositoryFinder(env).of(folder.root, new AbortController().signal)).toBeUndefined();
    rmSync(folder.root, { recursive: true });
    expect(await new RepositoryFinder(env).of(folder.root, new AbortController().signal)).toBeUndefined();
  });
});
