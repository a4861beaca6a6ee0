import { parseAst } from 'rolldown/parseAst';

/** A class of Unicode's letters, digits or the like in a regular expression. */
const UNICODE_CLASS = /\\p\{/i;
/** Expressions with a position of their own, which may not be shared between two uses. */
const STATEFUL = /[gy]/;

/** Not the declarations. */
const PROGRAM = /\.c?js$/;

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly regex?: { readonly pattern: string; readonly flags: string };
}

interface Plugin {
  readonly name: string;
  readonly renderChunk: (code: string, chunk: { readonly fileName: string }) => string | null;
  readonly generateBundle: (options: unknown, bundle: Readonly<Record<string, { code?: string }>>) => void;
}

/**
 * Makes a regular expression with `\p{…}` when it is first used. V8 builds each such class from Unicode's tables when
 * it checks a file, though nothing asks for it: seventy of them take a quarter of the time that the plugin loads.
 * Letters outside of ASCII are written as escapes, for V8 reads a file of ASCII alone faster.
 */
export function unicodePatterns(): Plugin {
  return {
    name: 'unicode-patterns',
    renderChunk: (code, { fileName }) => (PROGRAM.test(fileName) ? deferPatterns(code) : null),
    // Last of all: who prints a program anew writes the letters themselves again.
    generateBundle: (_, bundle) => {
      for (const [name, file] of Object.entries(bundle)) {
        if (PROGRAM.test(name) && file.code !== undefined) file.code = toAscii(file.code);
      }
    },
  };
}

/** @returns the program with each such expression replaced by what makes it once */
export function deferPatterns(code: string): string {
  if (!UNICODE_CLASS.test(code)) return code;
  const names: string[] = [];
  let result = '';
  let copied = 0;
  for (const { start, end, regex } of unicodeLiterals(parseAst(code) as unknown as Node)) {
    const made = `new RegExp(${JSON.stringify(regex!.pattern)}, ${JSON.stringify(regex!.flags)})`;
    const name = `__pattern${names.length}`;
    if (!STATEFUL.test(regex!.flags)) names.push(name);
    result += code.slice(copied, start) + (STATEFUL.test(regex!.flags) ? made : `(${name} ??= ${made})`);
    copied = end;
  }
  // `var`, for an expression may be used before this line is reached; behind a `#!`, which must stay the first line.
  const declaration = names.length === 0 ? '' : `var ${names.join(', ')};\n`;
  const [hashbang = ''] = /^#!.*\n/.exec(code) ?? [];
  return hashbang + declaration + (result + code.slice(copied)).slice(hashbang.length);
}

/** In the order of the text. */
function unicodeLiterals(program: Node): Node[] {
  const found: Node[] = [];
  const waiting: unknown[] = [program];
  while (waiting.length > 0) {
    const node = waiting.pop();
    if (Array.isArray(node)) waiting.push(...(node as unknown[]));
    else if (isNode(node)) {
      if (node.regex && UNICODE_CLASS.test(node.regex.pattern)) found.push(node);
      waiting.push(...Object.values(node));
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function toAscii(code: string): string {
  return code.replaceAll(/[^\0-\x7F]/g, (unit) => String.raw`\u` + unit.charCodeAt(0).toString(16).padStart(4, '0'));
}
