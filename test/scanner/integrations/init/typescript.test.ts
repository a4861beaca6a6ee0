/** The ESLint configuration that `init` writes for a project with TypeScript. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ESLint, type Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../../../rules/index.ts';
import { hex } from '../../../support/hex.ts';
import { TempRepo } from '../../../support/repo.ts';
import { cli } from '../../run.ts';

const CONFIG = 'eslint.config.mjs';
const ENTRY = "{ files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: tsParser } }";

async function init(repo: TempRepo, dependencies: readonly string[]): Promise<string> {
  const versions = Object.fromEntries(['eslint', ...dependencies].map((name) => [name, '*']));
  repo.write('package.json', JSON.stringify({ name: 'fleet', devDependencies: versions }, null, 2));
  const { exitCode, stdout } = await cli(['init', '--yes', '--only', 'eslint'], { cwd: repo.root, env: {} });
  expect(exitCode).toBe(0);
  return stdout;
}

/** @returns the rules that report in `file`, linted with the configuration that was written */
async function lint(repo: TempRepo, file: string): Promise<(string | null)[]> {
  // The configuration imports the packages of this project, and the plugin under test.
  const from = pathToFileURL(path.resolve('package.json')).href;
  const source = readFileSync(repo.path(CONFIG), 'utf8')
    .replace("import navixy from 'eslint-plugin-navixy';", 'const navixy = globalThis.navixyUnderTest;')
    .replaceAll(/from '([^']+)'/g, (_, name: string) => `from '${import.meta.resolve(name, from)}'`);
  repo.write('resolved.mjs', source);
  (globalThis as { navixyUnderTest?: unknown }).navixyUnderTest = plugin;
  const { default: config } = (await import(pathToFileURL(repo.path('resolved.mjs')).href)) as {
    default: Linter.Config[];
  };
  const eslint = new ESLint({ cwd: repo.root, overrideConfigFile: true, overrideConfig: config });
  return (await eslint.lintFiles([file])).flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
}

const TYPED = `interface Options { readonly key: string }\nexport const options: Options = { key: '' };\nconst NAVIXY_HASH: string = '${hex('init TypeScript')}';\n`;

describe('init in a project with TypeScript', () => {
  it.each([
    [
      'typescript-eslint',
      "import navixy from 'eslint-plugin-navixy';\nimport tseslint from 'typescript-eslint';\n",
      'tseslint.parser',
    ],
    [
      '@typescript-eslint/parser',
      "import navixy from 'eslint-plugin-navixy';\nimport tsParser from '@typescript-eslint/parser';\n",
      'tsParser',
    ],
  ])('writes a configuration that lints TypeScript with %s', async (name, imports, parser) => {
    using repo = new TempRepo();
    const said = await init(repo, ['typescript', name]);
    const entry = ENTRY.replace('tsParser', parser);
    expect(readFileSync(repo.path(CONFIG), 'utf8')).toBe(
      `${imports}\nexport default [\n  navixy.configs.recommended,\n  ${entry},\n];\n`,
    );
    expect(said).toContain('for TypeScript too');
    expect(said).not.toContain('--save-dev @typescript-eslint/parser');
    for (const file of ['src/a.ts', 'src/a.mts', 'src/a.tsx', 'src/a.js']) {
      repo.write(file, file.endsWith('.js') ? TYPED.replace(/^.*\n.*\n/, '').replace(': string', '') : TYPED);
      expect(await lint(repo, file), file).toEqual(['navixy/no-hardcoded-hash']);
    }
  });

  it.each([
    ['as a dependency', ['typescript'], undefined],
    ['with a tsconfig.json', [], 'tsconfig.json'],
  ])('says what to install and add if there is no TypeScript parser: TypeScript %s', async (_, dependencies, file) => {
    using repo = new TempRepo();
    if (file !== undefined) repo.write(file, '{}\n');
    const said = await init(repo, dependencies);
    expect(readFileSync(repo.path(CONFIG), 'utf8')).toBe(
      "import navixy from 'eslint-plugin-navixy';\n\nexport default [navixy.configs.recommended];\n",
    );
    expect(said).toContain('npm install --save-dev @typescript-eslint/parser');
    expect(said).toContain("import tsParser from '@typescript-eslint/parser';");
    expect(said).toContain(ENTRY);
  });

  it('does not mention TypeScript in a project without it', async () => {
    using repo = new TempRepo();
    expect(await init(repo, [])).not.toContain('typescript');
  });
});
