// Patterns for comments in any programming or markup language.

/** Closing marks of block comments, by their opening marks. */
export const COMMENT_ENDS: Readonly<Record<string, string>> = {
  '/*': '*/',
  '<!--': '-->',
  '(*': '*)',
  '{-': '-}',
  '<#': '#>',
};

/**
 * Builds an expression for a comment that begins with given words, in any language: `#`, `//`, `--`, `;`, `!`, `%`,
 * `'`, `REM`, `::`, or a block `/* … *\/`, `<!-- … -->`, `(* … *)`, `{- … -}`, `<# … #>`. A line comment's mark starts
 * the line or follows a space.
 * @param words source of a regular expression without groups
 * @returns a global expression with three groups: the mark that opens a block comment, if any; the words; the rest of
 *   the line
 */
export function commentPattern(words: string): RegExp {
  const block = String.raw`(\/\*|<!--|\(\*|\{-|<#)[ \t]*`;
  const line = String.raw`(?:^|(?<=[ \t,;"']))(?:#+|\/\/+|--+|;+|!|%+|'|::|@?rem(?=[ \t]))[ \t]*`;
  return new RegExp(String.raw`(?:${block}|${line})(${words})([^\r\n]*)`, 'gim');
}
