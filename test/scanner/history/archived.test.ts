import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { makeZip } from '../../support/zip.ts';
import { json, leak, places } from '../run.ts';

const ZIPS = 12;

/** Versions of an archive so similar that git stores some of them as deltas. */
function withArchives(kind: 'loose' | 'packed'): TempRepo {
  const repo = new TempRepo();
  for (let version = 0; version < ZIPS; version += 1) {
    const more = Array.from({ length: version }, (_, at) => ({
      name: `${at}.txt`,
      content: `nothing ${at}\n`.repeat(50),
      method: 'store' as const,
    }));
    const content = version % 4 === 0 ? leak(hex(`archived ${version}`)) : 'nothing\n';
    repo.write('a.zip', makeZip([...more, { name: 'x.ts', content }]));
    repo.commit(`version ${version}`);
  }
  if (kind === 'packed') repo.git('repack', '-a', '-d', '-f', '-q');
  return repo;
}

describe.each(['loose', 'packed'] as const)('archives stored as %s git objects', (kind) => {
  it('are each opened once', async () => {
    using repo = withArchives(kind);
    const { report, exitCode } = await json(['scan', '--history'], { cwd: repo.root });
    expect(places(report)).toEqual(['a.zip!/x.ts:1:29', 'a.zip!/x.ts:1:29', 'a.zip!/x.ts:1:29']);
    expect([report.complete, exitCode]).toEqual([true, 1]);
    // A blob and a commit for each version, and the members.
    expect(report.summary.documents).toBe(2 * ZIPS + (ZIPS * (ZIPS + 1)) / 2);
  });

  it('are not opened above the memory limit, and each one is listed', async () => {
    using repo = withArchives(kind);
    const { report, exitCode } = await json(['scan', '--history', '--archive-limits', 'memory=100'], {
      cwd: repo.root,
    });
    const unopened = report.notLookedAt.filter(({ reason }: { reason: string }) =>
      reason.includes('was not opened: git holds it'),
    );
    expect([report.findings.length, unopened.length, exitCode]).toEqual([0, ZIPS, 2]);
  });
});
