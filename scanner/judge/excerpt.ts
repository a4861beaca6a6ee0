/** The line that a value stands on, for people, without any value in it. */
import { ownText } from '../../src/own-text.ts';
import type { Text } from '../../src/document-text.ts';
import { Secret, type DocumentText, type LocatedDetection } from '../../src/index.ts';
import { findJoined, type JoinedValue } from '../../src/spellings/joined.ts';
import { mask } from '../text/mask.ts';

/** Characters shown on each side of the value. */
const REACH = 80;
/** Characters looked at on each side at most; more than is shown, so that a value is never cut before it is masked. */
const LOOK = 2000;
/** Characters that mostly suffice. */
const GLANCE = 3 * REACH;

/** Values in pieces that overlap, at most: each way to write one finds its own. */
const OVERLAPPING = 4;

/** What a value, in whatever spelling, is made of: a text is never cut in the middle of it. */
const OF_VALUE = /[A-Za-z0-9+/_=%\\{}&#;-]/;

/**
 * The line a value stands on, shortened, with the value and every other run of its shape masked. Costs the same
 * however long the document and the line are, and keeps nothing of them.
 * @returns undefined for UTF-16 and UTF-32 without a mark, which may stand inside a binary and have no lines
 */
export function excerptOf(
  document: DocumentText,
  { encoding, secret, start, end, line, endLine }: LocatedDetection,
): string | undefined {
  const text = textOf(document, encoding);
  if (text === undefined) return undefined;
  const { positions } = text;
  const left = leftOf(text, Math.max(positions.startOf(line), start - LOOK), start);
  const right = rightOf(text, end, Math.min(positions.endOf(endLine), end + LOOK));
  const shownLeft = left.length > REACH ? `…${left.slice(-REACH)}` : left.trimStart();
  const shownRight = right.length > REACH ? `${right.slice(0, REACH)}…` : right.trimEnd();
  return ownText(`${shownLeft}${secret.redacted}${shownRight}`);
}

function textOf(document: DocumentText, encoding: LocatedDetection['encoding']): Text | undefined {
  if (encoding === 'utf-32le' || encoding === 'utf-32be')
    return document.mark === encoding ? document.utf32?.text : undefined;
  if (encoding === 'utf-16le' || encoding === 'utf-16be')
    return document.mark16 === encoding ? document.wide(encoding) : undefined;
  return document.plain;
}

/** Values in pieces of each text, for the line of one finding may hold another, or begin or end in the middle of it. */
const joined = new WeakMap<Text, readonly JoinedValue[]>();

/** @returns what stands there, with every run and every value in pieces masked */
function maskedPart(text: Text, from: number, to: number): string {
  let pieces = joined.get(text);
  if (pieces === undefined) joined.set(text, (pieces = findJoined(text.content)));
  let shown = '';
  let done = from;
  for (let at = firstEndingAfter(pieces, from); at < pieces.length && pieces[at]!.start < to; at += 1) {
    const { start, end, value } = pieces[at]!;
    if (end <= done) continue;
    shown += text.content.slice(done, Math.max(done, start)) + new Secret(value).redacted;
    done = Math.min(end, to);
  }
  return mask(shown + text.content.slice(done, to));
}

/** @returns the place of the first value in pieces that does not end before; they are sorted by where they begin */
function firstEndingAfter(pieces: readonly JoinedValue[], from: number): number {
  let low = 0;
  for (let high = pieces.length; low < high;) {
    const middle = (low + high) >>> 1;
    if (pieces[middle]!.end <= from) low = middle + 1;
    else high = middle;
  }
  // One of them may lie in another that ends later.
  return Math.max(0, low - OVERLAPPING);
}

/** @returns the end of what stands there, masked: more than is shown, or all of it */
function leftOf(text: Text, from: number, to: number): string {
  for (let length = GLANCE; ; length *= 2) {
    let start = Math.max(from, to - length);
    while (start > from && OF_VALUE.test(text.content[start - 1]!)) start -= 1;
    const masked = maskedPart(text, start, to);
    if (start === from || masked.length > REACH) return masked;
  }
}

/** @returns the beginning of what stands there, in the same way */
function rightOf(text: Text, from: number, to: number): string {
  for (let length = GLANCE; ; length *= 2) {
    let end = Math.min(to, from + length);
    while (end < to && OF_VALUE.test(text.content[end]!)) end += 1;
    const masked = maskedPart(text, from, end);
    if (end === to || masked.length > REACH) return masked;
  }
}
