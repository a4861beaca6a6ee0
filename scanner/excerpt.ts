import { byteOrderMark, decodeBytes, decodeUtf16 } from '../src/encodings.ts';
import type { LocatedDetection } from '../src/index.ts';
import { mask } from './text/mask.ts';

/** Characters shown on each side of the value. */
const REACH = 80;
/** Characters looked at on each side; more than is shown, so that a value is never cut before it is masked. */
const LOOK = 2000;

/**
 * The line a value stands on, shortened, with the value and every other run of its shape masked.
 * @returns undefined for UTF-16 inside a binary, which has no lines
 */
export function excerptOf(bytes: Uint8Array, detection: LocatedDetection): string | undefined {
  const text = textOf(bytes, detection);
  if (text === undefined) return undefined;
  const before = lastLine(text.slice(Math.max(0, detection.start - LOOK), detection.start));
  const after = firstLine(text.slice(detection.end, detection.end + LOOK));
  const left = mask(before);
  const right = mask(after);
  const shownLeft = left.length > REACH ? `…${left.slice(-REACH)}` : left.trimStart();
  const shownRight = right.length > REACH ? `${right.slice(0, REACH)}…` : right.trimEnd();
  return `${shownLeft}${detection.secret.redacted}${shownRight}`;
}

function textOf(bytes: Uint8Array, { encoding }: LocatedDetection): string | undefined {
  if (encoding !== 'utf-16le' && encoding !== 'utf-16be') return decodeBytes(bytes);
  return byteOrderMark(bytes) === encoding ? decodeUtf16(bytes.subarray(2), encoding) : undefined;
}

function lastLine(text: string): string {
  return text.slice(Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r')) + 1);
}

function firstLine(text: string): string {
  const end = text.search(/[\r\n]/);
  return end < 0 ? text : text.slice(0, end);
}
