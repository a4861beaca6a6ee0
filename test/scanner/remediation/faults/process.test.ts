import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../../src/secret.ts';
import { BuiltProgram } from '../../../support/program.ts';
import { OWNER, OWNER_ENV } from '../revoke/harness.ts';
import { leak } from '../../run.ts';
import { LEAKED, World } from './world.ts';

/* Tests events of the process: a full disk, a closed output, a closed terminal, a kill. */

let program: BuiltProgram;
let world: World;
beforeAll(async () => {
  program = await BuiltProgram.build('remediation-process-test');
}, 60_000);
afterAll(() => program.remove());
beforeEach(async () => {
  world = await World.create();
  world.folder.write('leak.js', leak(LEAKED.key));
});
afterEach(() => world[Symbol.asyncDispose]());

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }>;
}

function start(args: readonly string[], stdout: number | 'pipe' = 'pipe'): Started {
  const child = spawn(process.execPath, [program.file, ...args, '--api-url', world.server.baseUrl], {
    cwd: world.folder.root,
    env: { PATH: process.env['PATH'], HOME: world.folder.root, ...OWNER_ENV },
    stdio: ['ignore', stdout, 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (said.stdout += chunk));
  child.stderr!.setEncoding('utf8').on('data', (chunk: string) => (said.stderr += chunk));
  return { child, ended: new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said }))) };
}

const ROTATE = ['rotate', 'leak.js', '--yes', '--deployed', '--to-file'];
const isOldAlive = (): boolean => world.server.state.isAlive(LEAKED.key);

/** Expects that no session of the command is open and no value was printed. */
function expectTidy(...said: readonly string[]): void {
  expect(world.openSessions).toEqual([]);
  for (const value of [LEAKED.key, OWNER.password, ...world.server.state.issued])
    for (const text of said) expect(text).not.toContain(value);
}

describe.runIf(existsSync('/dev/full'))('a full disk on standard output', () => {
  test.each([
    ['revoke', ['revoke', 'leak.js', '--yes']],
    ['rotate', [...ROTATE, 'new-key']],
    ['rotate --show', ['rotate', 'leak.js', '--yes', '--deployed', '--show']],
  ])('%s does nothing if the plan cannot be printed, and explains it on standard error', async (_name, args) => {
    const full = openSync('/dev/full', 'w');
    const { code, stderr } = await start(args, full).ended;
    closeSync(full);
    expect([code, isOldAlive(), world.madeKeys]).toEqual([2, true, []]);
    expect(stderr).toContain('standard output cannot be written: the disk is full');
    expect(stderr).toMatch(/Standard output got lost\. It should have said:\n.*Plan/su);
    expectTidy(stderr);
  });
});

test('a reader that closes standard output ends the command cleanly, with the rest on standard error', async () => {
  const { child, ended } = start([...ROTATE, 'new-key']);
  world.server.fault({ path: 'api/key/create', times: 1, after: true, onHit: () => child.stdout!.destroy() });
  const { code, stderr } = await ended;
  expect(code).toBe(2);
  expect(stderr).toMatch(/Standard output got lost\. It should have said:\n.*Before and after\n {2}old /su);
  expect(world.madeKeys).toEqual(
    existsSync(world.folder.path('new-key')) ? [readFileSync(world.folder.path('new-key'), 'utf8').trim()] : [],
  );
  expectTidy(stderr);
});

describe.runIf(process.platform !== 'win32')('a signal', () => {
  test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    '%s after the new key was created deletes the key again and closes the session',
    async (signal) => {
      const { child, ended } = start([...ROTATE, 'new-key']);
      // The old key is checked with three requests. This is the first request for the new key.
      world.server.fault({ path: 'base/nothing', skip: 3, times: 1, hang: true, onHit: () => child.kill(signal) });
      const { code, stdout, stderr } = await ended;
      expect([code, isOldAlive(), world.madeKeys, existsSync(world.folder.path('new-key'))]).toEqual([
        1,
        true,
        [],
        false,
      ]);
      expect(stdout).toContain('the new key reached nobody and was deleted again');
      expectTidy(stdout, stderr);
    },
  );

  test('SIGHUP during a deletion makes the status unknown and closes the session', async () => {
    const { child, ended } = start(['revoke', 'leak.js', '--yes', '--evidence', 'evidence.jsonl']);
    world.server.fault({ path: 'api/key/delete', times: 1, hang: true, onHit: () => child.kill('SIGHUP') });
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(2);
    expect(stdout).toContain('alive -> unknown');
    const evidence = readFileSync(world.folder.path('evidence.jsonl'), 'utf8');
    expect(JSON.parse(evidence.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({ event: 'end', exitCode: 2 });
    expectTidy(stdout, stderr, evidence);
  });

  test('SIGKILL after the new key was created leaves a key that the next run and the list of keys report', async () => {
    const { child, ended } = start([...ROTATE, 'new-key']);
    world.server.fault({
      path: 'api/key/create',
      times: 1,
      after: true,
      hang: true,
      onHit: () => child.kill('SIGKILL'),
    });
    expect((await ended).code).toBeNull();
    world.server.clearFaults();
    const [left = ''] = world.madeKeys;
    const { fingerprint } = new Secret(left);
    const listed = await start(['keys', '--format', 'json']).ended;
    const { keys } = JSON.parse(listed.stdout) as { keys: { fingerprint: string; remarks: string[] }[] };
    expect(keys.find((key) => key.fingerprint === fingerprint)?.remarks.join()).toContain(
      `made by rotate to replace ${new Secret(LEAKED.key).fingerprint}`,
    );
    const { code, stdout } = await start([...ROTATE, 'next-key']).ended;
    expect(stdout).toContain(`go on with it by --use ${fingerprint}, or delete it if nothing uses it`);
    expect([code, isOldAlive(), world.server.state.isAlive(left)]).toEqual([0, false, true]);
  });
});

test('two concurrent runs with the same file: at most one succeeds, and the file contains an active key', async () => {
  const runs = await Promise.all([start([...ROTATE, 'new-key']).ended, start([...ROTATE, 'new-key']).ended]);
  const done = runs.filter(({ stdout }) => stdout.includes('Done:'));
  expect(done.length).toBeLessThanOrEqual(1);
  expect(done.length).toBe(runs.filter(({ code }) => code === 0).length);
  const value = readFileSync(world.folder.path('new-key'), 'utf8').trim();
  expect(world.madeKeys).toContain(value);
  for (const key of world.madeKeys)
    expect(runs.map(({ stdout }) => stdout).join()).toContain(new Secret(key).fingerprint);
  expectTidy(...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]));
});
