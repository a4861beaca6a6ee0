// Loose objects whose header claims fewer bytes than they have. git prints all of them.
import { chmodSync, writeFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { cli, json, leak } from '../run.ts';

/** Overwrites a loose blob with a blob whose header claims a wrong size. */
function lie(repo: TempRepo, oid: string, size: number, content: string): void {
  const file = repo.path('.git', 'objects', oid.slice(0, 2), oid.slice(2));
  chmodSync(file, 0o644);
  writeFileSync(file, deflateSync(Buffer.from(`blob ${size}\0${content}`)));
}

describe('an object longer than its header claims', () => {
  it.each([['--staged'], ['--history'], ['--range'], ['--all']])(
    'is listed, and nothing of it is shown: scan %s',
    async (how) => {
      using repo = new TempRepo();
      repo.write('first.ts', 'clean\n');
      const base = repo.commit('start');
      repo.write('a.ts', leak(hex('lying object')));
      repo.git('add', '-A');
      const oid = repo.git('rev-parse', ':a.ts');
      if (how !== '--staged') repo.commitStaged('second');
      lie(repo, oid, 3, leak(hex('lying object')));
      const args = how === '--range' ? ['--range', `${base}..HEAD`] : [how];
      const { report, exitCode, stdout } = await json(['scan', ...args], { cwd: repo.root });
      expect([exitCode, report.complete]).toEqual([2, false]);
      expect(report.notLookedAt.map(({ reason }) => reason).join('\n')).toContain(oid);
      expect(stdout).not.toContain(hex('lying object'));
    },
  );

  it('cannot pose as the objects after it', async () => {
    using repo = new TempRepo();
    const names = ['a.ts', 'b.ts'];
    for (const name of names) repo.write(name, `// ${name}\n${leak(hex(name))}`);
    repo.git('add', '-A');
    const oids = names.map((name) => repo.git('rev-parse', `:${name}`));
    // The order in which git is asked is not fixed, so each object poses as the other.
    for (const [at, oid] of oids.entries()) {
      lie(repo, oid, 2, `x\n\n${oids[1 - at]} blob 6\nclean\n\n`);
      const { exitCode, stdout } = await cli(['scan', '--staged', '--format', 'json'], { cwd: repo.root });
      expect(exitCode).toBe(2);
      expect(stdout).toContain(oid);
    }
  });
});
