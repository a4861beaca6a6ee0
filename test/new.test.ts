import { execFile, execFileSync } from 'node:child_process';
import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { TempFolder } from './support/repo.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const run = promisify(execFile);

/** A copy of the project, with the packages and the build of this one. */
function copyProject(): TempFolder {
  const copy = new TempFolder();
  const files = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  }).split('\0');
  for (const file of files.filter((one) => one !== ''))
    cpSync(path.join(ROOT, file), copy.path(file), { recursive: true });
  for (const folder of ['node_modules', 'dist']) symlinkSync(path.join(ROOT, folder), copy.path(folder));
  return copy;
}

describe('npm run new', () => {
  it('creates a rule, a report format and a carrier that pass the general tests', { timeout: 300_000 }, async () => {
    using copy = copyProject();
    const create = async (...args: string[]) =>
      (await run(process.execPath, ['scripts/new.mjs', ...args], { cwd: copy.root })).stdout;
    expect(await create('rule', 'no-example')).toMatch(
      /^wrote rules\/no-example\.ts\nwrote test\/rules\/no-example\.test\.ts\nwrote docs\/rules\/no-example\.md\nwrote rules\/index\.ts\n\nNext: /,
    );
    expect(await create('report', 'team-city')).toMatch(
      /^wrote scanner\/report\/formats\/team-city\.ts\nwrote scanner\/report\/format-registry\.ts\nwrote docs\/reports\.md\n\nNext: /,
    );
    expect(await create('carrier', 'spread-sheet')).toMatch(
      /^wrote test\/support\/forms\/leaks-spread-sheet\.ts\nwrote test\/support\/forms\/harmless-spread-sheet\.ts\nwrote test\/support\/forms\/corpus\.ts\n\nNext: /,
    );
    expect(readFileSync(copy.path('rules/index.ts'), 'utf8')).toContain(
      "import validAuthorizationHeader from './valid-authorization-header.ts';\n",
    );
    const vitest = (...args: string[]) =>
      run(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', '--reporter=json', ...args], {
        cwd: copy.root,
        env: { ...process.env, VITEST_REPORT: '' },
      });
    const passed = async (...args: string[]) =>
      (JSON.parse((await vitest(...args)).stdout) as { numPassedTests: number }).numPassedTests;
    expect(await passed('test/rules/generated-docs.test.ts', '--update')).toBeGreaterThan(0);
    expect(
      await passed('test/rules/no-example.test.ts', 'test/rules/plugin.test.ts', 'test/rules/docs.test.ts'),
    ).toBeGreaterThan(20);
    expect(await passed('test/scanner/report/formats.test.ts', '-t', 'team-city')).toBeGreaterThan(4);
    expect(await passed('test/src/forms.test.ts', '-t', 'spread sheet')).toBeGreaterThan(1);
  });

  it.each([[], ['rule'], ['rule', 'No Example'], ['rule', '../x'], ['thing', 'x'], ['rule', 'a', 'b']])(
    'prints its usage (%#)',
    async (...args) => {
      const failure = await run(process.execPath, ['scripts/new.mjs', ...args], { cwd: ROOT }).catch(
        (error: unknown) => error as { code: number; stderr: string },
      );
      expect(failure).toMatchObject({
        code: 2,
        stderr: expect.stringContaining('usage: npm run new -- rule NAME') as string,
      });
    },
  );

  it('does not overwrite existing files', async () => {
    const failure = await run(process.execPath, ['scripts/new.mjs', 'rule', 'no-hash-in-log'], { cwd: ROOT }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({
      code: 2,
      stderr: 'nothing was written: rules/no-hash-in-log.ts is there already\n',
    });
  });
});
