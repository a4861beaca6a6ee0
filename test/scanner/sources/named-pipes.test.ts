import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { BuiltProgram } from '../../support/program.ts';
import { TempFolder } from '../../support/repo.ts';

let program: BuiltProgram;
beforeAll(async () => {
  program = await BuiltProgram.build('named-pipes-test');
}, 60_000);
afterAll(() => program.remove());

const value = hex('through a pipe');

describe.runIf(existsSync('/dev/stdin') && existsSync('/bin/bash'))('a named pipe', () => {
  it.each([
    ['cat leak | "$@" scan /dev/stdin', 2],
    ['cat leak | "$@" scan /dev/fd/0', 2],
    ['"$@" scan <(cat leak)', 2],
    ['cat leak | "$@" scan clean /dev/stdin', 2],
    ['cat leak | "$@" verify /dev/stdin', 2],
    ['"$@" scan /dev/stdin < leak', 1],
    ['cat leak | "$@" scan -', 1],
  ])('is an error, except for standard input: %s', (line, status) => {
    using folder = new TempFolder();
    folder.write('leak', `NAVIXY_HASH=${value}\n`);
    folder.write('clean', 'x\n');
    const env = { PATH: process.env['PATH'], HOME: folder.root };
    const run = spawnSync('/bin/bash', ['-c', line, 'bash', process.execPath, program.file], {
      cwd: folder.root,
      env,
      encoding: 'utf8',
    });
    expect([run.status, run.stdout + run.stderr]).toEqual([
      status,
      expect.stringContaining(status === 2 ? 'neither a file nor a folder' : 'NAVIXY_HASH'),
    ]);
  });
});
