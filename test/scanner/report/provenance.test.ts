import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markdown } from '../../../scanner/report/formats/markdown.ts';
import type { JsonReport } from '../../../scanner/report/json-report-types.ts';
import { webLink } from '../../../scanner/report/printable-url.ts';
import { Advice } from '../../../scanner/advice/next-commands.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { holdToGitlabDetails, holdToLineSchema, holdToReportSchema, holdToSarifSchema } from '../../support/schema.ts';
import { cli, json, leak } from '../run.ts';

const value = hex('moved and removed');
let repo: TempRepo;
let [added, moved, removed] = ['', '', ''];

beforeAll(() => {
  repo = new TempRepo();
  repo.git('remote', 'add', 'origin', 'git@github.com:fleet/app.git');
  repo.git('checkout', '-q', '-b', 'main');
  repo.write('client.ts', leak(value));
  added = repo.commit('Add the client');
  repo.git('mv', 'client.ts', 'api.ts');
  moved = repo.commit('Move it');
  repo.git('tag', 'v1');
  repo.write('api.ts', 'export {};\n');
  removed = repo.commit('Read it from | the environment @all');
});
afterAll(() => repo[Symbol.dispose]());

async function as(format: string): Promise<string> {
  const { stdout, exitCode } = await cli(['scan', '--history', '--format', format], { cwd: repo.root });
  expect(exitCode).toBe(1);
  return stdout;
}

const commitUrl = (id: string) => `https://github.com/fleet/app/commit/${id}`;

describe('the provenance of a secret', () => {
  it('is in markdown, with links to the line and the commits', async () => {
    const said = await as('markdown');
    expect(said).toContain(
      `|  | [\`client.ts:1:29\`](<https://github.com/fleet/app/blob/${added}/client.ts#L1>) | [${added.slice(0, 12)}](<${commitUrl(added)}>)<br>2023-11-14 | history only | <details><summary>why</summary>is called "NAVIXY&#95;HASH"`,
    );
    expect(said).toContain('\n| secret | where | commit | branch | details |\n|---|---|---|---|---|\n');
    expect(said).toContain(`<br>2023-11-14 | on tag v1 | <details>`);
    expect(said).toContain(`<br>introduced by [commit ${added.slice(0, 12)}](<${commitUrl(added)}>)`);
    expect(said).toContain(`<br>moved here from client.ts by [commit ${moved.slice(0, 12)}](<${commitUrl(moved)}>)`);
    expect(said).toContain(`<br>removed by [commit ${removed.slice(0, 12)}](<${commitUrl(removed)}>)`);
    expect(said).toContain('"Read it from &#124; the environment &#64;&#8203;all"<br>');
    expect(said).toContain('<br>not in HEAD, but on v1; in the history of branch main</details> |\n');
  });

  it('is in the failures of junit and the annotations of github', async () => {
    for (const [format, glue] of [
      ['junit', '&#10;'],
      ['github', '%0A'],
    ] as const) {
      const said = (await as(format)).replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
      expect(said).toContain(`introduced by commit ${added.slice(0, 12)} by `);
      expect(said).toMatch(
        new RegExp(`moved to api\\.ts by commit ${moved.slice(0, 12)} by .*?: "Move it"${glue}not in HEAD`),
      );
      expect(said).toContain('not in HEAD, but on v1; in the history of branch main');
    }
  });

  it('is in the links and details of gitlab', async () => {
    const { vulnerabilities } = JSON.parse(await as('gitlab')) as {
      vulnerabilities: { location: { file: string }; links: unknown; details: unknown }[];
    };
    const text = (words: string) => ({ type: 'text', value: words });
    expect(vulnerabilities.find(({ location }) => location.file === 'api.ts')).toMatchObject({
      links: [
        { name: 'The line', url: `https://github.com/fleet/app/blob/${moved}/api.ts#L1` },
        { name: `Introduced by ${moved.slice(0, 12)}`, url: commitUrl(moved) },
        { name: `Removed by ${removed.slice(0, 12)}`, url: commitUrl(removed) },
      ],
      details: {
        introduced: {
          name: 'Introduced by',
          type: 'table',
          header: ['Commit', 'Date', 'Author', 'Subject', 'Remarks'].map(text),
          rows: [[{ type: 'commit', value: moved }, {}, {}, text('Move it'), text('moved from client.ts')]],
        },
        removed: {
          name: 'Removed by',
          type: 'table',
          rows: [[{ type: 'commit', value: removed }, {}, {}, text('Read it from | the environment @all'), text('—')]],
        },
        state: { name: 'Now', ...text('not in HEAD, but on v1') },
        branches: { name: 'Branches', type: 'list', items: [text('main (in its history)')] },
        tags: { name: 'Tags', type: 'list', items: [text('v1')] },
      },
    });
  });

  it('has the gitlab types of its schema: text, commit, list and table', async () => {
    const { vulnerabilities } = JSON.parse(await as('gitlab')) as {
      vulnerabilities: { details: Record<string, { type: string; rows?: { type: string }[][] }> }[];
    };
    const types = new Set<string>();
    for (const { details } of vulnerabilities) {
      holdToGitlabDetails(details);
      for (const { type, rows = [] } of Object.values(details))
        for (const one of [type, ...rows.flat().map((cell) => cell.type)]) types.add(one);
    }
    expect(types).toEqual(new Set(['text', 'commit', 'list', 'table']));
    expect(() => holdToGitlabDetails({ a: { name: 'A', type: 'text', value: 1 } })).toThrow('must be string');
    expect(() => holdToGitlabDetails({ a: { type: 'text', value: 'b' } })).toThrow('name');
    expect(() =>
      holdToGitlabDetails({ a: { name: 'A', type: 'list', items: [{ type: 'word', value: 'b' }] } }),
    ).toThrow('type');
    expect(() => holdToGitlabDetails({ a: { name: 'A', type: 'text', value: 'b', colour: 'red' } })).toThrow('colour');
  });

  it('is in sarif, with the scanned revision', async () => {
    const log = JSON.parse(await as('sarif')) as {
      runs: [
        {
          versionControlProvenance: unknown;
          results: { message: { text: string }; hostedViewerUri: string; relatedLocations: unknown }[];
        },
      ];
    };
    holdToSarifSchema(log);
    const [{ versionControlProvenance, results }] = log.runs;
    expect(versionControlProvenance).toEqual([
      {
        repositoryUri: 'https://github.com/fleet/app',
        revisionId: removed,
        branch: 'main',
        mappedTo: { uriBaseId: 'SRCROOT' },
      },
    ]);
    const old = results.find(({ hostedViewerUri }) => hostedViewerUri.includes('client.ts'))!;
    expect(old.message.text).toMatch(
      new RegExp(
        `\\(high confidence\\)\\. Introduced by commit ${added.slice(0, 12)} by .*\\. Moved to api\\.ts by commit ${moved.slice(0, 12)} by .*\\. Not in HEAD`,
      ),
    );
    expect(old.relatedLocations).toEqual([
      {
        id: 1,
        message: { text: `Commit ${moved.slice(0, 12)} moved it to this file.` },
        physicalLocation: { artifactLocation: { uri: 'api.ts', uriBaseId: 'SRCROOT' } },
      },
    ]);
  });

  it('has no revision in sarif without a known forge', async () => {
    using folder = new TempFolder();
    folder.write('a.ts', leak(value));
    const { stdout } = await cli(['scan', '--format', 'sarif'], { cwd: folder.root });
    expect(JSON.parse(stdout)).not.toHaveProperty('runs.0.versionControlProvenance');
  });
});

describe('a report about several repositories', () => {
  let folder: TempFolder;
  const repos: TempRepo[] = [];
  beforeAll(() => {
    folder = new TempFolder();
    for (const name of ['one', 'other']) {
      const part = new TempRepo();
      part.write(`${name}.ts`, leak(value));
      part.commit('start');
      repos.push(part);
    }
    folder.write('list.txt', [...repos.map(({ root }) => root), 'nope'].join('\n'));
  });
  afterAll(() => {
    for (const one of [...repos, folder]) one[Symbol.dispose]();
  });
  const merged = async (format: string) =>
    (await cli(['scan', '--repos', 'list.txt', '--format', format], { cwd: folder.root })).stdout;

  it.each(['text', 'markdown', 'html', 'sarif', 'gitlab', 'gitlab-codequality', 'junit', 'github'])(
    'shows the repository of each place in the format %s',
    async (format) => {
      const said = await merged(format);
      for (const [at, { root }] of repos.entries()) {
        expect(said).toContain(root);
        expect(said).toContain(at === 0 ? 'one.ts' : 'other.ts');
      }
    },
  );

  it.each(['text', 'markdown', 'html', 'sarif', 'gitlab', 'junit', 'github', 'jsonl', 'json'])(
    'says which secret is in several repositories in the format %s',
    async (format) => {
      const said = await merged(format);
      expect(said).toMatch(/in several repositories|"shared":/i);
      expect(said).toMatch(/in 2 repositories|"repositories":/);
    },
  );

  it('has the address and revision of each repository in json and sarif, also when merged from files', async () => {
    using away = new TempFolder();
    using far = new TempRepo();
    far.git('remote', 'add', 'origin', 'https://user:secret@gitlab.example/fleet/far.git');
    far.git('checkout', '-q', '-b', `${hex('branch')}-x`);
    far.write('clean.ts', 'export {};\n');
    const head = far.commit('start');
    const state = {
      home: 'https://gitlab.example/fleet/far',
      commit: head,
      branch: expect.stringMatching(/^[0-9a-f]{4}….*-x$/) as string,
    };
    away.write('list.txt', [...repos.map(({ root }) => root), far.root].join('\n'));
    await cli(
      ['scan', '--repos', 'list.txt', '--results', 'results', '--format', 'sarif', '--output', 'direct.sarif'],
      { cwd: away.root },
    );
    await cli(['scan', '--format', 'json', '--output', away.path('single.json')], { cwd: far.root });
    expect(JSON.parse(readFileSync(away.path('single.json'), 'utf8'))).toMatchObject({ versionControl: state });
    for (const files of [['results'], ['single.json']])
      await cli(
        [
          'merge',
          ...files,
          '--format',
          'sarif',
          '--output',
          `${files[0]!}.sarif`,
          '--format',
          'json',
          '--output',
          `${files[0]!}.merged.json`,
        ],
        { cwd: away.root },
      );
    for (const name of ['direct', 'results', 'single.json']) {
      const log = JSON.parse(readFileSync(away.path(`${name}.sarif`), 'utf8')) as {
        runs: [
          {
            originalUriBaseIds: Record<string, { description: { text: string } }>;
            versionControlProvenance: { mappedTo: { uriBaseId: string } }[];
          },
        ];
      };
      holdToSarifSchema(log);
      const [{ originalUriBaseIds, versionControlProvenance }] = log.runs;
      // The other two have no remote, so they have no entry.
      expect(versionControlProvenance).toMatchObject([
        { repositoryUri: state.home, revisionId: state.commit, branch: state.branch },
      ]);
      expect(originalUriBaseIds[versionControlProvenance[0]!.mappedTo.uriBaseId]?.description.text).toBe(
        `The repository ${far.root}.`,
      );
    }
    const merged = JSON.parse(readFileSync(away.path('single.json.merged.json'), 'utf8')) as JsonReport;
    holdToReportSchema(merged);
    expect(merged.repositories).toMatchObject([{ repository: far.root, versionControl: state }]);
  });

  it('accepts only web addresses from a merged report', async () => {
    using away = new TempFolder();
    await cli(['scan', '--format', 'json', '--output', away.path('a.json')], { cwd: repos[0]!.root });
    const report = JSON.parse(readFileSync(away.path('a.json'), 'utf8')) as JsonReport;
    away.write('b.json', JSON.stringify({ ...report, versionControl: { home: 'javascript:alert(1)', branch: 'x' } }));
    const { stdout } = await cli(['merge', 'b.json', '--format', 'sarif'], { cwd: away.root });
    expect(JSON.parse(stdout)).not.toHaveProperty('runs.0.versionControlProvenance');
  });

  it('does not treat a commit of another repository as one of the GitLab project', async () => {
    const { stdout } = await cli(['scan', '--history', '--repos', 'list.txt', '--format', 'gitlab'], {
      cwd: folder.root,
    });
    const { vulnerabilities } = JSON.parse(stdout) as {
      vulnerabilities: { details: Record<string, { rows: { type: string }[][] }> }[];
    };
    expect(vulnerabilities.length).toBe(2);
    for (const { details } of vulnerabilities) {
      holdToGitlabDetails(details);
      expect(details['introduced']!.rows[0]![0]!.type).toBe('text');
    }
  });

  it('has a base URI for each repository in sarif', async () => {
    const log = JSON.parse(await merged('sarif')) as {
      runs: [
        {
          originalUriBaseIds: Record<string, { description: { text: string } }>;
          results: {
            locations: [{ physicalLocation: { artifactLocation: { uri: string; uriBaseId: string } } }];
            properties: { repository: string; repositories: string[] };
          }[];
        },
      ];
    };
    holdToSarifSchema(log);
    const [{ originalUriBaseIds, results }] = log.runs;
    expect(
      results
        .map(({ locations: [{ physicalLocation }] }) => [
          physicalLocation.artifactLocation.uri,
          originalUriBaseIds[physicalLocation.artifactLocation.uriBaseId]?.description.text,
        ])
        .sort(),
    ).toEqual(repos.map(({ root }, at) => [at === 0 ? 'one.ts' : 'other.ts', `The repository ${root}.`]));
    expect(results[0]!.properties.repositories).toEqual(repos.map(({ root }) => root).sort());
  });

  it('has a test suite for each repository in junit', async () => {
    const said = await merged('junit');
    for (const { root } of repos)
      expect(said).toMatch(
        new RegExp(
          `<testsuite name="${root}" tests="2" failures="1" errors="0" skipped="0">\n    <testcase classname="scan" name="scanned 1 document"/>`,
        ),
      );
    expect(said).toMatch(/<testsuites name="navixy-secrets" tests="6" failures="2" errors="1" skipped="0"/);
  });

  it('has a table of the repositories in markdown', async () => {
    const said = await merged('markdown');
    for (const { root } of repos) expect(said).toContain(`| \`${root}\` | whole | 1 |`);
  });

  it('matches the schema in the last line of jsonl', async () => {
    const last = (await merged('jsonl')).trimEnd().split('\n').at(-1)!;
    holdToLineSchema(JSON.parse(last));
    expect(JSON.parse(last)).toMatchObject({
      type: 'summary',
      shared: [{ repositories: repos.map(({ root }) => root).sort() }],
    });
  });
});

describe('annotations', () => {
  it('leave room for findings if many files were not scanned, and show each secret before a second place of one', async () => {
    using folder = new TempFolder();
    const [one, other] = [hex('in two places'), hex('in one place')];
    folder.write('a.ts', leak(one));
    folder.write('b.ts', leak(one));
    folder.write('c.ts', leak(other));
    const absent = Array.from({ length: 12 }, (_, at) => `nope${at}`);
    const { stdout } = await cli(['scan', 'a.ts', 'b.ts', 'c.ts', ...absent, '--format', 'github'], {
      cwd: folder.root,
    });
    const annotations = stdout
      .trimEnd()
      .split('\n')
      .map((line) => /file=[abc]\.ts|nope\d+|and 9 more things|^::notice/.exec(line)?.[0]);
    expect(annotations).toEqual([
      '::notice',
      ...absent.slice(0, 3),
      'and 9 more things',
      'file=a.ts',
      'file=c.ts',
      'file=b.ts',
      ...absent.slice(3),
    ]);
  });
});

describe('a URL in a report', () => {
  it.each([
    'javascript:alert(1)',
    'https://x.example/a>)[b](http://evil.example',
    'https://u:p@x.example/a',
    'https://x.example/a b',
    'https://x.example/a|b',
    'https://x.example/`a`',
    'data:text/html,x',
    '',
  ])('is left out if it is %j', (url) => {
    expect(webLink(url)).toBeUndefined();
  });

  it('from a crafted merged report does not become a link', async () => {
    const { report } = await json(['scan', '--history'], { cwd: repo.root });
    const [finding] = report.findings;
    const evil = {
      ...finding!,
      origin: {
        ...finding!.origin,
        url: 'javascript:alert(1)',
        introduced: finding!.origin.introduced!.map((step) => ({
          ...step,
          url: 'https://x.example/a>)[b](http://evil.example',
        })),
      },
    };
    const said = await markdown.render(
      { ...report, findings: [{ ...evil, occurrences: [evil] }] } as JsonReport,
      { cwd: repo.root, advice: new Advice({}, { cwd: repo.root }), showSecrets: false } as never,
    );
    expect(said).not.toContain('javascript');
    expect(said).not.toContain('evil.example');
  });
});
