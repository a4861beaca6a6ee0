// What is said about a git that is too old, or fails.
import { chmodSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli } from '../run.ts';

/** Scans a repository with a program in the place of git. */
async function scanWith(script: string, ...args: string[]) {
  using programs = new TempFolder();
  programs.write('git', `#!/bin/sh\n${script}`);
  chmodSync(programs.path('git'), 0o755);
  using repo = new TempRepo();
  repo.write('a.ts', 'export {};\n');
  repo.commit('Begin');
  const run = await cli(['scan', ...args], { cwd: repo.root, env: { PATH: `${programs.root}:/usr/bin:/bin` } });
  return { ...run, said: (run.stdout + run.stderr).replaceAll(repo.root, 'REPO') };
}

/** Repeats what it does not know, as git does. */
const REPEATS = (version: string) =>
  `case "$*" in *--version*) echo "git version ${version}";; *rev-parse*) printf 'false\\ntrue\\n--show-object-format\\n/x\\n/x\\n/x\\nfalse\\n/x\\n';; *) exit 129;; esac\n`;
const FAILS = (version: string) =>
  `case "$*" in *--version*) echo "git version ${version}";; *) echo "fatal: unknown option" >&2; exit 129;; esac\n`;

it.each([
  ['repeats a question', REPEATS],
  ['fails', FAILS],
])('a git that is too old and %s is named', async (_, script) => {
  for (const version of ['2.17.1', '2.29.3 (Apple Git-129)', '1.8.3.1']) {
    const { exitCode, said } = await scanWith(script(version), '--history');
    expect(exitCode).toBe(2);
    expect(said).toContain(`git ${version.split(' ')[0]!} is too old: 2.30 or newer is needed`);
    expect(said).toContain('Install a newer one (https://git-scm.com), or put it first on PATH.');
  }
});

it.each(['2.30.0', '2.39.5 (Apple Git-154)', '3.0.0', 'of its own'])(
  'a git of version %s that fails is quoted',
  async (version) => {
    const { exitCode, said } = await scanWith(FAILS(version), '--history');
    expect(exitCode).toBe(2);
    expect(said).toContain('git cannot list what there is: fatal: unknown option');
    expect(said).not.toContain('too old');
  },
);
