/** Limits messages to one line of a terminal, however long the names in a file are. */

/** Maximum length of a message, including its data. */
export const MAX_MESSAGE = 120;

/** @returns a text of at most `length` characters; a cut text ends with `…`, and with its backtick if it is code */
export function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = text.startsWith('`') && text.endsWith('`') ? '…`' : '…';
  return text.slice(0, length - end.length) + end;
}
