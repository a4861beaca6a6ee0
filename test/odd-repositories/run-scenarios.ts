// Runs the built command on every scenario of a family, and checks each run against the same rules.
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ended, HostedProgram } from '../support/hosted-program.ts';
import { BuiltProgram } from '../support/program.ts';
import { broken } from './laws.ts';
import { OddRepo, type Look, type Scenario } from './scenario.ts';

/** After this time a run counts as hanging. On an idle machine no run takes a tenth of it. */
const GIVE_UP_MS = 45_000;

/** Files that programs of a hostile repository would create. */
const MARKERS = ['was-run', 'pwned'];

/** Declares the tests of a family. */
export function runScenarios(family: string, scenarios: readonly Scenario[]): void {
  describe(`odd or hostile repositories: ${family}`, () => {
    let program: BuiltProgram;
    let hosted: HostedProgram;
    beforeAll(async () => {
      program = await BuiltProgram.build(`odd-${family}`);
      hosted = new HostedProgram(program.host, GIVE_UP_MS);
    }, 120_000);
    afterAll(() => {
      hosted.close();
      program.remove();
    });

    it.each(scenarios)(
      '$name',
      async ({ name, make }) => {
        using repo = new OddRepo(name);
        const faults: Record<string, readonly string[]> = {};
        for (const look of make(repo)) {
          const ended = await run(hosted, look, repo);
          const laws = broken(ended, look.expected, repo.secret, [repo.secret]);
          if (MARKERS.some((file) => existsSync(repo.path(file)))) laws.push('a program of the repository was run');
          if (laws.length > 0) faults[look.argv.join(' ')] = [...laws, ended.stderr.slice(0, 300)];
        }
        expect(faults).toEqual({});
      },
      240_000,
    );
  });
}

function run(hosted: HostedProgram, look: Look, repo: OddRepo): Promise<Ended> {
  const env = {
    PATH: process.env['PATH'],
    HOME: repo.root,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    ...look.env,
  };
  const argv = [look.argv[0]!, '--format', 'json', ...look.argv.slice(1)];
  return hosted.run({ argv, cwd: look.cwd ?? repo.root, env, stdin: look.stdin ?? '' });
}
