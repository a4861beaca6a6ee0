// Makes untrusted text (paths, names, subjects, messages of other programs) safe to print: visible, on one line,
// masked.

import { lazy } from '../../src/lazy.ts';
import { mask } from './mask.ts';

/**
 * Controls move the cursor or end a line, format characters reverse the direction of text, ignorable characters are
 * invisible, and lone surrogates are not text. Variation selectors of emoji are harmless and stay.
 */
const unprintable = lazy(() => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{DI}](?<![\ufe0e\ufe0f])/gu);
/**
 * A superset of {@link unprintable} that is a hundred times faster to search for. Line breaks in JSON are outside of
 * strings.
 */
const UNUSUAL = /[^\x20-\x7e]+/g;
const UNUSUAL_IN_JSON = /[^\n\x20-\x7e]+/g;
/** Azure Pipelines and old GitHub runners execute these anywhere in a line. */
const CI_COMMAND = /##(?=vso\[|\[)/g;

/** @returns the text with invisible characters written out (`\n`, `\t`, `\u{202e}`), and without CI commands */
export function visible(text: string): string {
  return text.replace(UNUSUAL, (part) => part.replace(unprintable(), written)).replace(CI_COMMAND, '## ');
}

/** @returns untrusted text, masked and on one line */
export function clean(text: string): string {
  return visible(mask(text));
}

/** {@link clean} for our own text of several lines with untrusted parts. */
export function cleanLines(text: string): string {
  return text.split('\n').map(clean).join('\n');
}

/**
 * `JSON.stringify` for a terminal or a CI log: invisible characters and CI commands become JSON escapes. A program
 * parses the same value.
 */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, undefined, indent)
    .replace(UNUSUAL_IN_JSON, (part) => part.replace(unprintable(), units))
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

/** Colours that the program itself writes; `8` (hidden text) is not among them. */
const COLOR_OR_UNUSUAL = /(\u001b\[(?:[0-7]|2[1-79]|[349]\d|10[0-7])m)|[^\n\t\u001b\x20-\x7e]+|\u001b/g;

/**
 * Last safety net before a chunk is written. Each part should already be clean, on one line; this catches the ones that
 * were missed.
 * @param options.showsValues the user asked to see the values
 */
export function guardOutput(chunk: string, options: { readonly showsValues?: boolean } = {}): string {
  const text = options.showsValues === true ? chunk : mask(chunk);
  return text
    .replace(COLOR_OR_UNUSUAL, (part, color?: string) => color ?? part.replace(unprintable(), written))
    .replace(CI_COMMAND, '## ');
}
