// Part of `init`: the rules in the project's ESLint configuration.

import type { Project } from './project.ts';
import type { Part } from './init-part.ts';
import { call } from '../../text/command-line.ts';
import { withPlugin } from './edit-eslint-config.ts';

const FLAT = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`);
const LEGACY = ['.eslintrc', '.eslintrc.js', '.eslintrc.cjs', '.eslintrc.json', '.eslintrc.yml', '.eslintrc.yaml'];

const LOADING = {
  esm: "import navixy from 'eslint-plugin-navixy';",
  cjs: "const navixy = require('eslint-plugin-navixy');",
};

/** Proposes the plugin for the project's ESLint configuration. */
export function eslintPart(project: Project): Part {
  const file = project.first(FLAT);
  if (file === undefined) return withoutConfig(project);
  const before = project.read(file)!;
  if (/['"]eslint-plugin-navixy['"]/.test(before))
    return { name: 'eslint', state: 'ready', says: `${file} uses the plugin` };
  const format = formatOf(file, before, project);
  const after = withPlugin(before, format);
  if (after === undefined)
    return {
      name: 'eslint',
      state: 'by-hand',
      says: `${file} has a shape that cannot be edited with certainty`,
      steps: [`Add to ${file}: ${LOADING[format]} and in the list of configs: navixy.configs.recommended`],
    };
  return {
    name: 'eslint',
    state: 'change',
    says: `${file} gets the recommended rules`,
    changes: [{ file, before, after }],
  };
}

function withoutConfig(project: Project): Part {
  const legacy = project.first(LEGACY) ?? (project.manifest['eslintConfig'] === undefined ? undefined : 'package.json');
  if (legacy !== undefined) {
    return {
      name: 'eslint',
      state: 'by-hand',
      says: `${legacy} is in ESLint's old format, which this plugin does not know`,
      steps: ['Move to a flat configuration (npx @eslint/migrate-config), then run this again.'],
    };
  }
  if (project.dependency('eslint') === undefined)
    return { name: 'eslint', state: 'none', says: withoutEslint(project) };
  const parser = typeScriptParser(project);
  const says =
    `eslint.config.mjs is new, with the recommended ` + `rules${parser === undefined ? '' : ', for TypeScript too'}`;
  const changes = [{ file: 'eslint.config.mjs', after: newConfig(parser) }];
  return {
    name: 'eslint',
    state: 'change',
    says,
    changes,
    steps: isUnparsed(project) ? stepsForTypeScript(project) : [],
  };
}

function withoutEslint({ packageManager, manifest }: Project): string {
  const install = `${packageManager} ${packageManager === 'npm' ? 'install' : 'add'} --save-dev eslint`;
  const isPackage = Object.keys(manifest).length > 0;
  return `this project does not use ESLint${isPackage ? `; for the rules: ${install}, then ${call('init')} again` : ''}`;
}

/** A TypeScript parser of the project: its import, and the expression for the parser. */
interface TypeScriptParser {
  readonly load: string;
  readonly expression: string;
}

const PARSERS: Readonly<Record<string, TypeScriptParser>> = {
  'typescript-eslint': { load: "import tseslint from 'typescript-eslint';", expression: 'tseslint.parser' },
  '@typescript-eslint/parser': { load: "import tsParser from '@typescript-eslint/parser';", expression: 'tsParser' },
};

function typeScriptParser(project: Project): TypeScriptParser | undefined {
  return Object.entries(PARSERS).find(([name]) => project.dependency(name) !== undefined)?.[1];
}

/** Whether a project has TypeScript but no parser of it for ESLint. */
function isUnparsed(project: Project): boolean {
  const hasTypeScript = project.dependency('typescript') !== undefined || project.has('tsconfig.json');
  return hasTypeScript && typeScriptParser(project) === undefined;
}

/** ESLint does not lint `.ts` files by default: a config must name these files and their parser. */
function typeScriptEntry({ expression }: TypeScriptParser): string {
  return `{ files: ['**/*.{ts,tsx,mts,cts}'], languageOptions: { parser: ${expression} } }`;
}

function newConfig(parser: TypeScriptParser | undefined): string {
  if (parser === undefined) return `${LOADING.esm}\n\nexport default [navixy.configs.recommended];\n`;
  const entries = ['navixy.configs.recommended', typeScriptEntry(parser)].map((entry) => `  ${entry},\n`).join('');
  return `${LOADING.esm}\n${parser.load}\n\nexport default [\n${entries}];\n`;
}

function stepsForTypeScript({ packageManager }: Project): string[] {
  const name = '@typescript-eslint/parser';
  const parser = PARSERS[name]!;
  return [
    `${packageManager} ${packageManager === 'npm' ? 'install' : 'add'} --save-dev ${name}`,
    `Add to eslint.config.mjs, without which no .ts file is linted: ${parser.load}`,
    `and after navixy.configs.recommended: ${typeScriptEntry(parser)}`,
  ];
}

function formatOf(file: string, source: string, project: Project): 'esm' | 'cjs' {
  if (/\.mjs$|\.m?ts$/.test(file)) return 'esm';
  if (/\.c[jt]s$/.test(file)) return /^export default/m.test(source) ? 'esm' : 'cjs';
  return project.manifest.type === 'module' || /^export default/m.test(source) ? 'esm' : 'cjs';
}
