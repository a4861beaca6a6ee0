// Makes the excerpt of a finding: the line around the value, with every value in it masked.
import { detachedCopy } from '../../src/detached-copy.ts';
import type { DecodedText } from '../../src/document-text.ts';
import { Secret, type DocumentText, type LocatedDetection } from '../../src/index.ts';
import { findJoined, type JoinedValue } from '../../src/spellings/joined-strings.ts';
import { mask } from '../text/mask.ts';

/** Characters shown on each side of the value. */
const SHOWN = 80;
/** Characters read on each side at most. Larger than what is shown, so no value is cut before it is masked. */
const READ = 2000;
/** Characters read on each side at first; usually enough. */
const FIRST_READ = 3 * SHOWN;

/** Split values that can overlap at most: each spelling finds its own. */
const MAX_OVERLAPPING = 4;

/** Characters of a value in any spelling. A text is never cut between two of them. */
const VALUE_CHARACTER = /[A-Za-z0-9+/_=%\\{}&#;-]/;

/**
 * Shortens the line of a value and masks the value and every other run of the same shape. The cost does not depend on
 * the length of the document or the line, and nothing of them stays in memory.
 * @returns undefined for UTF-16 and UTF-32 without a byte order mark: such text may be part of a binary file without
 *   lines
 */
export function excerptOf(
  document: DocumentText,
  { encoding, secret, start, end, line, endLine }: LocatedDetection,
): string | undefined {
  const text = textOf(document, encoding);
  if (text === undefined) return undefined;
  const { positions } = text;
  const left = maskedEnd(text, Math.max(positions.startOf(line), start - READ), start);
  const right = maskedStart(text, end, Math.min(positions.endOf(endLine), end + READ));
  const shownLeft = left.length > SHOWN ? `…${left.slice(-SHOWN)}` : left.trimStart();
  const shownRight = right.length > SHOWN ? `${right.slice(0, SHOWN)}…` : right.trimEnd();
  return detachedCopy(`${shownLeft}${secret.redacted}${shownRight}`);
}

function textOf(document: DocumentText, encoding: LocatedDetection['encoding']): DecodedText | undefined {
  if (encoding === 'utf-32le' || encoding === 'utf-32be')
    return document.mark === encoding ? document.utf32?.text : undefined;
  if (encoding === 'utf-16le' || encoding === 'utf-16be')
    return document.mark16 === encoding ? document.wide(encoding) : undefined;
  return document.plain;
}

/** The split values of each text: the line of one finding may contain another one, or start or end inside it. */
const splitValues = new WeakMap<DecodedText, readonly JoinedValue[]>();

/** @returns the text from `from` to `to`, with every run and every split value masked */
function maskedPart(text: DecodedText, from: number, to: number): string {
  let values = splitValues.get(text);
  if (values === undefined) splitValues.set(text, (values = findJoined(text.content)));
  let shown = '';
  let done = from;
  for (let at = firstEndingAfter(values, from); at < values.length && values[at]!.start < to; at += 1) {
    const { start, end, value } = values[at]!;
    if (end <= done) continue;
    shown += text.content.slice(done, Math.max(done, start)) + new Secret(value).redacted;
    done = Math.min(end, to);
  }
  return mask(shown + text.content.slice(done, to));
}

/** @returns the index of the first split value that may end after `from`; `values` is sorted by start */
function firstEndingAfter(values: readonly JoinedValue[], from: number): number {
  let low = 0;
  for (let high = values.length; low < high;) {
    const middle = (low + high) >>> 1;
    if (values[middle]!.end <= from) low = middle + 1;
    else high = middle;
  }
  // An earlier value may contain this one and end later.
  return Math.max(0, low - MAX_OVERLAPPING);
}

/** @returns the masked end of the text from `from` to `to`: at least {@link SHOWN} characters, or all of it */
function maskedEnd(text: DecodedText, from: number, to: number): string {
  for (let length = FIRST_READ; ; length *= 2) {
    let start = Math.max(from, to - length);
    while (start > from && VALUE_CHARACTER.test(text.content[start - 1]!)) start -= 1;
    const masked = maskedPart(text, start, to);
    if (start === from || masked.length > SHOWN) return masked;
  }
}

/** @returns the masked beginning of the text from `from` to `to`, in the same way */
function maskedStart(text: DecodedText, from: number, to: number): string {
  for (let length = FIRST_READ; ; length *= 2) {
    let end = Math.min(to, from + length);
    while (end < to && VALUE_CHARACTER.test(text.content[end]!)) end += 1;
    const masked = maskedPart(text, from, end);
    if (end === to || masked.length > SHOWN) return masked;
  }
}
