import { describe, expect, it } from 'vitest';
import { Advice } from '../../../scanner/advice/next-commands.ts';
import { Secret } from '../../../src/secret.ts';
import { hex } from '../../support/hex.ts';
import { startNavixyServer } from '../../support/navixy-server/index.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { cli, leak } from '../run.ts';
import { printedCommands, runPrinted } from './printed.ts';

const value = hex('leaked to a command');
const { fingerprint } = new Secret(value);

function removed(): TempRepo {
  const repo = new TempRepo();
  repo.write('a.ts', leak(value));
  repo.commit('add');
  repo.write('a.ts', 'gone\n');
  repo.commit('remove');
  return repo;
}

describe('printed commands', () => {
  it('"nothing to revoke" says what was scanned, and the printed command scans the history', async () => {
    using repo = removed();
    const server = await startNavixyServer({ users: [{ login: 'o@fleet.example', password: 'x', sessions: [value] }] });
    try {
      for (const name of ['revoke', 'verify']) {
        const { stdout, exitCode } = await cli([name, '--api-url', server.baseUrl], { cwd: repo.root });
        expect(exitCode).toBe(0);
        expect(stdout).toContain(`Nothing to ${name}: no secret was found in the files of this folder (1 document).`);
        const [command] = printedCommands(stdout, 'stream', name);
        expect(command).toBe(`navixy-secrets ${name} --history --api-url ${server.baseUrl}`);
        expect((await runPrinted(command!, { cwd: repo.root })).stdout).toContain(fingerprint);
      }
      const only = await cli(['revoke', '--only', fingerprint, '--api-url', server.baseUrl], { cwd: repo.root });
      expect(only.exitCode).toBe(2);
      const [command] = printedCommands(only.stderr, 'stream', 'revoke');
      expect((await runPrinted(command!, { cwd: repo.root })).stdout).toContain(fingerprint);
    } finally {
      await server.close();
    }
  });

  it('repeat the platform options of a run only for commands that take them', () => {
    const inputs = { trustConfig: 'mine.json', caFile: 'ca.pem', history: true };
    const advice = new Advice(inputs, { cwd: '/' });
    expect([advice.step('scan').command, advice.again('scan'), advice.step('verify').command]).toEqual([
      'navixy-secrets scan --history',
      'navixy-secrets scan --history',
      'navixy-secrets verify --history --trust-config mine.json --ca-file ca.pem',
    ]);
    // --trust-config cannot be used with --api-url.
    expect(advice.at('https://gps.brand.example/v2').step('rotate').command).toBe(
      'navixy-secrets rotate --history --api-url https://gps.brand.example/v2 --ca-file ca.pem',
    );
  });

  it('names a clone beside the repository, from each of its folders, with the platform options of the run', () => {
    using repo = new TempRepo();
    repo.write('src/deep/a.ts', 'x\n');
    using folder = new TempFolder();
    const from = (cwd: string) => new Advice({ region: ['eu'], include: ['*.ts'] }, { cwd });
    expect(['', 'src', 'src/deep'].map((name) => from(repo.path(name)).cloneFolder)).toEqual([
      '../purge.git',
      '../../purge.git',
      '../../../purge.git',
    ]);
    expect(from(folder.root).cloneFolder).toBe('../purge.git');
    expect(from(repo.root).inHistory('purge', ['../purge.git'])).toBe(
      'navixy-secrets purge --history ../purge.git --region eu',
    );
  });

  it('verify prints a revocation with the API URL that it used', async () => {
    using repo = removed();
    const server = await startNavixyServer({ users: [{ login: 'o@fleet.example', password: 'x', sessions: [value] }] });
    try {
      const { stdout } = await cli(['verify', '--history', '--api-url', server.baseUrl], { cwd: repo.root });
      const [command] = printedCommands(stdout, 'stream', 'revoke');
      expect(command).toBe(`navixy-secrets revoke --history --api-url ${server.baseUrl}`);
      expect((await runPrinted(command!, { cwd: repo.root }, '--yes')).exitCode).toBe(0);
      expect(server.state.openSessions('o@fleet.example')).toEqual([]);
    } finally {
      await server.close();
    }
  });

  it('hooks print commands for the directory of the user, and for files if the index is temporary', async () => {
    using repo = new TempRepo();
    repo.write('front/a b.ts', leak(value));
    repo.git('add', '-A');
    const hook = async (env: NodeJS.ProcessEnv) => {
      const { stdout } = await cli(['hook', 'pre-commit'], { cwd: repo.root, env });
      return [...printedCommands(stdout, 'stream', 'revoke'), ...printedCommands(stdout, 'stream', 'explain')];
    };
    expect(await hook({ GIT_INDEX_FILE: '.git/index', GIT_PREFIX: 'front/' })).toEqual([
      'navixy-secrets revoke --staged',
      "navixy-secrets explain 'a b.ts:1'",
    ]);
    repo.write('.git/next-index-1.lock', (await import('node:fs')).readFileSync(repo.path('.git/index')));
    const [revoke, explain] = await hook({ GIT_INDEX_FILE: '.git/next-index-1.lock', GIT_PREFIX: 'front/' });
    expect(revoke).toBe("navixy-secrets revoke 'a b.ts'");
    const { stdout } = await runPrinted(explain!, { cwd: repo.path('front') });
    expect(stdout).toContain('high confidence');
  });

  it('a baseline of the history prints commands with --history', async () => {
    using repo = removed();
    const { stdout } = await cli(['baseline', 'create', '--history'], { cwd: repo.root });
    expect(['scan', 'verify', 'revoke'].flatMap((name) => printedCommands(stdout, 'stream', name))).toEqual([
      'navixy-secrets scan --history',
      'navixy-secrets verify --history',
      'navixy-secrets revoke --history',
    ]);
  });
});

describe('standard input under another name', () => {
  it.each(['-', '/dev/stdin', '/dev/fd/0', '/proc/self/fd/0', '/dev//stdin'])('must be piped in again: %s', (name) => {
    const advice = new Advice({ paths: [name] }, { cwd: '/' });
    expect(advice.step('revoke').how).toBe(
      'pipe the same text in again, and add --yes: nobody can answer on standard input then',
    );
    expect(advice.scanned).toBe('standard input');
  });

  it('is not recognised in other file names', () => {
    expect(new Advice({ paths: ['/dev/stdin.txt'] }, { cwd: '/' }).step('revoke').how).toBe('');
  });
});
