import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { json, leak, type JsonRun } from '../run.ts';

const scan = async (repo: TempFolder, ...args: string[]) => json(['scan', ...args], { cwd: repo.root });
/** `<origin type> <path>:<line>:<column>` of every place. */
const found = ({ report }: JsonRun) =>
  report.findings
    .flatMap(({ occurrences }) =>
      occurrences.map(({ path, line, column, origin }) => `${origin.type} ${path}:${line}:${column}`),
    )
    .sort();
const mask = (value: string) => `${value.slice(0, 4)}…${value.slice(-4)}`;

describe('scan --git-folder', () => {
  it('reads everything in the git directory except objects: configuration, hooks, logs, packed refs, messages', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('in an object')));
    repo.commit('start');
    const value = (name: string) => `NAVIXY_HASH=${hex(name)}\n`;
    for (const file of [
      'config.worktree',
      'hooks/pre-push',
      'FETCH_HEAD',
      'COMMIT_EDITMSG',
      'description',
      'info/exclude',
      'lfs/objects/ab/cd/content',
      'rr-cache/x/preimage',
      'modules/sub/config',
      'objects/info/note',
    ]) {
      repo.write(`.git/${file}`, value(file));
    }
    repo.git('update-ref', '-m', `fetch: NAVIXY_HASH=${hex('reflog')}`, 'HEAD', 'HEAD');
    repo.git('commit', '-q', '--allow-empty', '-m', `NAVIXY_HASH=${hex('subject')}`);
    const run = await scan(repo, '--git-folder');
    const paths = run.report.findings.flatMap(({ occurrences }) =>
      occurrences.map(({ path, origin }) => `${origin.type} ${path}`),
    );
    expect([...new Set(paths)].sort()).toEqual(
      [
        '.git/FETCH_HEAD',
        '.git/COMMIT_EDITMSG',
        '.git/config.worktree',
        '.git/description',
        '.git/hooks/pre-push',
        '.git/info/exclude',
        '.git/lfs/objects/ab/cd/content',
        '.git/logs/HEAD',
        '.git/logs/refs/heads/main',
        '.git/modules/sub/config',
        '.git/objects/info/note',
        '.git/rr-cache/x/preimage',
      ]
        .map((file) => `git-folder ${file}`)
        .sort(),
    );
    expect(run.report.notLookedAt).toEqual([]);
  });

  it('finds a value in the name of a loose or packed ref, in any namespace', async () => {
    using repo = new TempRepo();
    const commit = repo.commit('start');
    const loose = `refs/odd/NAVIXY_HASH=${hex('loose')}`;
    repo.git('update-ref', loose, commit);
    expect(
      (await scan(repo, '--git-folder')).report.findings.map(({ occurrences }) =>
        occurrences.map(({ path, origin }) => [path, origin.inName]),
      ),
    ).toEqual([[[`.git/refs/odd/NAVIXY_HASH=${mask(hex('loose'))}`, true]]]);
    repo.git('pack-refs', '--all');
    expect(found(await scan(repo, '--git-folder'))).toEqual([
      `git-folder .git/packed-refs:3:${41 + loose.indexOf('=') + 2}`,
    ]);
  });

  it('reads a bare repository, and a repository from its linked worktree', async () => {
    using bare = new TempRepo({ bare: true });
    bare.write('hooks/update', leak(hex('bare')));
    expect(found(await scan(bare, '--git-folder'))).toEqual(['git-folder hooks/update:1:29']);
    using repo = new TempRepo();
    using aside = new TempFolder();
    repo.commit('start');
    repo.git('worktree', 'add', '-q', aside.path('tree'));
    repo.write('.git/hooks/update', leak(hex('shared')));
    repo.write('.git/worktrees/tree/MERGE_MSG', leak(hex('own')));
    const { report } = await json(['scan', '--git-folder'], { cwd: aside.path('tree') });
    expect(report.findings.map(({ path, root }) => [path, root]).sort()).toEqual([
      ['.git/hooks/update', repo.root],
      ['.git/worktrees/tree/MERGE_MSG', repo.root],
    ]);
  });
});
