import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hex } from '../support/hex.ts';
import { Project } from './project.ts';

const packed = inject('packed');

it('packs only the files that a user needs', () => {
  const allowed =
    /^(?:dist\/[\w-]+\.(?:c?js|d\.ts)|dist\/(?:THIRD-PARTY-LICENSES|sbom\.cdx\.json)|(?:CHANGELOG|README|SECURITY)\.md|LICENSE|package\.json|schemas\/(?:report|settings)-1\.json|docs\/(?:[\w-]+\/)?[\w-]+\.md|templates\/gitlab-ci\.yml)$/;
  expect(packed.files.filter((file) => !allowed.test(file))).toEqual([]);
  expect(packed.files).not.toContain('docs/benchmarks.md');
  expect(packed.files).toEqual(
    expect.arrayContaining([
      'dist/index.js',
      'dist/index.d.ts',
      'dist/scanner.js',
      'dist/scanner.d.ts',
      'dist/cli.cjs',
      'README.md',
      'LICENSE',
      'dist/THIRD-PARTY-LICENSES',
      'dist/sbom.cdx.json',
      'schemas/report-1.json',
      'schemas/settings-1.json',
    ]),
  );
  // Pages that the command refers to. The bundled package.json lists excluded pages as `!docs/…`.
  const named = packed.files
    .filter((file) => /\.c?js$/.test(file))
    .flatMap(
      (file) => readFileSync(file, 'utf8').match(/(?<!!)\b(?:docs|templates|schemas)\/[\w/-]+\.(?:md|yml|json)/g) ?? [],
    );
  expect(named).toContain('docs/leaked.md');
  expect(packed.files).toEqual(expect.arrayContaining(named));
});

describe.each(['9.15.0', '9', '10'])('with ESLint %s', (version) => {
  let project: Project;
  const value = hex(`packed ${version}`);
  beforeAll(() => {
    project = new Project(packed.tarball, [`eslint@${version}`]);
    project.write(
      'src/leak.js',
      `const NAVIXY_HASH = '${value}';\nfetch(\`https://api.eu.navixy.com/v2/tracker/list?hash=\${key}\`);\n`,
    );
    project.write('src/clean.js', `const etag = '${hex('etag')}';\n`);
  });
  afterAll(() => project[Symbol.dispose]());

  it('does not install TypeScript', () => {
    expect(existsSync(project.path('node_modules/typescript'))).toBe(false);
    expect(existsSync(project.path('node_modules/@typescript-eslint'))).toBe(false);
  });

  it.each([
    ['eslint.config.mjs', "import navixy from 'eslint-plugin-navixy';\nexport default [navixy.configs.recommended];\n"],
    [
      'eslint.config.cjs',
      "const navixy = require('eslint-plugin-navixy');\nmodule.exports = [navixy.configs.recommended];\n",
    ],
  ])('reports with %s', (config, text) => {
    project.write(config, text);
    const { status, stdout, stderr } = project.run('eslint/bin/eslint.js', '-c', config, '-f', 'json', 'src');
    expect(stderr).toBe('');
    const results = JSON.parse(stdout) as {
      filePath: string;
      messages: { ruleId: string; line: number; column: number; endColumn: number }[];
    }[];
    const found = results.flatMap(({ filePath, messages }) =>
      messages.map(
        ({ ruleId, line, column }) => `${filePath.slice(project.root.length + 1)} ${ruleId} ${line}:${column}`,
      ),
    );
    expect(found).toEqual(['src/leak.js navixy/no-hardcoded-hash 1:22', 'src/leak.js navixy/no-hash-in-url 2:57']);
    expect(status).toBe(1);
    expect(stdout.replaceAll(/"source":"[^"]*"/g, '')).not.toContain(value);
  });

  it('exports the same plugin to import and require', () => {
    const keys = 'Object.keys(plugin.rules).sort().join()';
    const imported = project.evaluate(`import plugin from 'eslint-plugin-navixy'; console.log(${keys})`, 'module');
    const required = project.evaluate(
      `const plugin = require('eslint-plugin-navixy'); console.log(${keys})`,
      'commonjs',
    );
    expect(required).toBe(imported);
    expect(imported.split(',')).toEqual(
      expect.arrayContaining(['no-hardcoded-hash', 'no-hash-in-url', 'prefer-api-key']),
    );
  });

  it('runs the command', () => {
    const { status, stdout } = project.run('eslint-plugin-navixy/dist/cli.cjs', 'scan', 'src');
    expect(stdout).toContain('src/leak.js:1:22');
    expect(stdout).not.toContain(value);
    expect(status).toBe(1);
    expect(project.run('eslint-plugin-navixy/dist/cli.cjs', 'scan', 'src/clean.js').status).toBe(0);
    expect(project.run('eslint-plugin-navixy/dist/cli.cjs', 'scan', 'no/such/file').status).toBe(2);
  });

  it('exports the scanner as a library', () => {
    const script = `import { scan } from 'eslint-plugin-navixy/scanner';
      const report = await scan({ paths: ['src'], cwd: process.cwd() });
      console.log(report.findings.map(({ path, line, column, secret }) => [path, line, column, String(secret)].join(' ')).join());`;
    expect(project.evaluate(script, 'module')).toBe(`src/leak.js 1 22 ${value.slice(0, 4)}…${value.slice(-4)}`);
  });
});

it('scans without ESLint', () => {
  using project = new Project(packed.tarball, []);
  project.write('.env', `NAVIXY_HASH=${hex('alone')}\n`);
  const { status, stdout } = project.run('eslint-plugin-navixy/dist/cli.cjs', 'scan', '.env');
  expect(stdout).toContain('.env:1:13');
  // The command is not in the PATH here.
  expect(stdout).toContain('npx navixy-secrets revoke .env');
  expect(status).toBe(1);
});
