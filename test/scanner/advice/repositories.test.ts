import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../../scanner/report/format-registry.ts';
import { Secret } from '../../../src/secret.ts';
import { hex } from '../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';
import { printedCommands, runPrinted, wordsOf } from './printed.ts';

const value = hex('leaked in one of many repositories');
const { fingerprint } = new Secret(value);
const ADVISING = FORMAT_NAMES.filter((format) => format !== 'json' && format !== 'jsonl');
const LOGIN = { NAVIXY_LOGIN: 'o@fleet.example', NAVIXY_PASSWORD: 'a password' };

let server: NavixyServer;
beforeEach(async () => {
  server = await startNavixyServer({
    users: [{ login: LOGIN.NAVIXY_LOGIN, password: LOGIN.NAVIXY_PASSWORD, keys: [{ hash: value, title: 'Billing' }] }],
  });
});
afterEach(() => server.close());

it('commands in a report about many repositories name the directory of each, or of a clone after a merge', async () => {
  using repo = new TempRepo();
  repo.write('a.ts', leak(value));
  repo.commit('add');
  repo.write('a.ts', 'gone\n');
  repo.commit('remove');
  using folder = new TempFolder();
  execFileSync('git', ['clone', '-q', '--mirror', repo.root, folder.path("it's $(id).git")]);
  folder.write('list', "it's $(id).git\n");
  const files = ADVISING.flatMap((format) => ['--format', format, '--output', folder.path(format)]);
  const commands = () =>
    new Set(ADVISING.flatMap((format) => printedCommands(readFileSync(folder.path(format), 'utf8'), format, 'revoke')));
  await cli(['scan', '--repos', 'list', '--history', '--results', 'results', ...files], { cwd: folder.root });
  expect(commands().size).toBeGreaterThan(0);
  for (const command of commands())
    expect((await runPrinted(command, { cwd: folder.root }, '--api-url', server.baseUrl)).stdout, command).toContain(
      fingerprint,
    );
  await cli(['merge', 'results', ...files], { cwd: folder.root });
  expect([...commands()]).toEqual([`navixy-secrets revoke --history --only ${fingerprint}`]);
  for (const command of commands())
    expect((await runPrinted(command, { cwd: repo.root }, '--api-url', server.baseUrl)).stdout, command).toContain(
      fingerprint,
    );
});

it('keys prints a rotation of the leaked key, with a placeholder for the destination', async () => {
  using repo = new TempRepo();
  repo.write('a.ts', leak(value));
  repo.write('.gitignore', '.env\n');
  const { stdout, exitCode } = await cli(['keys', '--api-url', server.baseUrl], { cwd: repo.root, env: LOGIN });
  expect(exitCode).toBe(1);
  const [command] = printedCommands(stdout, 'stream', 'rotate');
  expect(wordsOf(command!).slice(-2)).toEqual(['--to-env', 'FILE:NAME']);
  const run = await runPrinted(command!.replace('FILE:NAME', '.env:KEY'), { cwd: repo.root, env: LOGIN });
  expect(run.stdout + run.stderr).toContain(fingerprint.slice(0, 20));
});

it('a rotation without confirmed deployment prints how to continue', async () => {
  using repo = new TempRepo();
  repo.write("it's.ts", leak(value));
  repo.write('.gitignore', 'new key\n');
  const run = ['rotate', "it's.ts", '--api-url', server.baseUrl, '--yes', '--to-file', 'new key'];
  const first = await cli(run, { cwd: repo.root, env: LOGIN });
  expect(first.exitCode).toBe(1);
  const [command, ...others] = printedCommands(first.stdout, 'stream', 'rotate');
  expect(others).toEqual([]);
  const made = readFileSync(repo.path('new key'), 'utf8').trim();
  expect(command).toContain(`--use ${new Secret(made).fingerprint} --deployed`);
  const second = await runPrinted(`${command!} --yes`, { cwd: repo.root, env: LOGIN });
  expect(second.stdout + second.stderr).toContain('Done:');
  expect([server.state.isAlive(value), server.state.isAlive(made)]).toEqual([false, true]);
});

it('explain prints how to create a report of the history, and can read it', async () => {
  using repo = new TempRepo();
  repo.write('a.ts', leak(value));
  repo.commit('add');
  repo.git('rm', '-q', 'a.ts');
  repo.commit('remove');
  const { stderr, exitCode } = await cli(['explain', fingerprint], { cwd: repo.root });
  expect(exitCode).toBe(2);
  const [scan = '', explain = ''] = stderr.slice(stderr.indexOf('navixy-secrets scan')).trim().split('; ');
  expect((await runPrinted(scan, { cwd: repo.root })).exitCode).toBe(1);
  expect((await runPrinted(explain, { cwd: repo.root })).stdout).toContain('is called "NAVIXY_HASH"');
});
