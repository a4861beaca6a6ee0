// Adds the plugin to an ESLint flat config as text.

import { maskCode } from './mask-source.ts';

const ENTRY = 'navixy.configs.recommended';
const PACKAGE = 'eslint-plugin-navixy';

/** Functions that take configs as arguments or in a list, and the modules they must be imported from. */
const WRAPPERS: readonly (readonly [call: RegExp, source: (name: string) => RegExp])[] = [
  [/^(defineConfig)\s*\(/, () => /['"]eslint\/config['"]/],
  [/^(\w+)\.config\s*\(/, (name) => new RegExp(`\\b${name}\\b[^;\\n]*['"]typescript-eslint['"]`)],
  [/^(withNuxt)\s*\(/, () => /\.nuxt\/eslint\.config/],
];

/**
 * Adds the plugin's recommended rules at the start of a flat config, so the project's own settings take precedence.
 * @returns undefined unless the structure of the file is known for certain
 */
export function withPlugin(source: string, format: 'esm' | 'cjs'): string | undefined {
  const code = maskCode(source);
  if (code === undefined || /\bnavixy\b/.test(code)) return undefined;
  const opening = findOpening(source, code, format);
  if (opening === undefined) return undefined;
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const withEntry = insert(source, entryAt(source, code, opening, eol));
  return insert(withEntry, importAt(source, code, format, eol));
}

interface Insertion {
  readonly at: number;
  readonly text: string;
}

function insert(source: string, { at, text }: Insertion): string {
  return source.slice(0, at) + text + source.slice(at);
}

/** @returns the offset just inside the list or call with the configs */
function findOpening(source: string, code: string, format: 'esm' | 'cjs'): number | undefined {
  const exported = format === 'esm' ? /^export\s+default\s+/gm : /^module\.exports\s*=\s*(?!=)/gm;
  const [found, ...more] = code.matchAll(exported);
  if (found === undefined || more.length > 0) return undefined;
  const start = found.index + found[0].length;
  const name = /^([A-Za-z_$][\w$]*)\s*(?:;|$|\n)/.exec(code.slice(start))?.[1];
  return name === undefined ? openingAt(source, code, start) : openingOfVariable(source, code, name);
}

function openingOfVariable(source: string, code: string, name: string): number | undefined {
  const declared = new RegExp(
    `^(?:const|let|var)\\s+${name.replaceAll('$', String.raw`\$`)}\\s*(?::[^=\\n]+)?=\\s*(?!=)`,
    'gm',
  );
  const [found, ...more] = code.matchAll(declared);
  return found === undefined || more.length > 0 ? undefined : openingAt(source, code, found.index + found[0].length);
}

function openingAt(source: string, code: string, start: number): number | undefined {
  const rest = code.slice(start);
  if (rest.startsWith('[')) return start + 1;
  for (const [call, origin] of WRAPPERS) {
    const match = call.exec(rest);
    if (match === null || !origin(match[1]!).test(source)) continue;
    const inside = start + match[0].length;
    const list = /^\s*\[/.exec(code.slice(inside));
    return list === null ? inside : inside + list[0].length;
  }
  return undefined;
}

function entryAt(source: string, code: string, at: number, eol: string): Insertion {
  const rest = code.slice(at);
  if (/^\s*[\])]/.test(rest)) return { at, text: ENTRY };
  const line = /^[^\S\n]*\n\s*?([^\S\n]*)\S/.exec(rest);
  if (line === null) return { at, text: `${ENTRY}, ` };
  const end = source.indexOf('\n', at) - (eol === '\r\n' ? 1 : 0);
  const indent =
    /^[^\S\n]*/.exec(source.slice(source.indexOf('\n', at) + 1).replace(/^(?:[^\S\n]*\n)+/, ''))?.[0] ?? '';
  return { at: end, text: `${eol}${indent}${ENTRY},` };
}

function importAt(source: string, code: string, format: 'esm' | 'cjs', eol: string): Insertion {
  const pattern =
    format === 'esm'
      ? /^import\b[^;'"]*['"][^'"]*['"][^\n]*/gm
      : /^(?:const|let|var)\b[^;'"\n]*\brequire\(\s*['"][^'"]*['"][^\n]*/gm;
  const last = [...code.matchAll(pattern)].at(-1);
  const quote = /(?:from|import|require\()\s*"/.test(source) ? '"' : "'";
  const semicolon = last === undefined ? source.includes(';') : last[0].trimEnd().endsWith(';');
  const statement =
    (format === 'esm'
      ? `import navixy from ${quote}${PACKAGE}${quote}`
      : `const navixy = require(${quote}${PACKAGE}${quote})`) + (semicolon ? ';' : '');
  if (last !== undefined) {
    const end = last.index + last[0].replace(/\r$/, '').length;
    return { at: end, text: `${eol}${statement}` };
  }
  // Comments such as "@ts-check" only work at the top.
  const top = /^(?:(?:#!|\/\/)[^\n]*\n)*/.exec(source)?.[0].length ?? 0;
  return { at: top, text: `${statement}${eol}${eol}` };
}
