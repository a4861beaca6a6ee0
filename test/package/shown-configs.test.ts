/** Runs every configuration of the README and the pages on real files, with the real linters. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hex } from '../support/hex.ts';
import { Project } from './project.ts';

const packed = inject('packed');
const value = hex('shown-configs');

const PACKAGES = ['eslint@10', 'typescript@6', 'typescript-eslint@8', 'eslint-plugin-vue@10', 'oxlint@1.94'];
const CALL = 'fetch(`${API}vehicle?hash=${key}`)';
const FILES: Readonly<Record<string, string>> = {
  'src/a.js': `const NAVIXY_HASH = '${value}';\n`,
  'src/a.ts': `const NAVIXY_HASH: string = '${value}';\n`,
  'src/a.tsx': `export const A = () => <Frame navixyHash='${value}' />;\n`,
  'src/A.vue': `<script setup lang="ts">\nconst NAVIXY_HASH: string = '${value}';\n</script>\n<template><p :hash="\`/api-v2/tracker/list?hash=\${key as string}\`" /></template>\n`,
  '.env': `NAVIXY_HASH=${value}\n`,
  'nginx.conf.tpl': `navixy_hash ${value};\nset $navixy_hash "${value}";\n`,
  // For these two files, only the other file mentions the platform.
  'src/base.ts': "export const API = 'https://gps.brand.example/api-v2/';\n",
  'src/name-uses.ts': `import { API } from './base.js';\nexport const list = (key: string) => ${CALL};\n`,
  'tsconfig.json':
    '{ "compilerOptions": { "module": "nodenext", "strict": true, "noEmit": true }, "include": ["src"] }\n',
};
const JAVASCRIPT = ['no-hardcoded-hash src/a.js'];
const TYPESCRIPT = [...JAVASCRIPT, 'no-hardcoded-hash src/a.ts', 'no-hardcoded-hash src/a.tsx'];
/** The expected reports of each configuration, in the order of the page. */
const SHOWN: Readonly<Record<string, readonly (readonly string[])[]>> = {
  'README.md': [JAVASCRIPT, TYPESCRIPT, [...TYPESCRIPT, 'no-hardcoded-hash src/A.vue', 'no-hash-in-url src/A.vue']],
  'docs/editors.md': [[...JAVASCRIPT, 'no-hardcoded-hash .env']],
  'docs/settings.md': [
    JAVASCRIPT,
    JAVASCRIPT,
    [...JAVASCRIPT, 'no-hardcoded-hash src/a.ts', 'no-hash-in-url src/name-uses.ts'],
    [...JAVASCRIPT, 'no-hardcoded-hash .env'],
    ['no-hardcoded-hash nginx.conf.tpl', 'no-hardcoded-hash nginx.conf.tpl'],
  ],
};

const read = (page: string): string => readFileSync(new URL(`../../${page}`, import.meta.url), 'utf8');
const blocks = (page: string, language: string): string[] =>
  [...read(page).matchAll(new RegExp(`^\`\`\`${language}\n(.*?)^\`\`\`$`, 'gms'))].map(([, code]) => code!);
const PAGES = ['README.md', ...(readdirSync('docs', { recursive: true }) as string[]).map((name) => `docs/${name}`)]
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => name.endsWith('.md'));
const configs = (page: string): string[] =>
  blocks(page, 'js').filter((code) => code.startsWith('// eslint.config.js\n'));

describe('documented configurations', () => {
  let project: Project;
  beforeAll(() => {
    project = new Project(packed.tarball, PACKAGES);
    for (const [file, text] of Object.entries(FILES)) project.write(file, text);
  });
  afterAll(() => project[Symbol.dispose]());

  const runESLint = (code: string, ...args: string[]) => {
    project.write('eslint.config.mjs', code);
    return project.run('eslint/bin/eslint.js', '.', ...args);
  };

  it('are on the pages listed here, and start with the name of their file', () => {
    const isConfig = (code: string) => code.includes('export default') && code.includes('navixy');
    const shown = PAGES.map((page) => [page, blocks(page, '\\w*').filter(isConfig)] as const).filter(
      ([, codes]) => codes.length > 0,
    );
    expect(Object.fromEntries(shown.map(([page, codes]) => [page, codes.length]))).toEqual(
      Object.fromEntries(Object.entries(SHOWN).map(([page, expected]) => [page, expected.length])),
    );
    expect(shown.flatMap(([, codes]) => codes).filter((code) => !code.startsWith('// eslint.config.js\n'))).toEqual([]);
  });

  describe.each(Object.entries(SHOWN))('%s', (page, expected) => {
    it.each(expected.map((reports, index) => [index + 1, reports] as const))(
      'configuration %d reports the expected problems',
      (number, reports) => {
        const { stdout, stderr } = runESLint(configs(page)[number - 1]!, '--format', 'json');
        expect(stderr).toBe('');
        const results = JSON.parse(stdout) as {
          filePath: string;
          messages: { ruleId: string | null; message: string; fatal?: true }[];
        }[];
        const found = results.flatMap(({ filePath, messages }) =>
          messages
            .filter(({ ruleId, fatal }) => fatal === true || ruleId?.startsWith('navixy/') === true)
            .map(
              ({ ruleId, message }) =>
                `${ruleId?.replace('navixy/', '') ?? message} ${path.relative(project.root, filePath)}`,
            ),
        );
        expect(found.sort()).toEqual([...reports].sort());
      },
    );
  });

  describe('oxlint', () => {
    const config = (): string => blocks('README.md', 'json').find((code) => code.includes('jsPlugins'))!;

    it('has the rules of the recommended config', () => {
      const rules = project.evaluate(
        "console.log(JSON.stringify(require('eslint-plugin-navixy').configs.recommended.rules))",
        'commonjs',
      );
      expect(JSON.parse(config())).toEqual({
        jsPlugins: ['eslint-plugin-navixy'],
        rules: JSON.parse(rules) as unknown,
      });
    });

    it.each([
      ['default', true],
      ['stylish', false],
      ['github', false],
      ['gitlab', false],
      ['json', false],
      ['sarif', false],
      ['junit', false],
      ['checkstyle', false],
      ['unix', false],
      ['agent', false],
    ])('reports problems, and prints the value in the format %s: %s', (format, isShown) => {
      project.write('.oxlintrc.json', config());
      const { stdout } = project.run('oxlint/bin/oxlint', '--format', format, 'src');
      for (const file of ['a.js', 'a.ts', 'a.tsx', 'A.vue']) expect(stdout).toContain(file);
      expect(stdout).toContain('Hardcoded Navixy hash');
      expect(stdout.includes(value)).toBe(isShown);
    });
  });

  describe('ESLint formats', () => {
    it.each([
      ['stylish', false],
      ['html', false],
      ['json', true],
      ['json-with-metadata', true],
    ])('with %s, the value is printed: %s', (format, isShown) => {
      const { stdout, status } = runESLint(configs('README.md')[0]!, '--format', format);
      expect(status).toBe(1);
      expect(stdout).toContain('Hardcoded Navixy hash');
      expect(stdout.includes(value)).toBe(isShown);
    });

    it('can be JSON without source code', () => {
      const formatter = blocks('docs/ci.md', 'js').find((code) => code.startsWith('// eslint-json.mjs\n'))!;
      project.write('eslint-json.mjs', formatter);
      const { stdout, status } = runESLint(configs('README.md')[0]!, '--format', './eslint-json.mjs', '--fix-dry-run');
      expect(status).toBe(1);
      expect(stdout).not.toContain(value);
      expect(JSON.parse(stdout)).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            errorCount: 1,
            messages: [expect.objectContaining({ ruleId: 'navixy/no-hardcoded-hash' })],
          }),
        ]),
      );
    });
  });
});
