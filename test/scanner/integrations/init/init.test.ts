import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { withPlugin } from '../../../../scanner/integrations/init/edit-eslint-config.ts';
import { maskCode } from '../../../../scanner/integrations/init/mask-source.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { cli } from '../../run.ts';

/** As if the package came from the registry, because a CI cannot install the clone in which the tests run. */
vi.mock('../../../../scanner/integrations/init/package-origin.ts', async (original) => ({
  ...(await original<object>()),
  ownOrigin: () => ({ range: '^0.1.0', exact: '0.1.0', isLocal: false }),
}));

const run = async (repo: TempFolder, ...args: string[]) =>
  cli(['init', ...args], { cwd: repo.root, env: { GIT_CONFIG_GLOBAL: '/dev/null' } });
const text = (repo: TempFolder, file: string) => readFileSync(repo.path(file), 'utf8');
const MANIFEST = `{\n  "name": "fleet",\n  "type": "module",\n  "devDependencies": {\n    "eslint": "^10.0.0",\n    "vitest": "^4.0.0"\n  }\n}\n`;

/** Runs init and checks what applies to every project: a diff, no change without --yes, no change the second time. */
async function setUp(repo: TempRepo, ...args: string[]): Promise<string> {
  const before = repo.git('status', '--porcelain', '-uall');
  const shown = await run(repo, ...args);
  expect(shown).toMatchObject({
    exitCode: 2,
    stderr: `Nothing was written: there is no terminal to ask at.\n  Run: ${['navixy-secrets init', ...args].join(' ')} --yes\n`,
  });
  // The summary is printed once, below the diff.
  const [diff, summary] = shown.stdout.split('\n\n').slice(-2);
  expect([diff, summary]).toEqual([
    expect.stringContaining('+++ b/'),
    expect.stringMatching(/^(?:[-+✓!] (?:package|eslint|hook|ci): [^\n]+\n)+$/),
  ]);
  expect(repo.git('status', '--porcelain', '-uall')).toBe(before);
  expect((await run(repo, '--check', ...args)).exitCode).toBe(1);
  const written = await run(repo, '--yes', ...args);
  expect(written.exitCode).toBe(0);
  const after = repo.git('status', '--porcelain', '-uall');
  expect(await run(repo, '--check', ...args)).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('Set up.') as string,
  });
  expect((await run(repo, '--yes', ...args)).stdout).toContain('nothing changed');
  expect(repo.git('status', '--porcelain', '-uall')).toBe(after);
  return written.stdout;
}

describe('init', () => {
  it('sets up a package with ESLint, a plain git hook and GitHub', async () => {
    using repo = new TempRepo();
    repo.write('package.json', MANIFEST);
    repo.write('eslint.config.js', "import js from '@eslint/js';\n\nexport default [js.configs.recommended];\n");
    repo.write('.github/dependabot.yml', 'version: 2\n');
    const said = await setUp(repo);
    expect(text(repo, 'package.json')).toBe(
      MANIFEST.replace('    "vitest"', '    "eslint-plugin-navixy": "^0.1.0",\n    "vitest"'),
    );
    expect(text(repo, 'eslint.config.js')).toBe(
      "import js from '@eslint/js';\nimport navixy from 'eslint-plugin-navixy';\n\nexport default [navixy.configs.recommended, js.configs.recommended];\n",
    );
    expect(text(repo, '.git/hooks/pre-commit')).toContain('navixy-secrets hook 1: pre-commit');
    expect(text(repo, '.github/workflows/navixy-secrets.yml')).toContain(`
      # Outside of the checkout: its .npmrc and node_modules are those of whoever wrote the pull request.
      - run: npm install --no-audit --no-fund --ignore-scripts --prefix "$RUNNER_TEMP/navixy-secrets" "eslint-plugin-navixy@^0.1.0"
        working-directory: \${{ runner.temp }}
      - run: node "$RUNNER_TEMP/navixy-secrets/node_modules/eslint-plugin-navixy/dist/cli.cjs" ci
`);
    for (const part of [
      '--- a/eslint.config.js',
      '+++ b/eslint.config.js',
      '+import navixy',
      '--- /dev/null',
      'npm install',
    ])
      expect(said).toContain(part);
  });

  it.each([
    ['husky 9', '^9.1.7', undefined, 'navixy-secrets hook pre-commit\n'],
    ['husky 9 with lint-staged', '^9.1.7', 'npx lint-staged\n', 'navixy-secrets hook pre-commit\nnpx lint-staged\n'],
    [
      'husky 8',
      '^8.0.0',
      '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nnpm test\n',
      '#!/usr/bin/env sh\n. "$(dirname -- "$0")/_/husky.sh"\n\nnpx --no -- navixy-secrets hook pre-commit\nnpm test\n',
    ],
    [
      'a hook with CRLF',
      '^9.0.0',
      '# first\r\nnpm test\r\nexit 0\r\n',
      '# first\r\nnavixy-secrets hook pre-commit\r\nnpm test\r\nexit 0\r\n',
    ],
  ])('adds its command first in a hook of %s', async (_, version, before, after) => {
    using repo = new TempRepo();
    repo.write('package.json', `{ "devDependencies": { "husky": "${version}" } }\n`);
    if (before !== undefined) repo.write('.husky/pre-commit', before);
    await setUp(repo, '--only', 'hook');
    expect(text(repo, '.husky/pre-commit')).toBe(after);
  });

  it.each([
    [
      'an empty place',
      '# ours\nskip_output: [meta]\n',
      '# ours\nskip_output: [meta]\npre-commit:\n  commands:\n    navixy-secrets:\n      run: npx --no -- navixy-secrets hook pre-commit\n',
    ],
    [
      'commands',
      'pre-commit:\n    parallel: true   # fast\n    commands:\n        lint:\n            run: npm run lint # all\n\npre-push:\n    commands: {}\n',
      'pre-commit:\n    parallel: true   # fast\n    commands:\n        lint:\n            run: npm run lint # all\n        navixy-secrets:\n          run: npx --no -- navixy-secrets hook pre-commit\n\npre-push:\n    commands: {}\n',
    ],
    [
      'jobs',
      'pre-commit:\n  jobs:\n    - run: npm test\n',
      'pre-commit:\n  jobs:\n    - run: npm test\n    - name: navixy-secrets\n      run: npx --no -- navixy-secrets hook pre-commit\n',
    ],
  ])('edits lefthook.yml with %s and keeps the rest', async (_, before, after) => {
    using repo = new TempRepo();
    repo.write('lefthook.yml', before);
    await setUp(repo, '--only', 'hook');
    expect(text(repo, 'lefthook.yml')).toBe(after);
  });

  it('does not call a directory set up if there is nothing to set up', async () => {
    using folder = new TempFolder();
    const said = {
      stdout: expect.stringContaining(
        '\nNothing here can be set up. Run it where your package.json or .git is',
      ) as string,
    };
    expect(await run(folder, '--check')).toMatchObject({ exitCode: 1, ...said });
    expect(await run(folder)).toMatchObject({ exitCode: 2, ...said });
  });

  it.each<[only: string[], exitCode: number, stderr: string]>([
    [['package', 'ci'], 2, 'Not set up: ci.\n'],
    [['package'], 0, ''],
    [[], 0, ''],
  ])('with --only %j in a project without CI ends with %i', async (only, exitCode, stderr) => {
    using repo = new TempRepo();
    repo.write('package.json', '{\n  "devDependencies": {}\n}\n');
    const result = await run(repo, '--yes', ...(only.length === 0 ? [] : ['--only', ...only]));
    expect([result.exitCode, result.stderr]).toEqual([exitCode, stderr]);
    expect(text(repo, 'package.json')).toBe(
      '{\n  "devDependencies": {\n    "eslint-plugin-navixy": "^0.1.0"\n  }\n}\n',
    );
  });

  it('writes several hooks into one file', async () => {
    using repo = new TempRepo();
    repo.write('lefthook.yml', '# empty\nmin_version: 1.0.0\n');
    await setUp(repo, '--only', 'hook', '--hooks', 'pre-commit', 'commit-msg', 'pre-push');
    for (const part of ['hook pre-commit\n', 'hook commit-msg {1}\n', 'hook pre-push {0}\n      use_stdin: true\n'])
      expect(text(repo, 'lefthook.yml')).toContain(part);
  });

  it('adds a hook to .pre-commit-config.yaml, with the indentation of its lists', async () => {
    using repo = new TempRepo();
    repo.write(
      '.pre-commit-config.yaml',
      'repos:\n- repo: https://example.org/x\n  rev: v1 # pinned\n  hooks:\n  - id: x\n',
    );
    await setUp(repo, '--only', 'hook');
    expect(text(repo, '.pre-commit-config.yaml')).toContain(
      '  rev: v1 # pinned\n  hooks:\n  - id: x\n- repo: local\n  hooks:\n    - id: navixy-secrets\n',
    );
  });

  it('adds a hook to simple-git-hooks', async () => {
    using repo = new TempRepo();
    repo.write('package.json', '{\n\t"simple-git-hooks": {\n\t\t"pre-push": "npm test"\n\t}\n}\n');
    await setUp(repo, '--only', 'hook');
    expect(text(repo, 'package.json')).toBe(
      '{\n\t"simple-git-hooks": {\n\t\t"pre-push": "npm test",\n\t\t"pre-commit": "npx --no -- navixy-secrets hook pre-commit"\n\t}\n}\n',
    );
  });

  it.each([
    [
      'no include',
      'stages: [test]\n\nbuild:\n  script:\n    - make\n',
      '\ninclude:\n  - local: .gitlab/navixy-secrets.yml\n',
    ],
    [
      'a list',
      'include:\n  - template: X.yml # theirs\nbuild:\n  script: [make]\n',
      'include:\n  - template: X.yml # theirs\n  - local: .gitlab/navixy-secrets.yml\nbuild:',
    ],
  ])('includes a job in .gitlab-ci.yml with %s', async (_, before, part) => {
    using repo = new TempRepo();
    repo.write('.gitlab-ci.yml', before);
    await setUp(repo, '--only', 'ci');
    expect(text(repo, '.gitlab-ci.yml')).toContain(part);
    expect(text(repo, '.gitlab/navixy-secrets.yml')).toContain(
      '- (cd /tmp && npm install --no-audit --no-fund --ignore-scripts --prefix "/tmp/navixy-secrets" "eslint-plugin-navixy@^0.1.0")\n',
    );
  });

  it.each([
    ['eslint', 'eslint.config.js', 'export default await make();\n', 'navixy.configs.recommended'],
    ['eslint', '.eslintrc.json', '{}\n', '@eslint/migrate-config'],
    ['hook', 'lefthook.toml', '[pre-commit]\n', 'hook pre-commit'],
    ['hook', 'lefthook.yml', 'pre-commit: { commands: { lint: { run: x } } }\n', 'hook pre-commit'],
    ['hook', '.husky/pre-commit', '#!/usr/bin/env python3\nprint(1)\n', 'navixy-secrets hook pre-commit'],
    ['ci', '.gitlab-ci.yml', 'include: other.yml\n', 'docs/ci.md'],
  ])('leaves unsupported %s in %s unchanged and says what to do', async (part, file, content, advice) => {
    using repo = new TempRepo();
    repo.write('package.json', '{ "devDependencies": { "eslint": "^10" } }\n');
    repo.write(file, content);
    const { stdout, stderr, exitCode } = await run(repo, '--yes', '--only', part);
    expect({ exitCode, stderr, said: stdout.includes(advice) }).toEqual({
      exitCode: 2,
      stderr: `Not set up: ${part}.\n`,
      said: true,
    });
    expect(text(repo, file)).toBe(content);
    // --check does not suggest init for steps that init cannot do.
    const checked = await run(repo, '--check', '--only', part);
    expect(checked).toMatchObject({
      exitCode: 1,
      stdout: expect.stringContaining(`Not set up: ${part}.\n\nWhat is left to do\n`) as string,
    });
    expect(checked.stdout).toContain(advice);
  });

  it.each([
    ['pnpm-lock.yaml', 'pnpm exec navixy-secrets'],
    ['yarn.lock', 'yarn run navixy-secrets'],
    ['bun.lock', 'bun run navixy-secrets'],
  ])('uses the commands of the package manager with %s', async (lock, command) => {
    using repo = new TempRepo();
    repo.write(lock, '');
    repo.write('lefthook.yml', 'a: 1\n');
    expect((await run(repo, '--only', 'hook')).stdout).toContain(`run: ${command} hook pre-commit`);
  });

  it('changes nothing if package.json is invalid', async () => {
    using repo = new TempRepo();
    repo.write('package.json', '{ broken\n');
    expect(await run(repo, '--yes')).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('is not JSON') as string,
    });
  });
});

describe('a project without ESLint', () => {
  it.each([
    ['', 'npm install --save-dev eslint'],
    [', "packageManager": "pnpm@9.0.0"', 'pnpm add --save-dev eslint'],
  ])('is told how to get the rules, and not that everything is set up', async (more, install) => {
    using repo = new TempRepo();
    repo.write('package.json', `{"name": "fleet"${more}}\n`);
    expect((await run(repo, '--yes', '--only', 'package', 'hook')).exitCode).toBe(0);
    const { exitCode, stdout } = await run(repo, '--yes');
    expect(stdout).toContain(
      `- eslint: this project does not use ESLint; for the rules: ${install}, then navixy-secrets init again\n`,
    );
    expect(stdout).toContain('\nThe parts marked ✓ are set up; nothing changed.\n');
    expect(exitCode).toBe(0);
  });
});

describe('the ESLint configuration', () => {
  const edited = (source: string, format: 'esm' | 'cjs' = 'esm') => withPlugin(source, format);
  it.each([
    [
      'a list over lines',
      'import a from "a"\n\nexport default [\n    a, // first\n]\n',
      'import a from "a"\nimport navixy from "eslint-plugin-navixy"\n\nexport default [\n    navixy.configs.recommended,\n    a, // first\n]\n',
    ],
    [
      'a comment after the bracket',
      "import a from 'a';\nexport default [ // all\n  a,\n];\n",
      "import a from 'a';\nimport navixy from 'eslint-plugin-navixy';\nexport default [ // all\n  navixy.configs.recommended,\n  a,\n];\n",
    ],
    [
      'defineConfig',
      "import { defineConfig } from 'eslint/config';\nexport default defineConfig([{ rules: {} }]);\n",
      "import { defineConfig } from 'eslint/config';\nimport navixy from 'eslint-plugin-navixy';\nexport default defineConfig([navixy.configs.recommended, { rules: {} }]);\n",
    ],
    [
      'typescript-eslint',
      "import ts from 'typescript-eslint';\nexport default ts.config(\n  ts.configs.strict,\n);\n",
      "import ts from 'typescript-eslint';\nimport navixy from 'eslint-plugin-navixy';\nexport default ts.config(\n  navixy.configs.recommended,\n  ts.configs.strict,\n);\n",
    ],
    [
      'a variable',
      '// @ts-check\nconst config = [];\nexport default config;\n',
      "// @ts-check\nimport navixy from 'eslint-plugin-navixy';\n\nconst config = [navixy.configs.recommended];\nexport default config;\n",
    ],
    [
      'an import over lines',
      "import {\n  a,\n} from 'a';\nexport default [a];\n",
      "import {\n  a,\n} from 'a';\nimport navixy from 'eslint-plugin-navixy';\nexport default [navixy.configs.recommended, a];\n",
    ],
    [
      'CRLF',
      "import a from 'a';\r\nexport default [\r\n  a,\r\n];\r\n",
      "import a from 'a';\r\nimport navixy from 'eslint-plugin-navixy';\r\nexport default [\r\n  navixy.configs.recommended,\r\n  a,\r\n];\r\n",
    ],
  ])('adds the plugin to %s', (_, before, after) => expect(edited(before)).toBe(after));

  it('adds the plugin to CommonJS', () => {
    expect(edited("const js = require('@eslint/js');\n\nmodule.exports = [js.configs.recommended];\n", 'cjs')).toBe(
      "const js = require('@eslint/js');\nconst navixy = require('eslint-plugin-navixy');\n\nmodule.exports = [navixy.configs.recommended, js.configs.recommended];\n",
    );
  });

  it.each([
    ['export default antfu({ vue: true });\n'],
    ['export default config();\n'],
    ['export default defineConfig([]);\n'],
    ["import navixy from './mine.js';\nexport default [navixy];\n"],
    ['export default [`${`${x}`}`];\n'],
    ['/* export default [\n'],
    ['// export default [];\n'],
    ["const s = 'export default [';\n"],
  ])('does not change %j', (source) => expect(edited(source)).toBeUndefined());

  it('masks strings, comments and regular expressions', () => {
    expect(maskCode("a('['); // [\n/[/]/.test(x) / 2 /* [ */")).toBe("a(' ');     \n/   /.test(x) / 2        ");
  });
});
