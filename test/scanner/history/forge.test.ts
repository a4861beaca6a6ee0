import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linkerOf } from '../../../scanner/git/forge.ts';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { json, leak } from '../run.ts';

const commit = `${hex('commit')}${'0'.repeat(8)}`;
const link = (remote: string, path = 'src/a b#.ts', endLine = 12) =>
  linkerOf(remote)?.lines({ commit, path, line: 12, endLine });

describe('a link to a line or commit', () => {
  it.each([
    ['https://github.com/fleet/app.git', `https://github.com/fleet/app/blob/${commit}/src/a%20b%23.ts#L12`],
    ['git@github.com:fleet/app.git', `https://github.com/fleet/app/blob/${commit}/src/a%20b%23.ts#L12`],
    ['ssh://git@ssh.github.com:443/fleet/app', `https://github.com/fleet/app/blob/${commit}/src/a%20b%23.ts#L12`],
    [
      'https://ann:pass@github.fleet.example:8443/fleet/app.git?x=1#y',
      `https://github.fleet.example:8443/fleet/app/blob/${commit}/src/a%20b%23.ts#L12`,
    ],
    ['git@gitlab.com:group/sub/app.git', `https://gitlab.com/group/sub/app/-/blob/${commit}/src/a%20b%23.ts#L12`],
    [
      'ssh://git@gitlab.fleet.example:2222/group/app.git',
      `https://gitlab.fleet.example/group/app/-/blob/${commit}/src/a%20b%23.ts#L12`,
    ],
    [
      'http://gitlab.fleet.example/group/app',
      `http://gitlab.fleet.example/group/app/-/blob/${commit}/src/a%20b%23.ts#L12`,
    ],
    ['git@bitbucket.org:fleet/app.git', `https://bitbucket.org/fleet/app/src/${commit}/src/a%20b%23.ts#lines-12`],
    [
      'https://bitbucket.fleet.example/scm/key/app.git',
      `https://bitbucket.fleet.example/projects/key/repos/app/browse/src/a%20b%23.ts?at=${commit}#12`,
    ],
    [
      'ssh://git@bitbucket.fleet.example:7999/~ann/app.git',
      `https://bitbucket.fleet.example/users/ann/repos/app/browse/src/a%20b%23.ts?at=${commit}#12`,
    ],
    [
      'https://fleet@dev.azure.com/fleet/my%20project/_git/app',
      `https://dev.azure.com/fleet/my%20project/_git/app?path=/src/a%20b%23.ts&version=GC${commit}&line=12&lineEnd=13&lineStartColumn=1&lineEndColumn=1`,
    ],
    [
      'git@ssh.dev.azure.com:v3/fleet/project/app',
      `https://dev.azure.com/fleet/project/_git/app?path=/src/a%20b%23.ts&version=GC${commit}&line=12&lineEnd=13&lineStartColumn=1&lineEndColumn=1`,
    ],
    ['https://codeberg.org/fleet/app.git', `https://codeberg.org/fleet/app/src/commit/${commit}/src/a%20b%23.ts#L12`],
    [
      'gitea@gitea.fleet.example:fleet/app.git',
      `https://gitea.fleet.example/fleet/app/src/commit/${commit}/src/a%20b%23.ts#L12`,
    ],
    ['https://git.sr.ht/~ann/app', `https://git.sr.ht/~ann/app/tree/${commit}/item/src/a%20b%23.ts#L12`],
  ])('links to a line of %s', (remote, expected) => {
    expect(link(remote)).toBe(expected);
  });

  it.each([
    ['https://github.com/fleet/app.git', `https://github.com/fleet/app/commit/${commit}`],
    ['git@gitlab.com:group/sub/app.git', `https://gitlab.com/group/sub/app/-/commit/${commit}`],
    ['git@bitbucket.org:fleet/app.git', `https://bitbucket.org/fleet/app/commits/${commit}`],
    [
      'https://bitbucket.fleet.example/scm/key/app.git',
      `https://bitbucket.fleet.example/projects/key/repos/app/commits/${commit}`,
    ],
    ['https://codeberg.org/fleet/app.git', `https://codeberg.org/fleet/app/commit/${commit}`],
    ['https://git.sr.ht/~ann/app', `https://git.sr.ht/~ann/app/commit/${commit}`],
    ['git@ssh.dev.azure.com:v3/fleet/project/app', `https://dev.azure.com/fleet/project/_git/app/commit/${commit}`],
  ])('links to a commit of %s', (remote, expected) => {
    expect(linkerOf(remote)?.commit(commit)).toBe(expected);
    expect(linkerOf(remote)?.commit('main')).toBeUndefined();
  });

  it('uses the line range syntax of each forge', () => {
    expect(
      ['github.com', 'gitlab.com', 'bitbucket.org'].map((host) => link(`https://${host}/o/r`, 'a', 14)?.split('#')[1]),
    ).toEqual(['L12-L14', 'L12-14', 'lines-12:14']);
  });

  it.each([
    'https://code.fleet.example/fleet/app.git',
    '/srv/git/app.git',
    '../app',
    'file:///srv/github.com/app',
    'C:\\git\\app',
    'javascript://github.com/%0aalert(1)',
    'https://github.com/fleet/\u001b[31mapp',
    'https://github.com/',
    'https://github.com/only',
    'https://github.com/a/%2e%2e/b',
    'ext::sh -c id',
    `https://github.com/fleet/${hex('in the address')}`,
    '',
  ])('is not created for the remote %j', (remote) => {
    expect(link(remote)).toBeUndefined();
  });

  it('is not created for a path that may hold a value', () => {
    expect(link('https://github.com/fleet/app', `dump/${hex('in the path')}.txt`)).toBeUndefined();
  });

  it('contains neither credentials nor control characters, for any remote', () => {
    const part = fc.string({
      unit: fc.constantFrom(
        'a',
        'github',
        'gitlab',
        '.com',
        '/',
        ':',
        '@',
        '?',
        '#',
        '%0a',
        '%',
        '\n',
        '\u001b',
        '..',
        '_git',
        '~',
      ),
      maxLength: 8,
    });
    fc.assert(
      fc.property(
        fc.constantFrom('https://', 'ssh://', 'git@', 'http://', ''),
        part,
        part,
        part,
        (scheme, user, host, path) => {
          const made = link(`${scheme}user:${user}@github${host}/${path}`, path === '' ? 'a' : path);
          if (made === undefined) return;
          const { protocol, username, password } = new URL(made);
          expect(['http:', 'https:']).toContain(protocol);
          expect([username, password]).toEqual(['', '']);
          expect(made).toMatch(/^[\x21-\x7e]+$/);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is in the report, and uses the remote origin', async () => {
    using repo = new TempRepo();
    repo.git('remote', 'add', 'upstream', 'https://gitlab.com/up/stream.git');
    repo.git('remote', 'add', 'origin', 'https://user:token@github.com/fleet/app.git');
    repo.write('src/a.ts', `\n${leak(hex('linked'))}`);
    const added = repo.commit('start');
    const { report, stdout } = await json(['scan', '--history'], { cwd: repo.root });
    expect(report.findings[0]?.origin.url).toBe(`https://github.com/fleet/app/blob/${added}/src/a.ts#L2`);
    expect(report.findings[0]?.origin.introduced?.[0]?.url).toBe(`https://github.com/fleet/app/commit/${added}`);
    expect(stdout).not.toContain('token');
  });
});
