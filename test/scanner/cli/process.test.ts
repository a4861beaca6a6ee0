import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeCertificates } from '../../support/certificates.ts';
import { hex } from '../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../support/navixy-server/index.ts';
import { BuiltProgram } from '../../support/program.ts';
import { TempRepo } from '../../support/repo.ts';
import { leak } from '../run.ts';

/** Runs the program as a separate process, to observe it in `/proc`, its signals and its children. */
const OWNER = { login: 'owner@fleet.example', password: 'correct horse 7' };
const [key, session] = [hex('process key'), hex('process session')];
let server: NavixyServer;
let repo: TempRepo;
let program: BuiltProgram;

beforeAll(async () => {
  program = await BuiltProgram.build('process-test');
}, 60_000);
afterAll(() => program.remove());

beforeEach(async () => {
  server = await startNavixyServer({
    users: [{ ...OWNER, keys: [{ hash: key, title: 'Billing export' }], sessions: [session] }],
  });
  repo = new TempRepo();
  repo.write('a.js', leak(key));
  repo.commit('add a key');
});
afterEach(async () => {
  repo[Symbol.dispose]();
  await server.close();
});

interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly exitCode: number | null; readonly output: string }>;
}

function start(args: readonly string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, [program.file, ...args], {
    cwd: repo.root,
    env: {
      PATH: process.env['PATH'],
      HOME: repo.root,
      NAVIXY_LOGIN: OWNER.login,
      NAVIXY_PASSWORD: OWNER.password,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  return { child, ended: new Promise((resolve) => child.once('close', (exitCode) => resolve({ exitCode, output }))) };
}

/** A `git` that logs its arguments and environment before it does its work. */
function spyOnGit(): { readonly path: string; readonly calls: () => string[] } {
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  const log = repo.path('.git', 'calls');
  const spy = repo.write(
    '.git/spy/git',
    `#!/bin/sh\n{ tr '\\0' ' ' < /proc/$$/cmdline; tr '\\0' '\\n' < /proc/$$/environ; } > '${log}'.$$\nexec '${git}' "$@"\n`,
  );
  execFileSync('chmod', ['755', spy]);
  const calls = (): string[] =>
    readdirSync(repo.path('.git'))
      .filter((name) => name.startsWith('calls.'))
      .map((name) => readFileSync(repo.path('.git', name), 'latin1'));
  return { path: `${path.dirname(spy)}:${process.env['PATH'] ?? ''}`, calls };
}

test.runIf(existsSync('/proc/self/cmdline'))(
  'shows no value and no password in its arguments or those of its children',
  async () => {
    const git = spyOnGit();
    const cmdlines: string[] = [];
    server.fault({
      path: '*',
      after: true,
      onHit: () => {
        for (const pid of readdirSync('/proc').filter((name) => /^\d+$/u.test(name))) {
          try {
            const status = readFileSync(`/proc/${pid}/status`, 'utf8');
            if (status.includes(`PPid:\t${process.pid}\n`))
              cmdlines.push(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
          } catch {
            // The process ended in the meantime.
          }
        }
      },
    });
    const { exitCode, output } = await start(['revoke', '--history', '--yes', '--api-url', server.baseUrl], {
      PATH: git.path,
      SOME_KEY: key,
    }).ended;
    expect(exitCode).toBe(0);
    expect(git.calls().length).toBeGreaterThan(0);
    expect(cmdlines.some((line) => line.includes('revoke'))).toBe(true);
    for (const seen of [...git.calls(), ...cmdlines, output]) {
      for (const value of [key, OWNER.password]) expect(seen).not.toContain(value);
    }
  },
);

describe('SIGINT', () => {
  // Where an abort must not cut off a call, the program waits for the answer and then logs out.
  test.each(['base/nothing', 'user/auth', 'api/key/delete'])(
    'at %s leaves no session of the command open, and a second run revokes the key',
    async (call) => {
      const running = start([
        'revoke',
        '--yes',
        '--api-url',
        server.baseUrl,
        '--evidence',
        repo.path('.git/evidence.jsonl'),
      ]);
      server.fault({ path: call, times: 1, after: true, dripMs: 6, onHit: () => running.child.kill('SIGINT') });
      const { exitCode, output } = await running.ended;
      expect([1, 2]).toContain(exitCode);
      expect(output).toContain('Stopped');
      expect(server.state.openSessions(OWNER.login).map(({ hash }) => hash)).toEqual([session]);
      const evidence = readFileSync(repo.path('.git/evidence.jsonl'), 'utf8').trimEnd().split('\n');
      expect(JSON.parse(evidence.at(-1) ?? '')).toMatchObject({ event: 'end', exitCode });
      const second = await start(['revoke', '--yes', '--api-url', server.baseUrl]).ended;
      expect(second.exitCode).toBe(0);
      expect(server.state.isAlive(key)).toBe(false);
    },
  );
});

test('NODE_EXTRA_CA_CERTS is respected', async () => {
  const certificates = makeCertificates();
  const tls = await startNavixyServer({ tls: certificates.valid });
  const ca = repo.write('.git/ca.pem', certificates.ca);
  const args = ['verify', '--api-url', tls.baseUrl];
  const [without, withIt] = [await start(args).ended, await start(args, { NODE_EXTRA_CA_CERTS: ca }).ended];
  expect([without.exitCode, withIt.exitCode]).toEqual([2, 0]);
  expect(without.output).toContain('no trusted TLS connection');
  await tls.close();
});

describe.runIf(process.platform === 'linux')('a closed standard input', () => {
  const run = async (line: string) => {
    const child = spawn('sh', ['-c', `"$NODE" "$CLI" ${line}`], {
      cwd: repo.root,
      env: { PATH: process.env['PATH'], HOME: repo.root, NODE: process.execPath, CLI: program.file },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
    const exitCode = await new Promise((resolve) => child.once('close', resolve));
    return { exitCode, output };
  };

  test.each(['scan -', 'scan --diff', 'scan --stdin-path a.ts', 'scan --repos -'])(
    'is an error, not an empty text: %s',
    async (command) => {
      const { exitCode, output } = await run(`${command} <&-`);
      expect(output).toContain('standard input is closed, so there is nothing to scan');
      expect(exitCode).toBe(2);
    },
  );

  test('differs from an empty one, and matters only to commands that read it', async () => {
    expect((await run('scan - </dev/null')).exitCode).toBe(0);
    expect((await run('scan - </etc/hostname')).exitCode).toBe(0);
    expect((await run('scan <&-')).exitCode).toBe(1);
    expect((await run('hook pre-push origin /nowhere <&-')).exitCode).toBe(1);
  });
});
