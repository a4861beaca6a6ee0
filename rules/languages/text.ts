/** The language `navixy/text`: any text file as one node. */
import type { ESLint } from 'eslint';
import { TextSource, type TextRoot } from './text-source.ts';

interface TextFile {
  readonly path?: string;
  readonly body: string | Uint8Array;
}

/** What belongs to JavaScript, and reaches every file by a config without `files`. */
const OF_JAVASCRIPT = new Set(['ecmaVersion', 'sourceType', 'globals', 'parser', 'parserOptions']);

/**
 * Reads any text file as one node, so that rules which go by the text work on `.env`, `.sh`, `.http` and
 * the like, with disable comments. Its own few lines instead of `@eslint/plugin-kit`, whose comment
 * parser brings a grammar along that loading the plugin would pay for.
 */
export const textLanguage = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  visitorKeys: { Text: [] },
  /** Rules of JavaScript read these without asking what language a file is in. */
  defaultLanguageOptions: { ecmaVersion: 2025, sourceType: 'module', globals: {}, parserOptions: {} },

  validateLanguageOptions(options: object): void {
    const name = Object.keys(options).find((one) => !OF_JAVASCRIPT.has(one));
    if (name !== undefined) throw new TypeError(`The language "navixy/text" has no option "${name}".`);
  },

  parse(file: TextFile): { ok: true; ast: TextRoot } {
    return { ok: true, ast: makeRoot(toText(file)) };
  },

  createSourceCode(file: TextFile, { ast }: { ast: TextRoot }): TextSource {
    return new TextSource(toText(file), ast, file.path ?? '');
  },
} as unknown as NonNullable<ESLint.Plugin['languages']>[string];

function makeRoot(text: string): TextRoot {
  return { type: 'Text', value: text, range: [0, text.length], tokens: [], comments: [], body: [] };
}

function toText({ body }: TextFile): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
