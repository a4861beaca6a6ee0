import type { Project } from './project.ts';
import type { Part } from './init-part.ts';
import { withPlugin } from './eslint-config.ts';

const FLAT = ['js', 'mjs', 'cjs', 'ts', 'mts', 'cts'].map((ending) => `eslint.config.${ending}`);
const LEGACY = ['.eslintrc', '.eslintrc.js', '.eslintrc.cjs', '.eslintrc.json', '.eslintrc.yml', '.eslintrc.yaml'];

const LOADING = { esm: "import navixy from 'eslint-plugin-navixy';", cjs: "const navixy = require('eslint-plugin-navixy');" };

/** The rules in the project's ESLint configuration. */
export function eslintPart(project: Project): Part {
  const file = project.first(FLAT);
  if (file === undefined) return withoutConfig(project);
  const before = project.read(file)!;
  if (/['"]eslint-plugin-navixy['"]/.test(before)) return { name: 'eslint', state: 'ready', says: `${file} uses the plugin` };
  const format = formatOf(file, before, project);
  const after = withPlugin(before, format);
  if (after === undefined) return { name: 'eslint', state: 'by-hand', says: `${file} has a shape that cannot be edited with certainty`, steps: [`Add to ${file}: ${LOADING[format]} and in the list of configs: navixy.configs.recommended`] };
  return { name: 'eslint', state: 'change', says: `${file} gets the recommended rules`, changes: [{ file, before, after }] };
}

function withoutConfig(project: Project): Part {
  const legacy = project.first(LEGACY) ?? (project.manifest['eslintConfig'] === undefined ? undefined : 'package.json');
  if (legacy !== undefined) {
    return { name: 'eslint', state: 'by-hand', says: `${legacy} is in ESLint's old format, which this plugin does not know`, steps: ['Move to a flat configuration (npx @eslint/migrate-config), then run this again.'] };
  }
  if (project.dependency('eslint') === undefined) return { name: 'eslint', state: 'none', says: 'this project does not use ESLint' };
  const after = `import navixy from 'eslint-plugin-navixy';\n\nexport default [navixy.configs.recommended];\n`;
  return { name: 'eslint', state: 'change', says: 'eslint.config.mjs is new, with the recommended rules', changes: [{ file: 'eslint.config.mjs', after }] };
}

function formatOf(file: string, source: string, project: Project): 'esm' | 'cjs' {
  if (/\.mjs$|\.m?ts$/.test(file)) return 'esm';
  if (/\.c[jt]s$/.test(file)) return /^export default/m.test(source) ? 'esm' : 'cjs';
  return project.manifest.type === 'module' || /^export default/m.test(source) ? 'esm' : 'cjs';
}
