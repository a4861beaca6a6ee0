import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { json, leak } from '../run.ts';

const packIn = (repo: TempRepo) =>
  readdirSync(repo.path('.git/objects/pack'))
    .find((name) => name.endsWith('.pack'))!
    .replace(/\.pack$/, '');

/** A repository with one pack. Its only file has a leak and was deleted from HEAD. */
function packed(name: string): TempRepo {
  const repo = new TempRepo();
  repo.write(`${name}.ts`, leak(hex(name)));
  repo.commit('add');
  repo.git('rm', '-q', `${name}.ts`);
  repo.commit('remove');
  repo.git('repack', '-a', '-d', '-q');
  return repo;
}

/** Lends the pack of one repository to another, through an alternate and under the given name. */
function lend(from: TempRepo, to: TempRepo, name: string): void {
  mkdirSync(to.path('lent/pack'), { recursive: true });
  for (const ending of ['.pack', '.idx']) {
    copyFileSync(from.path('.git/objects/pack', packIn(from) + ending), to.path('lent/pack', name + ending));
  }
  to.write('.git/objects/info/alternates', `${to.path('lent')}\n`);
}

const scan = (repo: TempRepo) => json(['scan', '--history', '--allow-alternates'], { cwd: repo.root });

describe('two packs with the same name', () => {
  it('are both read if they differ', async () => {
    using repo = packed('own');
    using other = packed('lent');
    lend(other, repo, packIn(repo));
    const { report, exitCode } = await scan(repo);
    expect(report.findings.map(({ fingerprint }) => fingerprint)).toHaveLength(2);
    expect([report.notLookedAt, exitCode]).toEqual([[], 1]);
  });

  it('are read once if they are identical', async () => {
    using repo = packed('own');
    const alone = await scan(repo);
    lend(repo, repo, packIn(repo));
    const { report } = await scan(repo);
    expect(report.findings).toHaveLength(1);
    expect([report.summary.documents, report.summary.bytes]).toEqual([
      alone.report.summary.documents,
      alone.report.summary.bytes,
    ]);
  });
});
