import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../../../scanner/report/format-registry.ts';
import type { JsonFinding, JsonReport } from '../../../../scanner/report/json-report-types.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { cli, json, leak } from '../../run.ts';

let folder: TempFolder;
let report: JsonReport;
let finding: JsonFinding;

beforeAll(async () => {
  folder = new TempFolder();
  using repo = new TempRepo();
  repo.write('a.ts', leak(hex('leaked')));
  repo.commit('start');
  ({ report } = await json(['scan', '--history'], { cwd: repo.root }));
  finding = report.findings[0]!;
});
afterAll(() => folder[Symbol.dispose]());

/** Merges a report into a file. */
async function merge(content: string, ...args: string[]) {
  folder.write('given.json', content);
  return cli(['merge', 'given.json', ...args], { cwd: folder.root });
}

const withFinding = (change: object) => JSON.stringify({ ...report, findings: [{ ...finding, ...change }] });
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;

describe('merge validates its input against the schema', () => {
  it.each<[string, () => string, string]>([
    [
      'a missing field',
      () => JSON.stringify({ ...report, summary: undefined }),
      "the report must have required property 'summary'",
    ],
    ['a wrong type', () => withFinding({ line: '1' }), 'findings[0].line must be integer'],
    ['a line before the first', () => withFinding({ line: 0 }), 'findings[0].line must be >= 1'],
    [
      'a secret without a place',
      () => withFinding({ occurrences: [] }),
      'findings[0].occurrences must NOT have fewer than 1 items',
    ],
    ['an invalid place', () => withFinding({ occurrences: [null] }), 'findings[0].occurrences[0] must be object'],
    ['an invalid mask', () => withFinding({ redacted: '\u001b[2J' }), 'findings[0].redacted must match pattern'],
    [
      'an unknown kind',
      () => withFinding({ kind: '<b>' }),
      'findings[0].kind must be equal to one of the allowed values',
    ],
    [
      'an invalid commit id',
      () => withFinding({ origin: { ...finding.origin, commit: '../../x' } }),
      'findings[0].origin.commit must match pattern',
    ],
    [
      'an empty suppression',
      () => JSON.stringify({ ...report, suppressed: [{ ...finding, by: { type: 'settings', reason: 'x' } }] }),
      'suppressed[0].by',
    ],
    ['null', () => 'null', 'is neither a report nor a result'],
    ['a list', () => '[]', 'is neither a report nor a result'],
    ['depth', () => `{"version":1,"findings":${nested(100_000)}}`, 'is nested more than 40 levels deep'],
    [
      'deep nesting in a free field',
      () => `${JSON.stringify(report).slice(0, -1)},"more":${nested(100_000)}}`,
      'is nested more than 40 levels deep',
    ],
    [
      'a result with a broken report',
      () => JSON.stringify({ kind: 'repository', version: 1, repository: 'x', report: {} }),
      'the report must have required property',
    ],
    [
      'a shard out of bounds',
      () => JSON.stringify({ kind: 'shard', version: 1, shard: { index: 1, total: 1e12 }, repositories: [] }),
      'is neither a report nor a result',
    ],
    [
      'a shard with an invalid repository',
      () => JSON.stringify({ kind: 'shard', version: 1, shard: { index: 1, total: 1 }, repositories: [{}] }),
      'is neither a report nor a result',
    ],
  ])('refuses %s, names the file and the field, and writes nothing', async (_, content, said) => {
    const { exitCode, stdout, stderr } = await merge(content(), '--output', 'merged.json');
    expect(exitCode).toBe(2);
    expect(stderr).toContain(folder.path('given.json'));
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('\u001b');
    expect(stdout).toBe('');
    expect(existsSync(folder.path('merged.json'))).toBe(false);
  });

  it('accepts fields of a later version', async () => {
    const { exitCode } = await merge(JSON.stringify({ ...report, later: { field: 1 } }));
    expect(exitCode).toBe(1);
  });

  it('does not change a prototype', async () => {
    const { exitCode, stdout } = await merge(
      `${JSON.stringify(report).slice(0, -1)},"__proto__":{"polluted":true,"complete":false},"constructor":{"prototype":{"polluted":true}}}`,
      '--format',
      'json',
    );
    expect(exitCode).toBe(1);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
    expect(stdout).not.toContain('polluted');
  });

  it.each(FORMAT_NAMES)('escapes free text in the format %s', async (format) => {
    const evil =
      '\u001b]0;x\u0007\u009b2J\u202e<meta http-equiv="refresh" content="0;url=http://evil.example"><img src=x>\n::error::x\r|`';
    const step = {
      commit: 'a'.repeat(40),
      blob: 'b'.repeat(40),
      author: evil,
      email: evil,
      date: evil,
      committer: evil,
      committerEmail: evil,
      commitDate: evil,
      subject: evil,
      from: evil,
      to: evil,
      url: 'javascript:alert(1)',
    };
    const refs = { total: 1, holding: 1, names: [evil] };
    const origin = {
      ...finding.origin,
      author: evil,
      email: evil,
      date: evil,
      subject: evil,
      introduced: [step],
      introductions: 1,
      removed: [step],
      removals: 1,
      branches: refs,
      tags: refs,
      otherRefs: refs,
      url: 'javascript:alert(1)',
    };
    const place = {
      ...finding.occurrences[0]!,
      path: evil,
      root: evil,
      excerpt: evil,
      baseUrl: evil,
      origin,
      repository: evil,
      evidence: [{ signal: evil, effect: 'for', detail: evil }],
    };
    const hostile = {
      ...report,
      findings: [{ ...finding, ...place, occurrences: [place] }],
      notLookedAt: [{ path: evil, reason: evil, remedy: evil }],
      warnings: [{ type: 'ignore-expired', message: evil, path: evil }],
      tool: { ...report.tool, version: evil },
      scope: { ...report.scope!, cwd: evil },
    };
    const { stdout, exitCode, stderr } = await merge(JSON.stringify(hostile), '--format', format);
    expect(stderr).not.toContain('schema');
    expect(exitCode).toBe(2);
    // Programs need names unchanged. JSON escapes control characters.
    const isForPrograms = format.startsWith('json') || format.startsWith('gitlab') || format === 'sarif';
    expect(stdout + stderr).not.toContain('\u001b');
    if (!isForPrograms) expect(stdout).not.toMatch(/[\u0080-\u009f\u202e]/);
    expect(
      stdout
        .split('\n')
        .filter((line) => /^\s*::/.test(line) && !/^::(?:error|warning|notice) (?:file|title)=/.test(line)),
    ).toEqual([]);
    if (['markdown', 'junit', 'html'].includes(format)) expect(stdout).not.toMatch(/<img|<meta http-equiv="refresh/);
    expect(stdout).not.toMatch(/(?:href="|\(<|Uri": ")javascript:/);
    if (format === 'gitlab') expect(stdout).not.toContain('javascript:');
  });
});

describe('merge keeps every finding', () => {
  it('of two scans of the same directory', async () => {
    using repo = new TempRepo();
    const [old, now] = [hex('in the history'), hex('on disk')];
    repo.write('a.ts', leak(old));
    repo.commit('start');
    repo.write('a.ts', leak(now));
    folder.write('history.json', (await json(['scan', '--history'], { cwd: repo.root })).stdout);
    folder.write('files.json', (await json(['scan'], { cwd: repo.root })).stdout);
    const { report: merged } = await json(['merge', 'history.json', 'files.json'], { cwd: folder.root });
    expect(merged.summary.findings).toBe(2);
    expect(merged.repositories?.map(({ repository }) => repository).sort()).toEqual([
      `${repo.root} (files.json)`,
      `${repo.root} (history.json)`,
    ]);
  });

  it('of reports that were merged before', async () => {
    using repo = new TempRepo();
    repo.write('b.ts', leak(hex('leaked')));
    repo.commit('start');
    folder.write('one.json', JSON.stringify(report));
    folder.write('merged-one.json', (await json(['merge', 'one.json'], { cwd: folder.root })).stdout);
    folder.write('other.json', (await json(['scan', '.', 'nope'], { cwd: repo.root })).stdout);
    const { report: all, exitCode } = await json(['merge', 'merged-one.json', 'other.json'], { cwd: folder.root });
    const direct = await json(['merge', 'one.json', 'other.json'], { cwd: folder.root });
    expect(exitCode).toBe(2);
    expect(all.findings).toEqual(direct.report.findings);
    expect(all.shared).toEqual(direct.report.shared);
    expect(all.repositories).toEqual(direct.report.repositories);
    expect(all.notLookedAt).toEqual(direct.report.notLookedAt);
  });

  it('and lists the missing shards for each number of shards', async () => {
    using results = new TempFolder();
    for (const [index, total] of [
      [1, 1],
      [2, 3],
    ])
      results.write(
        `shard-${index}-of-${total}.json`,
        JSON.stringify({ kind: 'shard', version: 1, shard: { index, total }, repositories: [] }),
      );
    const { report: merged } = await json(['merge', '.'], { cwd: results.root });
    expect(merged.notLookedAt.map(({ path }) => path)).toEqual(['shard 1 of 3', 'shard 3 of 3']);
    expect(merged.notLookedAt[0]?.remedy).toContain('take away what an earlier run with another number of shards left');
  });
});
