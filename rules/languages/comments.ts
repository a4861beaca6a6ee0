/** Finds the comments of a text file by its syntax. */
import { type Part, type Syntax, startsWithText, syntaxOf } from './comment-syntax.ts';

/** A comment; its value is the text between its marks. */
export interface Comment {
  readonly type: 'Comment';
  readonly value: string;
  readonly range: [number, number];
}

/** @returns the comments of a text, in order, without lookalikes inside strings */
export function findComments(text: string, path: string): Comment[] {
  const syntax = syntaxOf(path, text);
  if (syntax.length === 0) return [];
  const comments: Comment[] = [];
  const opening = new RegExp(openingsOf(syntax), 'gi');
  opening.lastIndex = startsWithText(syntax) ? afterPhpOpening(text) : 0;
  for (let match = opening.exec(text); match; match = opening.exec(text)) {
    const start = match.index;
    const part = syntax.find((one) => lengthAt(one, text, start) !== undefined);
    const opened = start + (part ? lengthAt(part, text, start)! : 0);
    const end = part && endOf(part, text, start, opened);
    if (part && end !== undefined && (part.type === 'line' || part.type === 'block'))
      comments.push(commentOf(part, text, start, opened, end));
    opening.lastIndex = Math.max(end ?? 0, start + 1);
  }
  return comments;
}

function afterPhpOpening(text: string): number {
  const at = text.indexOf('<?');
  return at === -1 ? text.length : at + 2;
}

/** By syntax: one expression for every mark of a kind of file. */
const openings = new WeakMap<Syntax, string>();

function openingsOf(syntax: Syntax): string {
  let known = openings.get(syntax);
  if (known === undefined) {
    known = syntax
      .map((part) => (part.type === 'heredoc' ? '<<' : part.open.replaceAll(/[^\w\s]/g, String.raw`\$&`)))
      .join('|');
    openings.set(syntax, known);
  }
  return known;
}

/** @returns the length of a part's opening mark at a position, if it is there */
function lengthAt(part: Part, text: string, at: number): number | undefined {
  if (part.type === 'heredoc') {
    part.open.lastIndex = at;
    return part.open.exec(text)?.[0].length;
  }
  if (text.slice(at, at + part.open.length).toLowerCase() !== part.open.toLowerCase()) return undefined;
  if (part.type === 'string' && part.isValue && !/[=:\r\n]/.test(markBefore(text, at))) return undefined;
  if (part.type === 'line' && part.at === 'line-start' && !/[\r\n]/.test(markBefore(text, at))) return undefined;
  if (part.type === 'line' && part.at === 'after-space' && at > 0 && !/\s/.test(text[at - 1]!)) return undefined;
  return part.open.length;
}

/** @returns the last character before `at` other than spaces; a line break at the start of the text */
function markBefore(text: string, at: number): string {
  let before = at - 1;
  while (text[before] === ' ' || text[before] === '\t') before -= 1;
  return text[before] ?? '\n';
}

/** @returns the end of a part, including its closing mark; `undefined` if it is not one */
function endOf(part: Part, text: string, start: number, opened: number): number | undefined {
  switch (part.type) {
    case 'line':
      return lineCommentEnd(text, opened, part.close);
    case 'block':
      return blockEnd(text, opened, part.open, part.close, part.isNested === true);
    case 'heredoc':
      return heredocEnd(part.open, text, start, opened);
    case 'string':
      return stringEnd(part, text, opened);
  }
}

function lineCommentEnd(text: string, from: number, close: string | undefined): number {
  const end = lineEnd(text, from);
  const closing = close === undefined ? -1 : text.slice(from, end).indexOf(close);
  return closing === -1 ? end : from + closing;
}

function blockEnd(text: string, from: number, open: string, close: string, isNested: boolean): number | undefined {
  let depth = 1;
  let at = from;
  while (depth > 0) {
    const closing = text.indexOf(close, at);
    if (closing === -1) return undefined;
    const opening = isNested ? text.indexOf(open, at) : -1;
    const isInner = opening !== -1 && opening < closing;
    depth += isInner ? 1 : -1;
    at = isInner ? opening + open.length : closing + close.length;
  }
  return at;
}

/** The text starts on the next line and ends with a line of only the word; without such a line it is a bit shift. */
function heredocEnd(open: RegExp, text: string, start: number, opened: number): number | undefined {
  open.lastIndex = start;
  const word = open.exec(text)?.groups?.['word'] ?? '';
  const last = new RegExp(String.raw`^[ \t]*${word}\b`, 'gm');
  last.lastIndex = lineEnd(text, opened) + 1;
  const match = last.exec(text);
  return match ? match.index + match[0].length : undefined;
}

function stringEnd(part: Extract<Part, { type: 'string' }>, text: string, from: number): number | undefined {
  const { close, escape = '', isMultiline = false, isValue = false, code, longest = Number.POSITIVE_INFINITY } = part;
  const last = Math.min(text.length, from + longest);
  if (close === '') return last;
  for (let at = from; at <= last; at += 1) {
    if (code && text.startsWith(code[0], at)) {
      at = codeEnd(text, at + code[0].length, code[1]);
    } else if (escape !== '' && text.startsWith(escape, at) && (escape !== close || text.startsWith(close, at + 1))) {
      at += 1;
    } else if (text.startsWith(close, at)) {
      return at + close.length;
    } else if (!isMultiline && (text[at] === '\n' || text[at] === '\r')) {
      return undefined;
    }
  }
  // An unclosed multi-line string extends to the end of the file, but a value ends with its line.
  return isMultiline && !isValue ? text.length : undefined;
}

const INNER_QUOTES = new Set(['"', "'", '`']);
const OPENING: Readonly<Record<string, string>> = { '}': '{', ')': '(' };

/** @returns the position of the mark that closes code within a string, skipping brackets and strings of that code */
function codeEnd(text: string, from: number, close: string): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    const character = text[at]!;
    if (character === '\\') at += 1;
    else if (INNER_QUOTES.has(character)) at = innerStringEnd(text, at);
    else if (character === OPENING[close]) depth += 1;
    else if (character === close && --depth === 0) return at;
  }
  return text.length;
}

/** @returns the end of the string that starts at `from`, or `from` if it is not closed on its line */
function innerStringEnd(text: string, from: number): number {
  for (let at = from + 1; at < text.length && text[at] !== '\n'; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === text[from]) return at;
  }
  return from;
}

function commentOf(
  part: Extract<Part, { type: 'block' | 'line' }>,
  text: string,
  start: number,
  opened: number,
  end: number,
): Comment {
  // If a mark starts with a line break, that break is not part of the comment.
  const from = part.open.startsWith('\n') ? start + 1 : start;
  if (part.type === 'line')
    return {
      type: 'Comment',
      value: text.slice(opened, end),
      range: [from, start + text.slice(start, end).trimEnd().length],
    };
  return { type: 'Comment', value: text.slice(opened, end - part.close.length), range: [from, end] };
}

function lineEnd(text: string, at: number): number {
  const end = /[\r\n]/g;
  end.lastIndex = at;
  return end.exec(text)?.index ?? text.length;
}
