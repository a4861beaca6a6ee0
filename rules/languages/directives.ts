/** A disable comment in a text file. */
export interface Directive {
  readonly type: 'disable' | 'disable-line' | 'disable-next-line' | 'enable';
  readonly value: string;
  readonly justification: string;
  /** The comment, its marks included. */
  readonly node: Comment;
}

/** Offsets of a comment. */
export interface Comment {
  readonly type: 'Comment';
  readonly value: string;
  readonly range: [number, number];
}

const KEYWORD = 'eslint-';
/**
 * A comment of any of the languages that meet here: `#`, `//`, `--`, `;`, `!`, `%`, `'`, `REM`, `::`, or a
 * block `/* … *\/`, `<!-- … -->`, `(* … *)`, `{- … -}`, `<# … #>`. A line's mark opens the line or stands after a space.
 */
const COMMENT =
  /(?:(\/\*|<!--|\(\*|\{-|<#)[ \t]*|(?:^|(?<=[ \t,;"']))(?:#+|\/\/+|--+|;+|!|%+|'|::|@?rem(?=[ \t]))[ \t]*)(eslint-(?:disable(?:-next-line|-line)?|enable)(?![\w-]))([^\r\n]*)/gim;
const CLOSERS: Readonly<Record<string, string>> = { '/*': '*/', '<!--': '-->', '(*': '*)', '{-': '-}', '<#': '#>' };

/** @returns the disable comments of a text, in whatever comment syntax its file has */
export function findDirectives(text: string): Directive[] {
  if (!text.includes(KEYWORD)) return [];
  return [...text.matchAll(COMMENT)].map((match) => {
    const [whole, opener, keyword = '', rest = ''] = match;
    const closer = opener === undefined ? -1 : rest.indexOf(CLOSERS[opener]!);
    const inner = closer === -1 ? rest : rest.slice(0, closer);
    const length = closer === -1 ? whole.trimEnd().length : whole.length - rest.length + closer + CLOSERS[opener!]!.length;
    const [value = '', ...justification] = inner.split(/\s-{2,}\s/);
    return {
      type: keyword.toLowerCase().slice(KEYWORD.length) as Directive['type'],
      value: value.trim().replace(/["',;]+$/, ''),
      justification: justification.join(' -- ').trim(),
      node: { type: 'Comment', value: `${keyword}${inner}`, range: [match.index, match.index + length] },
    };
  });
}
