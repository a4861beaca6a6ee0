/** The line that a value stands on, for people, without any value in it. */
import { ownText } from '../src/own-text.ts';
import type { Text } from '../src/document-text.ts';
import type { DocumentText, LocatedDetection } from '../src/index.ts';
import { mask } from './text/mask.ts';

/** Characters shown on each side of the value. */
const REACH = 80;
/** Characters looked at on each side at most; more than is shown, so that a value is never cut before it is masked. */
const LOOK = 2000;
/** Characters that mostly suffice. */
const GLANCE = 3 * REACH;

/** What a value, in whatever spelling, is made of: a text is never cut in the middle of it. */
const OF_VALUE = /[A-Za-z0-9+/_=%\\{}&#;-]/;

/**
 * The line a value stands on, shortened, with the value and every other run of its shape masked. Costs the same
 * however long the document and the line are, and keeps nothing of them.
 * @returns undefined for UTF-16 and UTF-32 without a mark, which may stand inside a binary and have no lines
 */
export function excerptOf(document: DocumentText, { encoding, secret, start, end, line, endLine }: LocatedDetection): string | undefined {
  const text = textOf(document, encoding);
  if (text === undefined) return undefined;
  const { content, positions } = text;
  const left = leftOf(content, Math.max(positions.startOf(line), start - LOOK), start);
  const right = rightOf(content, end, Math.min(positions.endOf(endLine), end + LOOK));
  const shownLeft = left.length > REACH ? `…${left.slice(-REACH)}` : left.trimStart();
  const shownRight = right.length > REACH ? `${right.slice(0, REACH)}…` : right.trimEnd();
  return ownText(`${shownLeft}${secret.redacted}${shownRight}`);
}

function textOf(document: DocumentText, encoding: LocatedDetection['encoding']): Text | undefined {
  if (encoding === 'utf-32le' || encoding === 'utf-32be') return document.mark === encoding ? document.utf32?.text : undefined;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return document.mark16 === encoding ? document.wide(encoding) : undefined;
  return document.plain;
}

/** @returns the end of what stands there, masked: more than is shown, or all of it */
function leftOf(text: string, from: number, to: number): string {
  for (let length = GLANCE; ; length *= 2) {
    let start = Math.max(from, to - length);
    while (start > from && OF_VALUE.test(text[start - 1]!)) start -= 1;
    const masked = mask(text.slice(start, to));
    if (start === from || masked.length > REACH) return masked;
  }
}

/** @returns the beginning of what stands there, in the same way */
function rightOf(text: string, from: number, to: number): string {
  for (let length = GLANCE; ; length *= 2) {
    let end = Math.min(to, from + length);
    while (end < to && OF_VALUE.test(text[end]!)) end += 1;
    const masked = mask(text.slice(from, end));
    if (end === to || masked.length > REACH) return masked;
  }
}
