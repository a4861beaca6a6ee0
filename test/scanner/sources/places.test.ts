import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PlantedRepo } from '../planted.ts';
import { json, type JsonRun } from '../run.ts';

/** The places in which a value is planted. */
const PLACES = [
  'normal commit',
  'deleted file',
  'changed away',
  'new file in an evil merge',
  'conflict resolution',
  'other branch',
  'stash',
  'stash of untracked files',
  'amended away (reflog only)',
  'dangling blob',
  'unreachable commit',
  'commit message',
  'annotated tag message',
  'git note',
  'refs/pull/*',
  'tag-only commit',
  'UTF-16LE with BOM',
  'UTF-16LE without BOM',
  'zip',
  'tar.gz and tgz',
  'gz',
  'base64',
  'percent-encoding',
  'binary with NUL bytes',
  '1.6 MB line',
  'file with -diff attribute',
  'notebook output',
  'CRLF',
  'latin-1',
  'symlink target',
  'file name',
  'package-lock.json',
  'node_modules',
  'svg',
  "a scanner's own config file",
  'non-ASCII and quoted path',
  '\\uXXXX escapes',
  'split concatenation',
  'rename with edit',
  'submodule',
  'staged',
  'unstaged',
  'untracked',
  'git-ignored',
  '.git/config (a remote URL)',
];

describe('scan --all of a repository with a value in every place', () => {
  let repo: PlantedRepo;
  let run: JsonRun;

  beforeAll(async () => {
    repo = new PlantedRepo();
    run = await json(['scan', '--all', repo.root], { cwd: '/' });
  });
  afterAll(() => repo[Symbol.dispose]());

  it.each(PLACES)('finds the value in: %s', (place) => {
    const value = PlantedRepo.value(place);
    const sha256 = createHash('sha256').update(value).digest('hex');
    const finding = run.report.findings.find((one) => one.sha256 === sha256);
    const found = finding?.occurrences
      .map(({ path, line, column, origin }) => `${origin.type} ${path}:${line}:${column}`)
      .sort();
    const redacted = (text: string) => text.replace(value, `${value.slice(0, 4)}…${value.slice(-4)}`);
    expect(found).toEqual(repo.expected.get(place)?.map(redacted).sort());
  });

  it('finds nothing else, and is complete', () => {
    expect([...repo.expected.keys()].sort()).toEqual([...PLACES].sort());
    expect(run.report.findings).toHaveLength(PLACES.length);
    expect(run.report.notLookedAt).toEqual([]);
    expect(run.exitCode).toBe(1);
  });
});
