// Patterns for comments in any programming or markup language.

/** Closing marks of block comments, by their opening marks. */
export const COMMENT_ENDS: Readonly<Record<string, string>> = {
  '/*': '*/',
  '<!--': '-->',
  '(*': '*)',
  '{-': '-}',
  '<#': '#>',
  '--[[': ']]',
  '--[=[': ']=]',
  '{#': '#}',
  '{{!--': '--}}',
  '{{!': '}}',
  '<%--': '--%>',
  '<%#': '%>',
  '#=': '=#',
};

/** Longer marks first, because one begins as another does. */
const OPENERS = Object.keys(COMMENT_ENDS)
  .toSorted((one, other) => other.length - one.length)
  .map((mark) => mark.replaceAll(/[^\w#<!=-]/g, String.raw`\$&`))
  .join('|');

/**
 * Builds an expression for a comment that begins with given words, in any language: `#`, `//`, `--`, `;`, `!`, `%`,
 * `'`, `REM`, `::`, or a block of {@link COMMENT_ENDS}. A line comment's mark starts the line or follows a space.
 * @param words source of a regular expression without groups
 * @returns a global expression with three groups: the mark that opens a block comment, if any; the words; the rest of
 *   the line
 */
export function commentPattern(words: string): RegExp {
  const block = String.raw`(${OPENERS})[ \t]*`;
  const line = String.raw`(?:^|(?<=[ \t,;"']))(?:#+|\/\/+|--+|;+|!|%+|'|::|@?rem(?=[ \t]))[ \t]*`;
  return new RegExp(String.raw`(?:${block}|${line})(${words})([^\r\n]*)`, 'gim');
}
