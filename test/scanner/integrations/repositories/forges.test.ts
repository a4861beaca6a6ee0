import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressesIn, isForgeAnswer } from '../../../../scanner/integrations/repositories/forge-answers.ts';
import { readList } from '../../../../scanner/integrations/repositories/repository-list.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { cli, leak } from '../../run.ts';

/** Answers as the public documentation of each forge shows them, shortened. */
const ANSWERS = {
  gh: [[{ url: 'https://github.com/fleet/app' }, { url: 'https://github.com/fleet/maps' }]],
  glab: [
    [
      {
        id: 4,
        ssh_url_to_repo: 'git@gitlab.com:fleet/app.git',
        http_url_to_repo: 'https://gitlab.com/fleet/app.git',
        web_url: 'https://gitlab.com/fleet/app',
      },
    ],
    [{ id: 5, path_with_namespace: 'fleet/x/maps', http_url_to_repo: 'https://gitlab.com/fleet/x/maps.git' }],
  ],
  'gitlab.example': [[{ id: 4, http_url_to_repo: 'https://gitlab.example/fleet/app.git' }], [], []],
  'api.bitbucket.org': [
    {
      pagelen: 100,
      next: 'https://api.bitbucket.org/2.0/repositories/fleet?page=2',
      values: [
        {
          full_name: 'fleet/app',
          links: {
            self: { href: 'https://api.bitbucket.org/2.0/repositories/fleet/app' },
            clone: [
              { href: 'git@bitbucket.org:fleet/app.git', name: 'ssh' },
              { href: 'https://ann@bitbucket.org/fleet/app.git', name: 'https' },
            ],
          },
        },
      ],
    },
    {
      pagelen: 100,
      page: 2,
      values: [{ links: { clone: [{ href: 'https://ann@bitbucket.org/fleet/maps.git', name: 'https' }] } }],
    },
    { pagelen: 100, page: 3, values: [] },
  ],
  'gitea.example': [
    [
      {
        id: 1,
        url: 'https://gitea.example/api/v1/repos/fleet/app',
        ssh_url: 'git@gitea.example:fleet/app.git',
        clone_url: 'https://gitea.example/fleet/app.git',
      },
    ],
    [],
  ],
  az: [
    [
      {
        name: 'app',
        remoteUrl: 'https://fleet@dev.azure.com/fleet/app/_git/app',
        sshUrl: 'git@ssh.dev.azure.com:v3/fleet/app/app',
        url: 'https://dev.azure.com/fleet/5f/_apis/git/repositories/9c',
      },
    ],
  ],
} as const;

/** Each program's own layout: `gh` on one line, `glab` a page after the other, `az` over several lines. */
const printed = (name: keyof typeof ANSWERS) =>
  ANSWERS[name].map((page) => JSON.stringify(page, undefined, name === 'az' ? 2 : undefined)).join('');

const EXPECTED: Readonly<Record<keyof typeof ANSWERS, readonly string[]>> = {
  gh: ['github.com/fleet/app', 'github.com/fleet/maps'],
  glab: ['gitlab.com/fleet/app.git', 'gitlab.com/fleet/x/maps.git'],
  'gitlab.example': ['gitlab.example/fleet/app.git'],
  'api.bitbucket.org': ['bitbucket.org/fleet/app.git', 'bitbucket.org/fleet/maps.git'],
  'gitea.example': ['gitea.example/fleet/app.git'],
  az: ['dev.azure.com/fleet/app/_git/app'],
};

const page = readFileSync('docs/many-repositories.md', 'utf8');
const LINES = [...page.matchAll(/^(?:gh|glab|curl|az) .* --repos -$/gm)].map(([line]) => line);

/** The programs on PATH answer exactly the command of the page, and fail for any other. */
describe('the lines of docs/many-repositories.md that list an organisation', () => {
  let folder: TempFolder;
  beforeAll(() => {
    folder = new TempFolder();
    using repo = new TempRepo();
    repo.write('a.ts', leak(hex('of an organisation')));
    repo.commit('leak');
    for (const one of Object.values(EXPECTED).flat()) {
      mkdirSync(path.dirname(folder.path('mirrors', one)), { recursive: true });
      cpSync(repo.path('.git'), folder.path('mirrors', one), { recursive: true });
    }
    for (const line of LINES) {
      const [asks = ''] = line.split(' | ');
      const program = asks.split(' ')[0]!;
      const name = (Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).find((one) => asks.includes(one))!;
      folder.write(`answers/${name}`, printed(name));
      const words = asks.replaceAll("'", '');
      const script = `[ "${program} $*" = "${words}" ] && exec cat "${folder.path('answers', name)}"\n`;
      const file = folder.path('bin', program);
      let before = '#!/bin/sh\n';
      try {
        before = readFileSync(file, 'utf8');
      } catch {
        // The first line with this program.
      }
      folder.write(`bin/${program}`, before + script);
      chmodSync(file, 0o755);
    }
    symlinkSync(path.resolve('dist/cli.cjs'), folder.path('bin/navixy-secrets'));
    chmodSync('dist/cli.cjs', 0o755);
  });
  afterAll(() => folder[Symbol.dispose]());

  it('are one for each forge', () => {
    expect(LINES).toHaveLength(Object.keys(ANSWERS).length);
  });

  it.each(LINES)('%s', (line) => {
    const name = (Object.keys(ANSWERS) as (keyof typeof ANSWERS)[]).find((one) => line.includes(one))!;
    const env = { PATH: `${folder.path('bin')}:/usr/bin:/bin:${path.dirname(process.execPath)}`, HOME: folder.root };
    const options = ' --fail-on none --format json';
    const output = execFileSync('sh', ['-c', line + options], {
      cwd: folder.root,
      env,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const report = JSON.parse(output) as { complete: boolean; findings: { occurrences: { root: string }[] }[] };
    expect(report.complete).toBe(true);
    expect(report.findings.map(({ occurrences }) => occurrences.map(({ root }) => root).toSorted())).toEqual([
      EXPECTED[name].map((one) => folder.path('mirrors', one)),
    ]);
  });
});

describe('the JSON of a forge', () => {
  const names = (text: string) => readList(Buffer.from(text), '/work').map(({ name }) => name);

  it('is recognised, and a list of paths is not', () => {
    for (const text of ['[]', ' [ {', '{"values":[]}', '["https://x.example/a"]', '[['])
      expect(isForgeAnswer(text)).toBe(true);
    for (const text of ['', 'a', '[a]/b', './[', '# {', 'https://x.example/[']) expect(isForgeAnswer(text)).toBe(false);
  });

  it('is shown without user names and tokens', () => {
    const links = { clone: [{ name: 'https', href: 'https://ann:token@bitbucket.org/fleet/app.git' }] };
    expect(names(JSON.stringify({ values: [{ links }] }))).toEqual(['https://bitbucket.org/fleet/app.git']);
  });

  it.each([
    ['an entry on each line', '{"clone_url":"https://x.example/a"}\n{"clone_url":"https://x.example/b"}\n'],
    ['text on each line', '["https://x.example/a"]\n["https://x.example/b"]'],
    [
      'the answer of Bitbucket Data Center',
      '{"isLastPage":true,"values":[{"links":{"clone":[{"name":"http","href":"https://x.example/a"}]}},{"links":{"clone":[{"name":"ssh","href":"https://x.example/b"}]}}]}',
    ],
    [
      'the answer of Azure',
      '{"count":2,"value":[{"remoteUrl":"https://x.example/a"},{"remoteUrl":"https://x.example/b"}]}',
    ],
    [
      'our own JSON',
      '[{"repository":"https://x.example/a","folder":"/m/a"},{"repository":"https://x.example/b","folder":"/m/b"}]',
    ],
    [
      'brackets and quotes in a description',
      '[{"description":"]}\\"[{\\\\","url":"https://x.example/a"},{"url":"https://x.example/b"}]',
    ],
  ])('may be %s', (_, text) => {
    expect(names(text)).toEqual(['https://x.example/a', 'https://x.example/b']);
  });

  it.each([
    [
      'an error of the server',
      '{"message":"401 Unauthorized"}',
      'entry 1 of the JSON list has no address of a repository',
    ],
    [
      'an entry without an address',
      '[{"url":"https://x.example/a"},{"id":7}]',
      'entry 2 of the JSON list has no address',
    ],
    ['another page of Bitbucket', '{"next":"https://x.example","values":[]}', 'goes on on another page'],
    ['another page of Data Center', '{"isLastPage":false,"values":[]}', 'goes on on another page'],
    ['a truncated answer', '[{"url":"https://x.example/a"},{"url', 'begins like JSON and is not'],
    ['text behind it', '[{"url":"https://x.example/a"}] and more', 'begins like JSON and is not'],
    ['a line break in an address', '["https://x.example/a\\nb"]', 'repository 1 of the list has a control character'],
  ])('is refused: %s', async (_, stdin, words) => {
    const run = await cli(['repos', '-', '--clones', 'mirrors'], { cwd: '/', stdin });
    expect([run.exitCode, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(words);
  });

  it('is never quoted in a message', () => {
    expect(() => addressesIn(`[{"token":"${hex('token')}"`)).toThrow(
      'the list of repositories begins like JSON and is not',
    );
  });
});
