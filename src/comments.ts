/** What ends a comment that is a block. */
export const COMMENT_ENDS: Readonly<Record<string, string>> = {
  '/*': '*/',
  '<!--': '-->',
  '(*': '*)',
  '{-': '-}',
  '<#': '#>',
};

/**
 * A comment of any language that begins with a word: `#`, `//`, `--`, `;`, `!`, `%`, `'`, `REM`, `::`, or a block
 * `/* … *\/`, `<!-- … -->`, `(* … *)`, `{- … -}`, `<# … #>`. A line's mark opens the line or stands after a space.
 * @param words source of a regular expression without groups
 * @returns a global expression; its groups: the mark that opens a block if it is one, the words, the rest of the line
 */
export function commentThatSays(words: string): RegExp {
  const block = String.raw`(\/\*|<!--|\(\*|\{-|<#)[ \t]*`;
  const line = String.raw`(?:^|(?<=[ \t,;"']))(?:#+|\/\/+|--+|;+|!|%+|'|::|@?rem(?=[ \t]))[ \t]*`;
  return new RegExp(String.raw`(?:${block}|${line})(${words})([^\r\n]*)`, 'gim');
}
