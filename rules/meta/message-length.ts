/** Keeps a message on one line of a terminal, whatever a file calls its things. */

/** The longest message, its data included. */
export const MAX_MESSAGE = 120;

/** @returns a text of at most `length` characters; a cut one ends in `…`, and in its backtick if it is code */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.startsWith('`') && text.endsWith('`') ? '…`' : '…';
  return text.slice(0, length - end.length) + end;
}
