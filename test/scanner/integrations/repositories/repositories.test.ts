import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../../../scanner/report/format-registry.ts';
import { isInShard, shardOf } from '../../../../scanner/integrations/repositories/shard.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { holdToLineSchema } from '../../../support/schema.ts';
import { cli, json, leak } from '../../run.ts';

const [shared, own] = [hex('in several repositories'), hex('in one repository')];
let folder: TempFolder;
const repos: TempRepo[] = [];

beforeAll(() => {
  folder = new TempFolder();
  for (const [at, values] of [[shared], [shared, own], []].entries()) {
    const repo = new TempRepo();
    repo.write('README.md', `navixy ${at}\n`);
    for (const value of values) repo.write(`${value.slice(0, 4)}.ts`, leak(value));
    repo.commit('start');
    repos.push(repo);
  }
  folder.write('list.txt', `# ours\n${repos.map(({ root }) => root).join('\n')}\n\n${repos[0]!.root}\n`);
});
afterAll(() => {
  for (const one of [...repos, folder]) one[Symbol.dispose]();
});

describe('scan --repos', () => {
  it('reports many repositories together, and the secrets in several of them', async () => {
    const { report, exitCode } = await json(['scan', '--history', '--repos', 'list.txt'], { cwd: folder.root });
    expect(exitCode).toBe(1);
    expect(report.repositories?.map(({ repository, findings }) => [repository, findings])).toEqual(
      [
        [repos[0]!.root, 1],
        [repos[1]!.root, 2],
        [repos[2]!.root, 0],
      ].sort(),
    );
    expect(report.shared?.map(({ repositories }) => repositories)).toEqual([[repos[0]!.root, repos[1]!.root].sort()]);
    expect(report.summary).toMatchObject({ findings: 2, occurrences: 3 });
    const { stdout } = await cli(['scan', '--history', '--repos', '-'], {
      cwd: folder.root,
      stdin: `${repos[0]!.root}\n${repos[1]!.root}\n`,
    });
    expect(stdout).toContain('In several repositories\n');
    expect(stdout).toContain('documents of 2 repositories');
    for (const value of [shared, own]) expect(stdout).not.toContain(value);
  });

  it('lists missing directories and URLs without a clone as not scanned', async () => {
    const { report, exitCode } = await json(['scan', '--repos', '-'], {
      cwd: folder.root,
      stdin: `nope\nhttps://git.example/a.git\n${repos[2]!.root}\n`,
    });
    expect(exitCode).toBe(2);
    expect(report.notLookedAt.map(({ path, reason }) => [path, reason])).toEqual([
      ['nope', 'no such folder'],
      ['https://git.example/a.git', 'is a URL, and nothing is fetched'],
    ]);
  });

  it('adds up the cached documents', async () => {
    using quiet = new TempFolder();
    const clones = ['one', 'two'].map((name) => {
      using repo = new TempRepo();
      repo.write('a.txt', `${name}\n`);
      repo.commit(name);
      repo.git('clone', '-q', '--no-local', repo.root, quiet.path(name));
      repo.gitWith({ cwd: quiet.path(name) }, 'repack', '-a', '-d', '-q');
      return quiet.path(name);
    });
    const scan = () =>
      json(['scan', '--history', '--cache', '--cache-location', quiet.path('cache'), '--repos', '-'], {
        cwd: quiet.root,
        stdin: clones.join('\n'),
      });
    expect((await scan()).report.summary).toMatchObject({ cached: 0, errors: 0 });
    const {
      report: { summary },
    } = await scan();
    expect(summary.cached).toBeGreaterThanOrEqual(4);
    expect(summary.cached).toBe(summary.documents);
    const { report } = await json(['scan', '--history', '--repos', '-'], { cwd: quiet.root, stdin: clones.join('\n') });
    expect(report.summary).not.toHaveProperty('cached');
  });

  it('ignores the baseline and settings of a repository', async () => {
    using repo = new TempRepo();
    repo.write('a.ts', leak(own));
    repo.write('.navixy-secrets.json', JSON.stringify({ allow: [{ path: '**', reason: 'silence' }] }));
    repo.commit('start');
    expect((await cli(['scan', '--repos', '-'], { cwd: folder.root, stdin: repo.root })).exitCode).toBe(1);
  });

  it('resumes: reuses results, and scans repositories that changed or have no result', async () => {
    const args = ['scan', '--history', '--repos', 'list.txt', '--results', 'resume'];
    const first = await json(args, { cwd: folder.root });
    expect(first.stderr).not.toContain('done before');
    const results = readdirSync(folder.path('resume')).filter((name) => !name.startsWith('shard-'));
    expect(results).toHaveLength(3);
    rmSync(folder.path('resume', results[0]!));
    writeFileSync(folder.path('resume', results[1]!), '{"half');
    const second = await json(args, { cwd: folder.root });
    expect(second.stderr.match(/done before/g)).toHaveLength(1);
    expect(second.stderr).toContain(
      '1 repository not scanned again: same tool, settings and state as the result in resume.',
    );
    const timeless = ({ summary: { durationMs: _, ...summary }, ...report }: typeof first.report) => ({
      ...report,
      summary,
    });
    expect(timeless(second.report)).toEqual(timeless(first.report));
    expect((await json([...args, '--min-confidence', 'high'], { cwd: folder.root })).stderr).not.toContain(
      'done before',
    );
    using repo = new TempRepo();
    repo.commitStaged('start');
    const alone = ['scan', '--history', '--repos', '-', '--results', 'alone'];
    await cli(alone, { cwd: folder.root, stdin: repo.root });
    expect((await cli(alone, { cwd: folder.root, stdin: repo.root })).stderr).toContain('done before');
    repo.write('a.ts', leak(own));
    const before = await cli(alone, { cwd: folder.root, stdin: repo.root });
    expect([before.exitCode, before.stderr.includes('done before')]).toEqual([0, false]);
    repo.commit('leak');
    expect((await cli(alone, { cwd: folder.root, stdin: repo.root })).exitCode).toBe(1);
  });

  it('keeps finished results when interrupted', async () => {
    const { exitCode, report } = await json(['scan', '--history', '--repos', 'list.txt', '--results', 'interrupted'], {
      cwd: folder.root,
      signal: AbortSignal.abort(),
    });
    expect(exitCode).toBe(2);
    expect(report.notLookedAt).toHaveLength(3);
    expect(readdirSync(folder.path('interrupted'))).toEqual(['shard-1-of-1.json']);
  });

  it.each([
    [['--shard', '1/2'], '--shard, --clones and --results are for --repos'],
    [['--repos', 'list.txt', '--verify'], '--repos does not go with --verify'],
    [['--repos', 'list.txt', '--fail-on', 'alive'], '--repos does not go with --fail-on alive'],
    [['--repos', 'list.txt', '--staged'], '--repos does not go with --staged'],
    [['--repos', 'list.txt', 'src'], 'no paths'],
    [
      ['--repos', 'absent.txt'],
      'cannot read the list absent.txt: no such file\n  It is a file with a path or a URL on each line',
    ],
    [['--repos', '-'], '- names no repository'],
    [['--repos', 'list.txt', '--shard', '3/2'], '--shard 3/2 is not a shard I/N'],
  ])('refuses %j', async (args, said) => {
    const { exitCode, stderr } = await cli(['scan', ...args], { cwd: folder.root, stdin: '# nothing\n' });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('merge', () => {
  it('refuses to write its report into the folder that it reads', async () => {
    using folder = new TempFolder();
    folder.write('results/one.json', '{}');
    const run = await cli(['merge', 'results', '--output', 'results/all.json'], { cwd: folder.root });
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toBe(
      'navixy-secrets: results/all.json would be in the folder that is merged\n  Name a file elsewhere: --output all.json\n',
    );
    expect(existsSync(folder.path('results/all.json'))).toBe(false);
  });

  it.each<[string, (string | undefined)[], number, string | undefined]>([
    ['an active secret', ['dead', 'alive'], 1, 'alive'],
    ['only revoked secrets', ['dead', 'dead'], 0, 'dead'],
    ['an unverified secret', [undefined], 1, undefined],
    ['an unknown status', ['dead', 'unknown'], 1, 'unknown'],
  ])('applies --fail-on alive to %s', async (_what, statuses, expected, status) => {
    using away = new TempFolder();
    const { report } = await json(['scan', '--history'], { cwd: repos[0]!.root });
    for (const [at, one] of statuses.entries()) {
      away.write(
        `${at}.json`,
        JSON.stringify({
          ...report,
          findings: report.findings.map((finding) => ({
            ...finding,
            ...(one === undefined ? {} : { api: { baseUrl: '', status: one } }),
          })),
        }),
      );
    }
    const files = statuses.map((_, at) => `${at}.json`);
    expect((await cli(['merge', ...files, '--fail-on', 'alive'], { cwd: away.root })).exitCode).toBe(expected);
    expect((await json(['merge', ...files], { cwd: away.root })).report.findings[0]!.api?.status).toBe(status);
  });

  it('writes a jsonl line for each place', async () => {
    await cli(['scan', '--repos', 'list.txt', '--results', 'lines'], { cwd: folder.root });
    const { report } = await json(['merge', 'lines'], { cwd: folder.root });
    const { stdout } = await cli(['merge', 'lines', '--format', 'jsonl'], { cwd: folder.root });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; fingerprint?: string; repository?: string; path?: string });
    for (const line of lines) holdToLineSchema(line);
    expect(
      lines
        .filter(({ type }) => type === 'finding')
        .map(({ fingerprint, repository, path }) => [fingerprint, repository, path]),
    ).toEqual(
      report.findings.flatMap(({ fingerprint, occurrences }) =>
        occurrences.map(({ repository, path }) => [fingerprint, repository, path]),
      ),
    );
    expect(lines.map(({ type }) => type)).toEqual(['finding', 'finding', 'finding', 'summary']);
  });

  it.each(FORMAT_NAMES)('shows no value in the format %s, even from a report with --show-secrets', async (format) => {
    using folder = new TempFolder();
    const [value, other] = [hex('shown'), hex('written in by hand')];
    folder.write('a.ts', leak(value));
    const { report } = await json(['scan', 'a.ts', '--show-secrets'], { cwd: folder.root });
    expect(JSON.stringify(report)).toContain(value);
    const [finding] = report.findings;
    folder.write(
      'shown.json',
      JSON.stringify({
        ...report,
        findings: [
          { ...finding, excerpt: `x ${other}`, occurrences: [{ ...finding!.occurrences[0], excerpt: `x ${other}` }] },
        ],
      }),
    );
    const { stdout, stderr, exitCode } = await cli(['merge', 'shown.json', '--format', format], { cwd: folder.root });
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/a\.ts/);
    for (const one of [value, other]) expect(stdout + stderr).not.toContain(one);
  });

  it('of all shards gives the same result as one scan', async () => {
    for (const index of [1, 2, 3])
      await cli(['scan', '--history', '--repos', 'list.txt', '--shard', `${index}/3`, '--results', 'shards'], {
        cwd: folder.root,
      });
    const merged = await json(['merge', 'shards'], { cwd: folder.root });
    const whole = await json(['scan', '--history', '--repos', 'list.txt'], { cwd: folder.root });
    expect([merged.exitCode, merged.report.complete]).toEqual([1, true]);
    expect(merged.report.findings).toEqual(whole.report.findings);
    expect(merged.report.shared).toEqual(whole.report.shared);
  });

  it('is incomplete if a shard or a repository is missing', async () => {
    for (const index of [1, 3])
      await cli(['scan', '--history', '--repos', 'list.txt', '--shard', `${index}/3`, '--results', 'holes'], {
        cwd: folder.root,
      });
    const { report, exitCode } = await json(['merge', 'holes'], { cwd: folder.root });
    expect(exitCode).toBe(2);
    expect(report.notLookedAt.map(({ path }) => path)).toEqual(['shard 2 of 3']);
    await cli(['scan', '--history', '--repos', 'list.txt', '--results', 'hole'], { cwd: folder.root });
    rmSync(
      folder.path(
        'hole',
        readdirSync(folder.path('hole')).find((name) => !name.startsWith('shard-'))!,
      ),
    );
    const other = await json(['merge', 'hole'], { cwd: folder.root });
    expect([other.exitCode, other.report.notLookedAt[0]?.reason]).toEqual([2, 'was planned but has no result']);
  });

  it('accepts reports of single scans', async () => {
    for (const [at, repo] of repos.entries())
      writeFileSync(folder.path(`one-${at}.json`), (await json(['scan'], { cwd: repo.root })).stdout);
    const { stdout, exitCode } = await cli(['merge', 'one-0.json', 'one-1.json'], { cwd: folder.root });
    expect(exitCode).toBe(1);
    expect(stdout).toContain('In several repositories');
  });

  it.each([
    ['{}', 'is neither a report nor a result'],
    ['{', 'is not JSON'],
  ])('refuses %s', async (content, said) => {
    folder.write('odd.json', content);
    const { exitCode, stderr } = await cli(['merge', 'odd.json'], { cwd: folder.root });
    expect(exitCode).toBe(2);
    expect(stderr).toContain(said);
  });
});

describe('a shard', () => {
  it('is unique for each repository', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 1, max: 50 }), (name, total) => {
        const owners = Array.from({ length: total }, (_, at) => at + 1).filter((index) =>
          isInShard(name, { index, total }),
        );
        expect(owners).toHaveLength(1);
      }),
    );
  });

  it.each([
    ['GitHub', { NAVIXY_SHARD_INDEX: '0', NAVIXY_SHARD_TOTAL: '4' }, { index: 1, total: 4 }],
    ['GitLab', { CI_NODE_INDEX: '3', CI_NODE_TOTAL: '3' }, { index: 3, total: 3 }],
    ['Kubernetes', { JOB_COMPLETION_INDEX: '2', JOB_COMPLETIONS: '5' }, { index: 3, total: 5 }],
    [
      'Slurm',
      {
        SLURM_ARRAY_TASK_ID: '14',
        SLURM_ARRAY_TASK_MIN: '10',
        SLURM_ARRAY_TASK_STEP: '2',
        SLURM_ARRAY_TASK_COUNT: '3',
      },
      { index: 3, total: 3 },
    ],
    [
      'navixy-secrets, before those of others',
      { NAVIXY_SHARD_INDEX: '1', NAVIXY_SHARD_TOTAL: '2', CI_NODE_INDEX: '1', CI_NODE_TOTAL: '9' },
      { index: 2, total: 2 },
    ],
  ])('auto reads the variables of %s', (_, env, expected) => {
    expect(shardOf('auto', env)).toEqual(expected);
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    ['auto', {}, 'no variable says which shard this is'],
    ['auto', { JOB_COMPLETION_INDEX: '2' }, 'is not a shard'],
    [
      'auto',
      { CI_NODE_INDEX: '1', CI_NODE_TOTAL: '2', SLURM_ARRAY_TASK_ID: '0', SLURM_ARRAY_TASK_COUNT: '2' },
      'both GitLab parallel and Slurm array',
    ],
    ['0/2', {}, 'is not a shard'],
    ['x', {}, 'is not a shard'],
  ])('%s with %j is refused', (word, env, said) => {
    expect(() => shardOf(word, env)).toThrow(said);
  });
});
