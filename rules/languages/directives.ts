import { COMMENT_ENDS, commentThatSays } from '../../src/comments.ts';

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
const COMMENT = commentThatSays(String.raw`eslint-(?:disable(?:-next-line|-line)?|enable)(?![\w-])`);

/** @returns the disable comments of a text, in whatever comment syntax its file has */
export function findDirectives(text: string): Directive[] {
  if (!text.includes(KEYWORD)) return [];
  return [...text.matchAll(COMMENT)].map((match) => {
    const [whole, opener, keyword = '', rest = ''] = match;
    const closer = opener === undefined ? -1 : rest.indexOf(COMMENT_ENDS[opener]!);
    const inner = closer === -1 ? rest : rest.slice(0, closer);
    const length = closer === -1 ? whole.trimEnd().length : whole.length - rest.length + closer + COMMENT_ENDS[opener!]!.length;
    const [value = '', ...justification] = inner.split(/\s-{2,}\s/);
    return {
      type: keyword.toLowerCase().slice(KEYWORD.length) as Directive['type'],
      value: value.trim().replace(/["',;]+$/, ''),
      justification: justification.join(' -- ').trim(),
      node: { type: 'Comment', value: `${keyword}${inner}`, range: [match.index, match.index + length] },
    };
  });
}
