/**
 * Lints text files with the configs of this plugin and the recommended configs of others, in both orders, with and
 * without their `files`. Prints the failures as JSON.
 * Run it in a project with all of these plugins: `node matrix.mjs`.
 */
import { createRequire } from 'node:module';
import { ESLint } from 'eslint';

const require = createRequire(import.meta.url);
const OTHERS = {
  js: ['@eslint/js', ({ configs }) => configs.recommended],
  'typescript-eslint': ['typescript-eslint', ({ configs }) => configs.recommended],
  vue: ['eslint-plugin-vue', ({ configs }) => configs['flat/recommended']],
  svelte: ['eslint-plugin-svelte', ({ configs }) => configs['flat/recommended'] ?? configs.recommended],
  astro: ['eslint-plugin-astro', ({ configs }) => configs['flat/recommended'] ?? configs.recommended],
  json: [
    '@eslint/json',
    (json) => ({ plugins: { json }, files: ['**/*.json'], language: 'json/json', ...json.configs.recommended }),
  ],
  yml: ['eslint-plugin-yml', ({ configs }) => configs['flat/recommended'] ?? configs.recommended],
  markdown: ['@eslint/markdown', ({ configs }) => configs.recommended],
  import: ['eslint-plugin-import', ({ flatConfigs }) => flatConfigs.recommended],
  'import-x': ['eslint-plugin-import-x', ({ flatConfigs }) => flatConfigs.recommended],
  unicorn: ['eslint-plugin-unicorn', ({ configs }) => configs['flat/recommended'] ?? configs.recommended],
};
const SCOPED = new Set(['files', 'language', 'processor']);
const FILES = ['.env', 'a.sh', 'a.py', 'a.xml', 'a.log', 'Dockerfile'];
const TEXT = 'A=1\nX=http://api.navixy.com/v2\n';

const navixy = pluginOf(require('eslint-plugin-navixy'));
const result = { tried: 0, wrong: [], refusedByESLint: [] };
const own = [navixy.configs.recommended, navixy.configs.text];
for (const [name, [from, read]] of Object.entries(OTHERS)) {
  const configs = [await read(pluginOf(await import(from)))].flat(9);
  // A language and a processor belong to the files that they were for.
  const unscoped = configs.map((config) =>
    Object.fromEntries(Object.entries(config).filter(([key]) => !SCOPED.has(key))),
  );
  await tryBoth(name, configs);
  await tryBoth(`${name}, unscoped`, unscoped);
}
await tryBoth('globals', [{ languageOptions: { globals: { a: true } } }]);
console.log(JSON.stringify(result));

async function tryBoth(name, others) {
  for (const [order, list] of [
    ['before', [...others, ...own]],
    ['after', [...own, ...others]],
  ]) {
    const wrong = await tryFiles(list);
    if (wrong === undefined) continue;
    if (await isRefused(others)) result.refusedByESLint.push(`${name} ${order}`);
    else result.wrong.push(`${name} ${order}: ${wrong}`);
  }
}

async function tryFiles(list) {
  const eslint = new ESLint({ overrideConfigFile: true, overrideConfig: list });
  for (const filePath of FILES) {
    result.tried += 1;
    try {
      const [{ messages }] = await eslint.lintText(TEXT, { filePath });
      const found = messages
        .map(({ ruleId, line, column, message }) => `${ruleId ?? message} ${line}:${column}`)
        .join(', ');
      if (found !== 'navixy/no-insecure-http 2:3') return `${filePath} ${found}`;
    } catch (error) {
      return `${filePath} ${error.message}`;
    }
  }
  return undefined;
}

/** Whether ESLint refuses the other configs by themselves, on a file of JavaScript. */
async function isRefused(others) {
  try {
    await new ESLint({ overrideConfigFile: true, overrideConfig: others }).lintText('', { filePath: 'a.js' });
    return false;
  } catch (error) {
    return error.message.includes('do not support the language');
  }
}

/** A plugin, however its package wraps it. */
function pluginOf(imported) {
  let plugin = imported;
  while (!plugin.configs && !plugin.flatConfigs && plugin.default) plugin = plugin.default;
  return plugin;
}
