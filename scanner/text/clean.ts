// Makes text of strangers (paths, names, subjects, messages of other programs) fit to be read: visible, on one line,
// masked.
import { mask } from './mask.ts';

/**
 * Controls move the cursor or end a line, format characters turn the direction of text around, ignorable ones show
 * nothing, and halves of a pair are no text. The selectors that make a symbol an emoji change only its look.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}](?<![\ufe0e\ufe0f])/gu;
/** What may hold one of these; found a hundred times faster. A line break of JSON is between its texts. */
const UNUSUAL = /[^\x20-\x7e]+/g;
const UNUSUAL_IN_JSON = /[^\n\x20-\x7e]+/g;
/** Azure Pipelines and old GitHub runners obey these anywhere in a line. */
const CI_COMMAND = /##(?=vso\[|\[)/g;

/**
 * @returns the text with everything written out that would not be seen: `\n`, `\t`, `\u{202e}`; and no command of a CI
 *   in it
 */
export function visible(text: string): string {
  return text.replace(UNUSUAL, (part) => part.replace(UNPRINTABLE, written)).replace(CI_COMMAND, '## ');
}

/** @returns text of strangers for where one line may stand and no value */
export function clean(text: string): string {
  return visible(mask(text));
}

/** The same for a text of our own with several lines, whose parts are of strangers. */
export function cleanLines(text: string): string {
  return text.split('\n').map(clean).join('\n');
}

/**
 * `JSON.stringify` for a reader at a terminal or in the log of a CI: what would not be seen, or be obeyed, is an escape
 * of JSON. A program reads the same text.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .replace(UNUSUAL_IN_JSON, (part) => part.replace(UNPRINTABLE, units))
    .replace(CI_COMMAND, '#\\u0023');
}

function written(char: string): string {
  if (char === '\n') return '\\n';
  if (char === '\t') return '\\t';
  return `\\u{${char.codePointAt(0)!.toString(16)}}`;
}

function units(char: string): string {
  return Array.from({ length: char.length }, (_, at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`).join(
    '',
  );
}

/** The colours that the program itself writes; `8`, which hides text, is none of them. */
const COLOR_OR_UNUSUAL = /(\u001b\[(?:[0-7]|2[1-79]|[349]\d|10[0-7])m)|[^\n\t\u001b\x20-\x7e]+|\u001b/g;

/**
 * The last look at a chunk before it is written. Each part of it was cleaned where it was put together, on one line;
 * this catches the part that somebody forgot.
 * @param options.showsValues the user asked to see the values
 */
export function guardOutput(chunk: string, options: { readonly showsValues?: boolean } = {}): string {
  const text = options.showsValues === true ? chunk : mask(chunk);
  return text
    .replace(COLOR_OR_UNUSUAL, (part, color?: string) => color ?? part.replace(UNPRINTABLE, written))
    .replace(CI_COMMAND, '## ');
}
