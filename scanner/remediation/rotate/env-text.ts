// Finds the assignments of a name in the text of a .env file; rejects what programs interpret differently.

/** The position of an assigned value in the text, without its quotes. */
export interface Token {
  readonly start: number;
  readonly end: number;
}

/** The values assigned to a name, none if it is not assigned; or why this is ambiguous, for people. */
export type EntryReading =
  { readonly values: readonly Token[]; readonly unclear?: undefined } | { readonly unclear: string };

/** The UTF-8 byte order mark, as latin1 characters. */
const BYTE_ORDER_MARK = '\u{EF}\u{BB}\u{BF}';
/** The start of an assignment, up to its value. */
const ASSIGNMENT = /^[ \t]*(?:export[ \t]+)?(\w+)[ \t]*=/u;
/** One value and an optional comment. A `#` without a space before it begins a comment for some programs only. */
const VALUE = /^[ \t]*(?:(["'])([^"'\\$`\r]*)\1|([^\s"'\\$`#;&|()]*))(?:[ \t]+#[^\r]*|[ \t]*)\r?$/u;
/** A value in the view of programs without a shell parser: quoted text may span several lines. */
const QUOTED = /^[ \t]*(?:export[ \t]+)?[\w.-]+(?:[ \t]*=[ \t]*|:[ \t]+)(["'`])/u;

/**
 * Parses a text twice: as a shell does, and as a library such as dotenv does. The result is unambiguous only if both
 * find the same assignments, each with one plain value.
 * @param text bytes as characters (latin1)
 */
export function readEntry(text: string, name: string): EntryReading {
  const isUtf16 = text.includes('\0') || /^(?:\u{FF}\u{FE}|\u{FE}\u{FF})/u.test(text);
  if (isUtf16) return { unclear: 'the file is not UTF-8 text' };
  const begin = bodyStart(text);
  const body = text.slice(begin);
  const shell = shellQuotes(body);
  const library = libraryQuotes(body);
  // A shell cannot parse a file with an unclosed quote.
  const readings = shell.isOpen ? [library] : [shell, library];
  const isHidden = (at: number): boolean | undefined => {
    const [first, second = first] = readings.map((reading) => reading.isHidden(at));
    return first === second ? first : undefined;
  };
  const values: Token[] = [];
  const mention = new RegExp(String.raw`(?<![\w.-])${name}(?![\w.-])[ \t]*(?:\+?=|:[ \t])`, 'gu');
  for (const { 0: found, index } of body.matchAll(mention)) {
    const lineStart = body.lastIndexOf('\n', index) + 1;
    const line = lineAt(body, lineStart);
    if (line.trimStart().startsWith('#')) continue;
    const hidden = isHidden(index);
    if (hidden === true) continue;
    const assigned = ASSIGNMENT.exec(line);
    const valueStart = lineStart + (assigned?.[0].length ?? 0);
    const isPlain = assigned?.[1] === name && valueStart === index + found.length;
    const value = isPlain ? VALUE.exec(body.slice(valueStart, lineStart + line.length)) : null;
    if (hidden === undefined || value === null || shell.isContinued(lineStart)) {
      return { unclear: `${name} is not plainly assigned one value in line ${lineNumber(body, index)}` };
    }
    const token = value[2] ?? value[3] ?? '';
    const inValue = value[0].indexOf(value[1] ?? token) + (value[1]?.length ?? 0);
    const start = begin + valueStart + inValue;
    values.push({ start, end: start + token.length });
  }
  const different = new Set(values.map(({ start, end }) => text.slice(start, end)));
  if (different.size > 1) return { unclear: `${name} is assigned several values` };
  if (values.length > 0) return { values };
  if (readings.some((reading) => reading.isOpen)) return { unclear: 'a quote in the file is not closed' };
  return shell.isContinued(body.length) ? { unclear: 'the last line goes on' } : { values };
}

/** The start of the text after a byte order mark. */
export function bodyStart(text: string): number {
  return text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;
}

interface Quotes {
  /** Whether an offset is inside quoted text or a comment, so nothing is assigned there. */
  readonly isHidden: (at: number) => boolean;
  /** Whether quoted text is still open at the end. */
  readonly isOpen: boolean;
}

/** Quotes as in a shell: anywhere in a line, and across lines. */
function shellQuotes(text: string): Quotes & { readonly isContinued: (lineStart: number) => boolean } {
  const hidden = new Uint8Array(text.length);
  const continued = new Set<number>();
  let quote = '';
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]!;
    if (quote !== '') hidden[at] = 1;
    if (character === '\\' && quote !== "'") {
      const next = /^\r?\n/u.exec(text.slice(at + 1, at + 3))?.[0].length ?? 1;
      if (quote === '' && text[at + next] === '\n') continued.add(at + next + 1);
      hidden.fill(quote === '' ? 0 : 1, at, at + next + 1);
      at += next;
    } else if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'" || character === '`') {
      quote = character;
    } else if (character === '#' && (at === 0 || /\s/u.test(text[at - 1]!))) {
      const end = lineEnd(text, at);
      hidden.fill(1, at, end);
      at = end - 1;
    }
  }
  return {
    isHidden: (at) => hidden[at] === 1,
    isOpen: quote !== '',
    isContinued: (lineStart) => continued.has(lineStart),
  };
}

/** Quotes as in dotenv and similar libraries: only around a whole value; an unclosed quote is an ordinary character. */
function libraryQuotes(text: string): Quotes {
  const hidden = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at = lineEnd(text, at) + 1) {
    const quoted = QUOTED.exec(lineAt(text, at));
    const start = at + (quoted?.[0].length ?? 0);
    const end = quoted === null ? undefined : closing(text, start, quoted[1]!);
    if (end !== undefined) {
      hidden.fill(1, start, end);
      at = end;
    }
    const comment = lineAt(text, at).search(/[ \t]#/u);
    if (comment >= 0) hidden.fill(1, at + comment, lineEnd(text, at));
  }
  return { isHidden: (at) => hidden[at] === 1, isOpen: false };
}

function closing(text: string, start: number, quote: string): number | undefined {
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return undefined;
}

function lineAt(text: string, start: number): string {
  return text.slice(start, lineEnd(text, start));
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}

function lineNumber(text: string, at: number): number {
  return text.slice(0, at).split('\n').length;
}
