import { describe, expect, it } from 'vitest';
import { committedPart } from '../../../../scanner/integrations/hooks/commit-message.ts';
import { parsePushed, rangeFromPreCommit, rangeOf } from '../../../../scanner/integrations/hooks/pushed-refs.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { cli, leak } from '../../run.ts';

const NONE = '0'.repeat(40);
const SCISSORS = `# ${'-'.repeat(24)} >8 ${'-'.repeat(24)}`;

/** A repository with a remote that has its first commit. */
function pushedRepo(): { repo: TempRepo; remote: TempRepo; start: string; [Symbol.dispose](): void } {
  const repo = new TempRepo();
  const remote = new TempRepo({ bare: true });
  repo.write('a.ts', 'clean\n');
  const start = repo.commit('start');
  repo.git('remote', 'add', 'origin', remote.root);
  repo.git('push', '-q', 'origin', 'main');
  return {
    repo,
    remote,
    start,
    [Symbol.dispose]: () => {
      repo[Symbol.dispose]();
      remote[Symbol.dispose]();
    },
  };
}

const push = async (repo: TempRepo, refs: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  cli(['hook', 'pre-push', 'origin', 'file:///nowhere'], {
    cwd: repo.root,
    stdin: refs.map((ref) => `${ref}\n`).join(''),
    env,
  });

describe('hook pre-push', () => {
  it('scans new commits, even if the secret was removed again', async () => {
    using pushed = pushedRepo();
    const { repo, start } = pushed;
    repo.write('a.ts', leak(hex('came and went')));
    const leaking = repo.commit('leak');
    repo.write('a.ts', 'clean\n');
    const head = repo.commit('clean up');
    const { exitCode, stdout } = await push(repo, [`refs/heads/main ${head} refs/heads/main ${start}`]);
    expect(exitCode).toBe(1);
    expect(stdout).toContain(`a.ts in commit ${leaking.slice(0, 12)}:1:29`);
    expect(stdout).toContain('git push --no-verify');
  });

  it('skips commits that the remote has, for a new branch', async () => {
    using pushed = pushedRepo();
    const { repo } = pushed;
    repo.write('a.ts', leak(hex('known to the remote')));
    repo.commit('leak');
    repo.git('push', '-q', 'origin', 'main');
    repo.git('checkout', '-q', '-b', 'next');
    repo.write('b.ts', 'clean\n');
    const head = repo.commit('clean');
    const { exitCode, stdout } = await push(repo, [`refs/heads/next ${head} refs/heads/next ${NONE}`]);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: '',
    });
  });

  it('scans the commits of a new branch, and the message of a tag', async () => {
    using pushed = pushedRepo();
    const { repo, start } = pushed;
    repo.git('tag', '-a', 'v1', '-m', `Authorization: NVX ${hex('in a tag')} for api.navixy.com`);
    const tag = repo.git('rev-parse', 'v1');
    expect((await push(repo, [`refs/tags/v1 ${tag} refs/tags/v1 ${NONE}`])).exitCode).toBe(1);
    repo.git('checkout', '-q', '-b', 'next', start);
    repo.write('b.ts', leak(hex('on a new branch')));
    const head = repo.commit('leak');
    expect((await push(repo, [`refs/heads/next ${head} refs/heads/next ${NONE}`])).exitCode).toBe(1);
  });

  it('scans a force push if the commit it replaces is missing', async () => {
    using pushed = pushedRepo();
    const { repo } = pushed;
    repo.write('a.ts', leak(hex('forced')));
    const head = repo.commit('leak');
    const gone = '1'.repeat(40);
    expect((await push(repo, [`refs/heads/main ${head} refs/heads/main ${gone}`])).exitCode).toBe(1);
  });

  it('finds the leaking ref among many', async () => {
    using pushed = pushedRepo();
    const { repo, start } = pushed;
    const refs = Array.from({ length: 40 }, (_, at) => `refs/heads/b${at} ${start} refs/heads/b${at} ${NONE}`);
    repo.write('a.ts', leak(hex('the last one')));
    const head = repo.commit('leak');
    expect((await push(repo, [...refs, `refs/heads/z ${head} refs/heads/z ${NONE}`])).exitCode).toBe(1);
  });

  it('has nothing to scan if refs are only deleted', async () => {
    using pushed = pushedRepo();
    const { exitCode, stdout } = await push(pushed.repo, [`(delete) ${NONE} refs/heads/main ${pushed.start}`]);
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: '',
    });
  });

  it('scans HEAD if git passes no refs', async () => {
    using pushed = pushedRepo();
    pushed.repo.write('a.ts', leak(hex('unsaid')));
    pushed.repo.commit('leak');
    expect((await push(pushed.repo, [])).exitCode).toBe(1);
  });

  it('fails for unknown input', async () => {
    using pushed = pushedRepo();
    expect(await push(pushed.repo, ['refs/heads/main'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('not in the format that git passes to a pre-push hook') as string,
    });
  });

  it('reads the range from the variables of the pre-commit program', async () => {
    using pushed = pushedRepo();
    pushed.repo.write('a.ts', leak(hex('by pre-commit')));
    const head = pushed.repo.commit('leak');
    const env = {
      PRE_COMMIT: '1',
      PRE_COMMIT_FROM_REF: pushed.start,
      PRE_COMMIT_TO_REF: head,
      PRE_COMMIT_REMOTE_BRANCH: 'refs/heads/main',
    };
    const { exitCode, stdout } = await push(pushed.repo, [], env);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('passes on only the first ref of a push');
  });

  it('parses ref names with spaces, and reports the number of refs', () => {
    const [id, other] = ['a'.repeat(40), 'b'.repeat(40)];
    const refs = parsePushed(`HEAD@{1 day ago} ${id} refs/heads/x ${NONE}\nmain ${other} refs/heads/main ${id}\r\n`);
    expect(rangeOf(refs)).toEqual({
      heads: [id, other],
      bases: [id],
      names: ['refs/heads/x'],
      words: 'what is new on 2 refs',
    });
    expect(rangeFromPreCommit({ PRE_COMMIT: '1', PRE_COMMIT_LOCAL_BRANCH: 'HEAD' })).toEqual({
      heads: ['HEAD'],
      bases: [],
      names: [],
      words: 'what is new on HEAD',
    });
    expect(rangeFromPreCommit({})).toBeUndefined();
  });
});

describe('hook commit-msg', () => {
  const run = async (message: string, env: NodeJS.ProcessEnv = {}) => {
    using folder = new TempRepo();
    return await cli(['hook', 'commit-msg', folder.write('MSG', message)], {
      cwd: folder.root,
      env: { GIT_CONFIG_GLOBAL: '/dev/null', ...env },
    });
  };
  const line = (value: string) => `Authorization: NVX ${value}`;

  it('finds a secret in the message and reports its place', async () => {
    const { exitCode, stdout } = await run(`Add it\n\n${line(hex('message'))}\n`);
    expect(exitCode).toBe(1);
    expect(stdout).toContain('commit message:3:20');
    expect(stdout).not.toContain(hex('message'));
  });

  const HINT =
    "# Please enter the commit message for your changes. Lines starting\n# with '#' will be ignored, and an empty message aborts the commit.\n";
  const BELOW = '# Do not modify or remove the line above.\n# Everything below it will be ignored.\n';
  const set = (key: string, value: string) => ({
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: key,
    GIT_CONFIG_VALUE_0: value,
  });

  it('ignores comments and text below the scissors line if git removes them', async () => {
    expect(
      (await run(`Add it\n${HINT}# ${line(hex('comment'))}\n${SCISSORS}\n${BELOW}-${line(hex('diff'))}\n`)).exitCode,
    ).toBe(0);
    const german = '# Zeilen\n#\n';
    expect((await run(`Add it\n${SCISSORS}\n${german}diff --git a/f b/f\n-${line(hex('diff'))}\n`)).exitCode).toBe(0);
  });

  it.each<[what: string, message: string, env: NodeJS.ProcessEnv]>([
    ["below a scissors line that is not git's", `x\n${SCISSORS}\n${line(hex('cut'))}\n`, {}],
    ['below a scissors line with another comment', `x\n${SCISSORS}\n# mine\n${line(hex('cut'))}\n`, {}],
    [
      'below a scissors line with another comment character',
      `x\n${SCISSORS}\n${BELOW}${line(hex('cut'))}\n`,
      set('core.commentChar', ';'),
    ],
    ["below git's scissors without an editor", `x\n${SCISSORS}\n${BELOW}${line(hex('cut'))}\n`, { GIT_EDITOR: ':' }],
    ['in a comment, without a sign that git removes it', `x\n# ${line(hex('kept'))}\n`, {}],
    [
      'in a comment that git says it keeps',
      `x\n# ${line(hex('kept'))}\n${HINT.replace('ignored, and', 'kept; you may')}`,
      {},
    ],
    [
      'in a comment that git says it keeps, contrary to the settings',
      `x\n# ${line(hex('kept'))}\n${HINT.replace('ignored, and', 'kept; you may')}`,
      set('commit.cleanup', 'strip'),
    ],
    ['in a comment without an editor', `${HINT}# ${line(hex('kept'))}\n`, { GIT_EDITOR: ':' }],
    [
      'in a comment, with cleanup by scissors in the settings',
      `x\n# ${line(hex('kept'))}\n${SCISSORS}\n${BELOW}`,
      set('commit.cleanup', 'scissors'),
    ],
  ])('finds a secret %s', async (_, message, env) => {
    expect((await run(message, env)).exitCode).toBe(1);
  });

  it.each<[key: string, value: string, message: string, expected: number]>([
    ['commit.cleanup', 'scissors', `x\n${SCISSORS}\n${line(hex('cut'))}\n`, 0],
    ['commit.verbose', 'true', `x\n${SCISSORS}\n${line(hex('cut'))}\n`, 0],
    ['commit.verbose', '2', `x\n${SCISSORS}\n${line(hex('cut'))}\n`, 0],
    ['commit.verbose', 'false', `x\n${SCISSORS}\n${line(hex('cut'))}\n`, 1],
    ['core.commentChar', 'auto', `x\n${HINT.replaceAll('#', ';')}; ${line(hex('auto'))}\n`, 0],
    ['core.commentChar', 'auto', `x\n${HINT.replaceAll('#', ';')}# ${line(hex('auto'))}\n`, 1],
    ['core.commentChar', ';', `x\n${HINT.replaceAll('#', ';')}; ${line(hex('other'))}\n`, 0],
    ['core.commentChar', ';', `x\n${HINT}# ${line(hex('other'))}\n`, 1],
  ])('respects %s = %s: %j', async (key, value, message, expected) => {
    expect((await run(message, set(key, value))).exitCode).toBe(expected);
  });

  it('fails if it cannot read the message', async () => {
    using folder = new TempFolder();
    expect(await cli(['hook', 'commit-msg', 'nowhere'], { cwd: folder.root })).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('cannot read the commit message') as string,
    });
    expect((await cli(['hook', 'commit-msg'], { cwd: folder.root })).exitCode).toBe(2);
  });

  it('committedPart keeps bytes and line numbers', () => {
    const message = Buffer.from(`é\n# '#' will be ignored\nlast\n`, 'latin1');
    expect(committedPart(message, { isEdited: true, cutsAtScissors: true, comment: '#' })).toEqual(
      Buffer.from('é\n\nlast\n', 'latin1'),
    );
  });
});

describe('hook pre-commit', () => {
  it('prints nothing for a commit that only deletes or amends', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', 'export {};\n');
    repo.commit('Begin');
    const run = async () => cli(['hook', 'pre-commit'], { cwd: repo.root, env: { GIT_INDEX_FILE: '.git/index' } });
    expect(await run()).toEqual({ exitCode: 0, stdout: '', stderr: '' });
    repo.git('rm', '-q', 'a.ts');
    expect(await run()).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('scans the files on disk if nothing is staged and it is not run by git', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('committed long ago')));
    repo.commit('leak');
    const { exitCode, stdout } = await cli(['hook', 'pre-commit'], { cwd: repo.root });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('nothing is staged, so the files on disk were scanned instead');
    repo.write('front/b.ts', 'clean\n');
    expect((await cli(['hook', 'pre-commit'], { cwd: repo.path('front') })).stdout).toContain('a.ts:1:29');
    expect(
      (await cli(['hook', 'pre-commit'], { cwd: repo.root, env: { GIT_INDEX_FILE: '.git/index' } })).exitCode,
    ).toBe(0);
  });

  it('prints at most 45 lines for any number of secrets', async () => {
    using repo = new TempRepo();
    for (let at = 0; at < 30; at += 1) repo.write(`f${at}.ts`, leak(hex(`many ${at}`)));
    repo.git('add', '-A');
    const { stdout } = await cli(['hook', 'pre-commit'], { cwd: repo.root });
    expect(stdout).toContain('30 secrets found');
    const [, command = ''] = /^and 19 more; all of them: navixy-secrets (.*)$/m.exec(stdout) ?? [];
    const all = await cli(command.split(' '), { cwd: repo.root });
    expect(all.stdout.match(/^● /gm)).toHaveLength(30);
    expect(stdout.split('\n').length).toBeLessThanOrEqual(45);
  });
});
