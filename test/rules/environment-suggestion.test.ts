/** Tests the suggestions of `no-hardcoded-hash`: the right expression in each place, and none in browser code. */
import tsParser from '@typescript-eslint/parser';
import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import vueParser from 'vue-eslint-parser';
import * as astroParser from 'astro-eslint-parser';
import * as svelteParser from 'svelte-eslint-parser';
import plugin from '../../rules/index.ts';
import { hex } from '../support/hex.ts';

const H = hex('environment-suggestion');
const linter = new Linter({ configType: 'flat' });
const config = (options?: object): Linter.Config[] => [
  {
    files: ['**/*'],
    plugins: { navixy: plugin },
    rules: { 'navixy/no-hardcoded-hash': options ? ['error', options] : 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parser: tsParser as never, parserOptions: { ecmaFeatures: { jsx: true } } },
  },
  { files: ['**/*.vue'], languageOptions: { parser: vueParser as never, parserOptions: { parser: tsParser } } },
  { files: ['**/*.astro'], languageOptions: { parser: astroParser as never, parserOptions: { parser: tsParser } } },
  { files: ['**/*.svelte'], languageOptions: { parser: svelteParser as never, parserOptions: { parser: tsParser } } },
];
const lint = (code: string, file = 'a.ts', options?: object): Linter.LintMessage[] =>
  linter.verify(code.replaceAll('<H>', H), config(options), file);

/** Applies the first suggestion. The result must parse and must not be reported. */
function accept(
  code: string,
  file = 'a.ts',
  otherRules: readonly string[] = [],
): { text: string; shown: string | undefined } {
  const source = code.replaceAll('<H>', H);
  const [message] = lint(code, file);
  const [suggestion] = message?.suggestions ?? [];
  expect(suggestion, message?.message).toBeDefined();
  const { range, text } = suggestion!.fix;
  const output = source.slice(0, range[0]) + text + source.slice(range[1]);
  expect(lint(output, file).filter(({ ruleId }) => !otherRules.includes(ruleId ?? ''))).toEqual([]);
  return { text: output, shown: suggestion!.desc };
}

const KEY = "const NAVIXY_HASH = '<H>';";

describe('a default value of an environment variable', () => {
  it.each<[name: string, code: string, output: string, variable?: string]>([
    [
      'destructured',
      "const { NAVIXY_HASH = '<H>' } = process.env;",
      'const { NAVIXY_HASH } = process.env;',
      'NAVIXY_HASH',
    ],
    [
      'destructured and renamed',
      "const { NAVIXY_HASH: key = '<H>', PORT } = process.env;",
      'const { NAVIXY_HASH: key, PORT } = process.env;',
      'NAVIXY_HASH',
    ],
    [
      'destructured from process',
      "const { env: { NAVIXY_HASH = '<H>' } } = process;",
      'const { env: { NAVIXY_HASH } } = process;',
      'NAVIXY_HASH',
    ],
    [
      'destructured in an assignment',
      "({ NAVIXY_HASH: this.hash = '<H>' } = process.env);",
      '({ NAVIXY_HASH: this.hash } = process.env);',
      'NAVIXY_HASH',
    ],
    [
      'destructured in parameters',
      "function f({ NAVIXY_HASH = '<H>' } = process.env) {}",
      'function f({ NAVIXY_HASH } = process.env) {}',
      'NAVIXY_HASH',
    ],
    [
      'a template',
      'const { NAVIXY_HASH = `<H>` } = process.env;',
      'const { NAVIXY_HASH } = process.env;',
      'NAVIXY_HASH',
    ],
    ['assigned if missing', "process.env.NAVIXY_HASH ??= '<H>';\nrun();\n", 'run();\n', 'NAVIXY_HASH'],
    ['assigned', "a();\n  process.env.NAVIXY_HASH = '<H>';\nb();\n", 'a();\nb();\n', 'NAVIXY_HASH'],
    [
      'assigned next to other code',
      "if (x) { process.env['NAVIXY_HASH'] ||= '<H>'; b(); }",
      'if (x) {  b(); }',
      'NAVIXY_HASH',
    ],
    [
      'assigned within an expression',
      "const key = (process.env.NAVIXY_HASH ??= '<H>');",
      'const key = (process.env.NAVIXY_HASH);',
      'NAVIXY_HASH',
    ],
    [
      'zod',
      "const env = z.object({ NAVIXY_API_KEY: z.string().min(1).default('<H>'), A: z.string() }).parse(process.env);",
      'const env = z.object({ NAVIXY_API_KEY: z.string().min(1), A: z.string() }).parse(process.env);',
      'NAVIXY_API_KEY',
    ],
    [
      'zod, in the middle of a chain',
      "z.object({ NAVIXY_API_KEY: z.string().default('<H>')\n  .describe('x') });",
      "z.object({ NAVIXY_API_KEY: z.string()\n  .describe('x') });",
      'NAVIXY_API_KEY',
    ],
    [
      'zod, prefault',
      "z.object({ NAVIXY_API_KEY: z.string().prefault('<H>') });",
      'z.object({ NAVIXY_API_KEY: z.string() });',
      'NAVIXY_API_KEY',
    ],
    [
      'zod mini',
      "z.object({ NAVIXY_API_KEY: z._default(z.string(), '<H>') });",
      'z.object({ NAVIXY_API_KEY: z.string() });',
      'NAVIXY_API_KEY',
    ],
    [
      'zod in a preprocessor',
      "z.object({ NAVIXY_API_KEY: z.preprocess(trim, z.string().default('<H>')) });",
      'z.object({ NAVIXY_API_KEY: z.preprocess(trim, z.string()) });',
      'NAVIXY_API_KEY',
    ],
    [
      'yup',
      "yup.object({ NAVIXY_API_KEY: yup.string().default('<H>') });",
      'yup.object({ NAVIXY_API_KEY: yup.string() });',
      'NAVIXY_API_KEY',
    ],
    [
      'joi',
      "Joi.object({ NAVIXY_API_KEY: Joi.string().default('<H>').required() });",
      'Joi.object({ NAVIXY_API_KEY: Joi.string().required() });',
      'NAVIXY_API_KEY',
    ],
    [
      'valibot',
      "v.object({ NAVIXY_API_KEY: v.optional(v.string(), '<H>') });",
      'v.object({ NAVIXY_API_KEY: v.string() });',
      'NAVIXY_API_KEY',
    ],
    [
      'valibot, fallback',
      "v.object({ NAVIXY_API_KEY: v.fallback(v.pipe(v.string(), v.length(32)), '<H>') });",
      'v.object({ NAVIXY_API_KEY: v.pipe(v.string(), v.length(32)) });',
      'NAVIXY_API_KEY',
    ],
    [
      'envalid',
      "cleanEnv(process.env, { NAVIXY_API_KEY: str({ desc: 'key', default: '<H>' }) });",
      "cleanEnv(process.env, { NAVIXY_API_KEY: str({ desc: 'key' }) });",
      'NAVIXY_API_KEY',
    ],
    [
      'envalid, in development',
      "cleanEnv(process.env, { NAVIXY_API_KEY: str({ devDefault: '<H>', desc: 'key' }) });",
      "cleanEnv(process.env, { NAVIXY_API_KEY: str({ desc: 'key' }) });",
      'NAVIXY_API_KEY',
    ],
    [
      'convict',
      "convict({ navixyApiKey: { format: String, default: '<H>', env: 'NAVIXY_API_KEY' } });",
      "convict({ navixyApiKey: { format: String, default: null, env: 'NAVIXY_API_KEY' } });",
      'NAVIXY_API_KEY',
    ],
    [
      'a JSON schema',
      "envSchema({ schema: { properties: { NAVIXY_API_KEY: { type: 'string', default: '<H>' } } } });",
      "envSchema({ schema: { properties: { NAVIXY_API_KEY: { type: 'string' } } } });",
      'NAVIXY_API_KEY',
    ],
    [
      'typebox',
      "Type.Object({ NAVIXY_API_KEY: Type.String({ default: '<H>' }) });",
      'Type.Object({ NAVIXY_API_KEY: Type.String({}) });',
      'NAVIXY_API_KEY',
    ],
    [
      'env-var',
      "const key = env.get('NAVIXY_API_KEY').default('<H>').asString();",
      "const key = env.get('NAVIXY_API_KEY').asString();",
      'NAVIXY_API_KEY',
    ],
    [
      'a reader',
      "const navixyKey = config.get('NAVIXY_API_KEY', '<H>');",
      "const navixyKey = config.get('NAVIXY_API_KEY');",
      'NAVIXY_API_KEY',
    ],
  ])('is removed: %s', (_, code, output, variable) => {
    expect(accept(code)).toEqual({ text: output, shown: `Remove this default, and set \`${variable}\`.` });
  });

  it.each<[name: string, code: string, output: string, expression: string, file?: string]>([
    [
      'of other options',
      "const { navixyHash = '<H>' } = options;",
      'const { navixyHash = process.env.NAVIXY_HASH } = options;',
      'process.env.NAVIXY_HASH',
    ],
    [
      'of an option of a program',
      "program.option('--navixy-hash <hash>', 'the hash', '<H>');",
      "program.option('--navixy-hash <hash>', 'the hash', process.env.NAVIXY_HASH);",
      'process.env.NAVIXY_HASH',
    ],
    [
      'in the names that a bundler defines',
      "define({ 'process.env.NAVIXY_HASH': '<H>' });",
      "define({ 'process.env.NAVIXY_HASH': process.env.NAVIXY_HASH });",
      'process.env.NAVIXY_HASH',
    ],
    [
      'after an operator',
      "const k = process.env.NAVIXY_API_KEY ?? '<H>';",
      'const k = process.env.NAVIXY_API_KEY;',
      'process.env.NAVIXY_API_KEY',
    ],
    [
      'in Deno',
      "Deno.serve(run);\nconst navixyHash = '<H>';",
      "Deno.serve(run);\nconst navixyHash = Deno.env.get('NAVIXY_HASH');",
      "Deno.env.get('NAVIXY_HASH')",
    ],
    [
      'in Apps Script',
      "const NAVIXY_HASH = '<H>';\nUrlFetchApp.fetch(url);",
      "const NAVIXY_HASH = PropertiesService.getScriptProperties().getProperty('NAVIXY_HASH');\nUrlFetchApp.fetch(url);",
      "PropertiesService.getScriptProperties().getProperty('NAVIXY_HASH')",
    ],
    [
      'in Astro',
      "---\nconst NAVIXY_HASH = '<H>';\n---\n<p />\n",
      '---\nconst NAVIXY_HASH = import.meta.env.NAVIXY_HASH;\n---\n<p />\n',
      'import.meta.env.NAVIXY_HASH',
      'a.astro',
    ],
  ])('is replaced: %s', (_, code, output, expression, file) => {
    expect(accept(code, file)).toEqual({ text: output, shown: `Read it from \`${expression}\`.` });
  });

  it.each([
    ["const { NAVIXY_HASH /* mine */ = '<H>' } = process.env;", []],
    ["for (const key of keys) process.env.NAVIXY_HASH = '<H>';", []],
  ])('is kept if a comment or other code would be lost: %s', (code) => {
    const fixes = lint(code)[0]?.suggestions?.map(({ desc }) => desc) ?? [];
    expect(fixes.filter((desc) => desc.startsWith('Remove'))).toEqual([]);
  });
});

describe('server code of SvelteKit', () => {
  const IMPORT = "import { env } from '$env/dynamic/private';";
  it.each<[name: string, file: string, code: string, output: string, expression?: string]>([
    ['a page', 'src/routes/+page.server.ts', KEY, `${IMPORT}\nconst NAVIXY_HASH = env.NAVIXY_HASH;`],
    [
      'a route',
      'src/routes/api/+server.ts',
      `import { json } from '@sveltejs/kit';\n\n${KEY}`,
      `import { json } from '@sveltejs/kit';\n${IMPORT}\n\nconst NAVIXY_HASH = env.NAVIXY_HASH;`,
    ],
    [
      'hooks, in the style of the file',
      'src/hooks.server.js',
      `import { sequence } from "@sveltejs/kit/hooks"\n${KEY}`,
      `import { sequence } from "@sveltejs/kit/hooks"\nimport { env } from "$env/dynamic/private"\nconst NAVIXY_HASH = env.NAVIXY_HASH;`,
    ],
    [
      'a module of the server',
      'src/lib/server/navixy.ts',
      `import { error } from '@sveltejs/kit';\nconst headers = { Authorization: 'NVX <H>' };`,
      `import { error } from '@sveltejs/kit';\n${IMPORT}\nconst headers = { Authorization: \`NVX \${env.NAVIXY_HASH}\` };`,
    ],
    [
      'an address',
      'src/routes/+layout.server.ts',
      'fetch(`https://api.eu.navixy.com/v2/tracker/list?hash=<H>`);',
      `${IMPORT}\nfetch(\`https://api.eu.navixy.com/v2/tracker/list?hash=\${env.NAVIXY_HASH}\`);`,
    ],
    [
      'an existing import',
      'src/routes/+server.ts',
      `${IMPORT}\n${KEY}`,
      `${IMPORT}\nconst NAVIXY_HASH = env.NAVIXY_HASH;`,
    ],
    [
      'an existing import under another name',
      'src/routes/+server.ts',
      `import { env as secrets } from '$env/dynamic/private';\n${KEY}`,
      "import { env as secrets } from '$env/dynamic/private';\nconst NAVIXY_HASH = secrets.NAVIXY_HASH;",
      'secrets.NAVIXY_HASH',
    ],
    [
      'a name that the file uses itself',
      'src/routes/+server.ts',
      `${KEY}\nconst load = (env) => env;`,
      "import { env as privateEnv } from '$env/dynamic/private';\nconst NAVIXY_HASH = privateEnv.NAVIXY_HASH;\nconst load = (env) => env;",
      'privateEnv.NAVIXY_HASH',
    ],
    [
      'a directive first',
      'src/routes/+server.ts',
      `'use strict';\n${KEY}`,
      `'use strict';\n${IMPORT}\nconst NAVIXY_HASH = env.NAVIXY_HASH;`,
    ],
    [
      'a fallback',
      'src/routes/+server.ts',
      `${IMPORT}\nconst key = env.NAVIXY_HASH ?? '<H>';`,
      `${IMPORT}\nconst key = env.NAVIXY_HASH;`,
    ],
  ])('reads the environment: %s', (_, file, code, output, expression = 'env.NAVIXY_HASH') => {
    const { text, shown } = accept(code, file, ['navixy/no-hash-in-url']);
    expect({ text, shown }).toEqual({ text: output, shown: `Read it from \`${expression}\`.` });
  });

  it('gets no suggestion if both import names are taken', () => {
    const [message] = lint(`${KEY}\nconst f = (env, privateEnv) => env ?? privateEnv;`, 'src/routes/+server.ts');
    expect(message?.suggestions ?? []).toEqual([]);
    expect(message?.messageId).toBe('hardcodedHash');
  });
});

describe('server code of Nuxt', () => {
  it.each<[name: string, file: string, code: string, output: string, expression: string]>([
    [
      'a route',
      'server/api/trackers.get.ts',
      `${KEY}\nexport default defineEventHandler(() => list(NAVIXY_HASH));`,
      'const NAVIXY_HASH = useRuntimeConfig().navixyHash;\nexport default defineEventHandler(() => list(NAVIXY_HASH));',
      'useRuntimeConfig().navixyHash',
    ],
    [
      'a header',
      'server/utils/navixy.ts',
      "export const call = () => $fetch(url, { headers: { Authorization: 'NVX <H>' }, query: useRuntimeConfig().query });",
      'export const call = () => $fetch(url, { headers: { Authorization: `NVX ${useRuntimeConfig().navixyHash}` }, query: useRuntimeConfig().query });',
      'useRuntimeConfig().navixyHash',
    ],
    [
      'another name',
      'server/plugins/start.ts',
      "export default defineNitroPlugin(() => { const navixySessionKey = '<H>'; });",
      'export default defineNitroPlugin(() => { const navixySessionKey = useRuntimeConfig().navixySessionKey; });',
      'useRuntimeConfig().navixySessionKey',
    ],
    [
      'a server of another kind',
      'server/api/list.ts',
      KEY,
      'const NAVIXY_HASH = process.env.NAVIXY_HASH;',
      'process.env.NAVIXY_HASH',
    ],
    [
      'its configuration',
      'nuxt.config.ts',
      "export default defineNuxtConfig({ runtimeConfig: { navixyHash: '<H>' } });",
      'export default defineNuxtConfig({ runtimeConfig: { navixyHash: process.env.NAVIXY_HASH } });',
      'process.env.NAVIXY_HASH',
    ],
  ])('reads the environment: %s', (_, file, code, output, expression) => {
    expect(accept(code, file)).toEqual({ text: output, shown: `Read it from \`${expression}\`.` });
  });
});

describe('browser code', () => {
  it.each<[name: string, code: string, file?: string]>([
    ['a Next client file', `'use client';\n${KEY}`, 'app/map.tsx'],
    ['Vite', `${KEY}\nconst mode = import.meta.env.MODE;`],
    ['a Vue component', `<script setup lang="ts">\n${KEY}\n</script>\n`, 'Map.vue'],
    [
      'the template of a Vue component',
      `<template><a :hash="'NVX <H>'" /></template>\n<script>export default {};</script>\n`,
      'Map.vue',
    ],
    ['a load function of SvelteKit for browsers', KEY, 'src/routes/+page.ts'],
    ['a Svelte component', `<script>\n${KEY}\n</script>\n`, 'Map.svelte'],
    ['Angular', `import { Injectable } from '@angular/core';\n${KEY}`],
    ['React with state', `import { useState } from 'react';\n${KEY}`, 'Map.tsx'],
    ['React DOM', `import { createRoot } from 'react-dom/client';\n${KEY}`, 'main.tsx'],
    ['a composable of Vue', `import { ref } from 'vue';\n${KEY}`],
    ['a script of a page', `${KEY}\ndocument.querySelector('#map').src = src(NAVIXY_HASH);`, 'map.js'],
    ['a script that uses localStorage', `${KEY}\nlocalStorage.setItem('theme', 'dark');`, 'map.js'],
    ['a fallback', "import { ref } from 'vue';\nconst key = process.env.VUE_APP_KEY_FOR_NAVIXY || '<H>';"],
  ])('%s gets no suggestion, and the message says where a key belongs', (_, code, file) => {
    const messages = lint(code, file).filter(({ ruleId }) => ruleId === 'navixy/no-hardcoded-hash');
    expect(messages).toHaveLength(1);
    expect(messages[0]!.message).toMatch(
      /^Hardcoded Navixy [\w ]+ in browser code \(high confidence\): revoke it, and call the API from a server\.$/,
    );
    expect(messages[0]!.suggestions ?? []).toEqual([]);
  });

  it.each<[name: string, code: string, file?: string]>([
    ['Node', KEY],
    ['a server directory', `${KEY}\nconst dev = import.meta.env.DEV;`, 'server/api/list.ts'],
    ['a server action', `'use server';\n${KEY}`, 'app/actions.ts'],
    ['a configuration of a build', `${KEY}\nexport default { define: { mode: import.meta.env } };`, 'vite.config.ts'],
    ['server rendering', `import express from 'express';\nimport { createSSRApp } from 'vue';\n${KEY}`],
    [
      'a test of browser code',
      `import { mount } from '@vue/test-utils';\nimport { ref } from 'vue';\n${KEY}`,
      'src/Map.spec.ts',
    ],
    ['a component without state', "export const Map = () => <Frame navixyHash='<H>' />;", 'Map.tsx'],
    ['types of a browser package', `import type { Ref } from 'vue';\n${KEY}`],
    ['a variable called document', `const document = load();\n${KEY}\nuse(document);`],
    ['a script that controls a browser', `${KEY}\nawait page.evaluate(() => document.title);`],
  ])('%s gets a suggestion', (_, code, file) => {
    expect(lint(code, file)[0]?.suggestions?.map(({ desc }) => desc)).toEqual([
      'Read it from `process.env.NAVIXY_HASH`.',
    ]);
  });

  it('gets the expression of the option environmentExpression', () => {
    const [message] = lint(`import { ref } from 'vue';\n${KEY}`, 'a.ts', {
      environmentExpression: "session('{name}')",
    });
    expect(message?.suggestions?.map(({ desc }) => desc)).toEqual(["Read it from `session('NAVIXY_HASH')`."]);
  });
});
