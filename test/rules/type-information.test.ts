import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import tsParser from '@typescript-eslint/parser';
import { ESLint, type Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { hex } from '../support/hex.ts';

const root = mkdtempSync(path.join(tmpdir(), 'navixy-types-'));
afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

beforeAll(() => {
  writeFileSync(
    path.join(root, 'tsconfig.json'),
    '{ "compilerOptions": { "strict": true, "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }',
  );
  writeFileSync(
    path.join(root, 'constants.ts'),
    `export const BASE = 'https://api.eu.navixy.com/v2';
export const OTHER = 'https://shop.example/v2';
export const thing = '${hex('imported')}';
export const NAVIXY_HASH = '${hex('named')}';
export enum Base { Eu = 'https://api.eu.navixy.com/v2', Us = 'https://api.us.navixy.com/v2' }
export const paths = { auth: 'user/auth' } as const;
export const scheme = 'NVX: ';
`,
  );
});

async function lint(
  code: string,
  config: Linter.Config = plugin.configs['recommended-type-checked'],
  withTypes = true,
): Promise<string[]> {
  const file = path.join(root, 'use.ts');
  writeFileSync(file, code);
  const parserOptions = withTypes ? { projectService: true, tsconfigRootDir: root } : {};
  const eslint = new ESLint({
    cwd: root,
    overrideConfigFile: true,
    overrideConfig: [
      { files: ['**/*.ts'], languageOptions: { parser: tsParser as never, parserOptions } },
      { ...config, files: ['**/*.ts'] },
    ],
  });
  const [result] = await eslint.lintFiles([file]);
  return result!.messages.map(({ ruleId, message, line, column }) => `${ruleId ?? message} ${line}:${column}`);
}

describe('type information', () => {
  it.each<[name: string, code: string, ...reports: string[]]>([
    [
      'an imported base',
      "import { BASE } from './constants.ts';\nfetch(`${BASE}/x/y?hash=${h}`);\ndeclare const h: string;\n",
      'navixy/no-hash-in-url 2:27',
    ],
    [
      'an imported base of another API',
      "import { OTHER } from './constants.ts';\nfetch(`${OTHER}/x/y?hash=${h}`);\ndeclare const h: string;\n",
    ],
    [
      'an imported enum member',
      "import { Base } from './constants.ts';\nfetch(`${Base.Us}/x/y?hash=${h}`);\ndeclare const h: string;\n",
      'navixy/no-hash-in-url 2:30',
    ],
    [
      'a parameter of an enum type',
      "import { Base } from './constants.ts';\nexport const get = (base: Base, h: string) => fetch(`${base}/x/y?hash=${h}`);\n",
      'navixy/no-hash-in-url 2:73',
    ],
    [
      'a namespace',
      "import * as constants from './constants.ts';\nexport const get = (h: string) => fetch(`${constants.BASE}/x/y?hash=${h}`);\n",
      'navixy/no-hash-in-url 2:71',
    ],
    [
      'an imported hash with a neutral name',
      "import { thing } from './constants.ts';\nfetch('/api-v2/x', { headers: { Authorization: `NVX ${thing}` } });\n",
      'navixy/no-hardcoded-hash 2:55',
    ],
    [
      'an imported hash that is reported at its definition',
      "import { NAVIXY_HASH } from './constants.ts';\nfetch('/api-v2/x', { headers: { Authorization: `NVX ${NAVIXY_HASH}` } });\n",
    ],
    ['a string of any value', 'export const get = (base: string, h: string) => fetch(`${base}/x/y?hash=${h}`);\n'],
  ])('resolves %s', async (_, code, ...reports) => {
    expect(await lint(code)).toEqual(reports);
  });

  it('is opt-in', async () => {
    expect(
      await lint(
        "import { BASE } from './constants.ts';\nfetch(`${BASE}/x/y?hash=${h}`);\ndeclare const h: string;\n",
        plugin.configs.recommended,
      ),
    ).toEqual([]);
  });

  it('is optional without a TypeScript program', async () => {
    expect(
      await lint(
        "import { BASE } from './constants.ts';\nfetch(`${BASE}/x/y?hash=${h}`);\ndeclare const h: string;\n",
        undefined,
        false,
      ),
    ).toEqual([]);
  });
});
