/** The language `navixy/text`: any text file as one node. */
import type { ESLint } from 'eslint';
import { TextSource, type TextRoot } from './text-source.ts';

interface TextFile {
  readonly path?: string;
  readonly body: string | Uint8Array;
}

/** Options for JavaScript, which reach every file through a config without `files`. */
const OF_JAVASCRIPT = new Set(['ecmaVersion', 'sourceType', 'globals', 'parser', 'parserOptions']);

/**
 * Reads any text file as one node, so text rules work on `.env`, `.sh`, `.http` and similar files, with disable
 * comments. Implemented here instead of using `@eslint/plugin-kit`, whose comment parser would add its grammar to the
 * plugin's load time.
 */
export const textLanguage = {
  fileType: 'text',
  lineStart: 1,
  columnStart: 1,
  nodeTypeKey: 'type',
  visitorKeys: { Text: [] },
  /** JavaScript rules read these without checking the language. */
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
