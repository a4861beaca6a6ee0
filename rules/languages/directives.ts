/** Finds the ESLint disable comments of a text file. */
import { type Comment, findComments } from './comments.ts';

/** A disable comment in a text file. */
export interface Directive {
  readonly type: 'disable' | 'disable-line' | 'disable-next-line' | 'enable';
  readonly value: string;
  readonly justification: string;
  /** The comment, including its marks. */
  readonly node: Comment;
}

/** Follows the comment mark, which may be repeated: `## eslint-disable`. */
const DIRECTIVE = /^[#/;!%*-]*\s*eslint-(disable(?:-next-line|-line)?|enable)(?![\w-])([\s\S]*)$/i;

/** @returns the disable comments of a text, in the comment syntax of its kind of file only */
export function findDirectives(text: string, path: string): Directive[] {
  if (!/eslint-(?:dis|en)able/i.test(text)) return [];
  return findComments(text, path).flatMap((node) => {
    const [, type = '', rest = ''] = DIRECTIVE.exec(node.value) ?? [];
    // A directive for one line must be on one line.
    if (type === '' || (/line$/i.test(type) && node.value.trim().includes('\n'))) return [];
    const [value = '', ...justification] = rest.split(/\s-{2,}\s/);
    return [
      {
        type: type.toLowerCase() as Directive['type'],
        value: value.trim(),
        justification: justification.join(' -- ').trim(),
        node,
      },
    ];
  });
}
