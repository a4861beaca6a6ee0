/**
 * Checks that the rules report nothing in code that does not use the platform: `strict` on every JavaScript,
 * TypeScript, Vue and Svelte file of the given folders, and `text` on the other supported kinds of files, unchanged.
 *
 * npm run bench:foreign -- /path/to/repository …     bar: no report; each one is printed for review
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import tsParser from '@typescript-eslint/parser';
import { type ESLint, Linter } from 'eslint';
import micromatch from 'micromatch';
import * as svelteParser from 'svelte-eslint-parser';
import vueParser from 'vue-eslint-parser';

type Config = Linter.Config & { readonly files?: readonly string[] };

const OWN = new URL('../dist/index.js', import.meta.url).href;
const LARGEST = 4 << 20;
const CODE = ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts,vue,svelte}'];
const NO_JSX = ['**/*.{ts,mts,cts}'];

const folders = process.argv.slice(2);
if (folders.length === 0) {
  console.error('usage: npm run bench:foreign -- <folder> …');
  process.exit(2);
}
const { default: navixy } = (await import(OWN)) as {
  default: ESLint.Plugin & { configs: Record<'strict' | 'text', Config> };
};
const TEXT = navixy.configs.text.files as string[];
const jsx = { ecmaFeatures: { jsx: true } };
const withTypes = (files: string[], parser: unknown): Config => ({
  files,
  languageOptions: { parser: parser as never, parserOptions: { parser: tsParser } },
});
const configs: Config[] = [
  { linterOptions: { noInlineConfig: true } },
  { ...navixy.configs.strict, files: CODE, languageOptions: { parser: tsParser as never, parserOptions: jsx } },
  { files: NO_JSX, languageOptions: { parserOptions: { ecmaFeatures: {} } } },
  withTypes(['**/*.vue'], vueParser),
  withTypes(['**/*.svelte'], svelteParser),
  navixy.configs.text,
];
const linter = new Linter({ configType: 'flat' });

console.log(`Node ${process.version}\n\n| folder | code | text | did not parse | reports |\n|---|---|---|---|---|`);
const reports = folders.flatMap((folder) => checkFolder(folder));
for (const report of reports) console.log(report);
console.log(reports.length === 0 ? 'nothing is reported' : `${reports.length} reports`);
process.exitCode = reports.length === 0 ? 0 : 1;

/** @returns reports with their places, without values */
function checkFolder(folder: string): string[] {
  const found: string[] = [];
  const counts = { code: 0, text: 0, unparsed: 0 };
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const isCode = micromatch.isMatch(name, CODE);
    if ((!isCode && !micromatch.isMatch(name, TEXT, { dot: true })) || name.startsWith('.git/')) continue;
    const file = path.join(folder, name);
    const stats = statSync(file, { throwIfNoEntry: false });
    if (!stats?.isFile() || stats.size > LARGEST) continue;
    // The name is relative to the folder, so that ESLint's default ignores apply as in the repository itself.
    const messages = linter.verify(readFileSync(file, 'utf8'), configs as Linter.Config[], {
      filename: name.replaceAll('node_modules', 'modules'),
    });
    const isUnparsed = messages.some(({ fatal }) => fatal === true);
    if (isUnparsed) counts.unparsed += 1;
    else counts[isCode ? 'code' : 'text'] += 1;
    found.push(
      ...messages
        .filter(({ ruleId }) => ruleId !== null)
        .map(({ ruleId, line, column, message }) => `${file}:${line}:${column} ${ruleId ?? ''} ${message}`),
    );
  }
  console.log(`| ${path.basename(folder)} | ${counts.code} | ${counts.text} | ${counts.unparsed} | ${found.length} |`);
  return found;
}
