import type { ESLint } from 'eslint';
import { TextSource, type TextRoot } from './text-source.ts';

interface TextFile {
  readonly body: string | Uint8Array;
}

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
  defaultLanguageOptions: {},

  validateLanguageOptions(options: object): void {
    const [name] = Object.keys(options);
    if (name !== undefined) throw new TypeError(`The language "navixy/text" has no option "${name}".`);
  },

  parse(file: TextFile): { ok: true; ast: TextRoot } {
    const text = toText(file);
    return { ok: true, ast: { type: 'Text', value: text, range: [0, text.length] } };
  },

  createSourceCode(file: TextFile, { ast }: { ast: TextRoot }): TextSource {
    return new TextSource(toText(file), ast);
  },
} as unknown as NonNullable<ESLint.Plugin['languages']>[string];

function toText({ body }: TextFile): string {
  return typeof body === 'string' ? body : new TextDecoder().decode(body);
}
