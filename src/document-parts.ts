// Splits a document into the texts that are judged separately, and maps their offsets to places in the document.
import type { DecodedText, DocumentText } from './document-text.ts';
import { decodeUtf16, guessUtf16 } from './text-encodings.ts';
import { scanByteRuns } from './hash-runs.ts';
import type { Encoding, Region } from './types.ts';
import { findIslands, type Island } from './utf16-islands.ts';

/** One text of a document. Offsets are UTF-16 code units of the text. */
export interface DocumentPart {
  /** The encoding, if it is not UTF-8 or latin-1. */
  readonly encoding: Encoding | undefined;
  text(): string;
  /** @returns the offset that a detection reports; that of an island of UTF-16 counts bytes of the document */
  offset(at: number): number;
  /** @returns lines and columns of reported offsets */
  region(start: number, end: number): Region;
  /** @returns a function from offsets of the text, mostly in order, to offsets in the bytes */
  toBytes(): (at: number) => number;
}

/** @returns the texts of a document: one, or several for a binary or a document that can be read in two ways */
export function documentParts(document: DocumentText): DocumentPart[] {
  const { bytes, mark16, utf32 } = document;
  const first =
    utf32 === undefined
      ? []
      : [
          partOf(
            () => utf32.text,
            utf32.encoding,
            () => wideOffsets(utf32.text.content, utf32Start(document)),
          ),
        ];
  // Other programs may read a text that only resembles UTF-32 in another encoding.
  if (utf32?.isWhole === true) return first;
  if (mark16 !== undefined)
    return [
      ...first,
      partOf(
        () => document.wide(mark16),
        mark16,
        () => (at) => 2 + at * 2,
      ),
    ];
  const wide: number[] = [];
  let plain = false;
  scanByteRuns(bytes, ({ start, stride }) => {
    if (stride === 2) wide.push(start);
    else plain = true;
    return false;
  });
  const order = plain ? undefined : guessUtf16(bytes);
  if (order !== undefined)
    return [
      ...first,
      partOf(
        () => document.wide(order),
        order,
        () => (at) => at * 2,
      ),
    ];
  // Each island of UTF-16 in a binary is judged as a separate text.
  const islands = findIslands(bytes, wide).map((island) => islandOf(document, island));
  return [
    ...first,
    partOf(
      () => document.plain,
      undefined,
      () => plainOffsets(document),
    ),
    ...islands,
  ];
}

function partOf(
  textOf: () => DecodedText,
  encoding: Encoding | undefined,
  toBytes: DocumentPart['toBytes'],
): DocumentPart {
  return {
    encoding,
    text: () => textOf().content,
    offset: (at) => at,
    region: (start, end) => textOf().positions.region(start, end),
    toBytes,
  };
}

function islandOf(document: DocumentText, { start, end, order }: Island): DocumentPart {
  const offset = (at: number) => start + at * 2;
  return {
    encoding: order,
    text: () => decodeUtf16(document.bytes.subarray(start, end), order),
    offset,
    region: (from, to) => document.byteRegion(from, to),
    toBytes: () => offset,
  };
}

/** Bytes of UTF-8 before each offset; those of latin-1 and ASCII are one a character. */
function plainOffsets(document: DocumentText): (at: number) => number {
  const mark = document.mark === 'utf-8' ? 3 : 0;
  const { content } = document.plain;
  if (content.length === document.bytes.length - mark) return (at) => mark + at;
  let seen = 0;
  let bytes = mark;
  return (at) => {
    if (at >= seen) bytes += Buffer.byteLength(content.slice(seen, at));
    else bytes -= Buffer.byteLength(content.slice(at, seen));
    seen = at;
    return bytes;
  };
}

function utf32Start({ mark }: DocumentText): number {
  return mark === 'utf-32le' || mark === 'utf-32be' ? 4 : 0;
}

/** Bytes of UTF-32 before each offset: four a character, which may have two code units. */
function wideOffsets(content: string, start: number): (at: number) => number {
  let seen = 0;
  let bytes = start;
  return (at) => {
    if (at >= seen) bytes += 4 * codePoints(content.slice(seen, at));
    else bytes -= 4 * codePoints(content.slice(at, seen));
    seen = at;
    return bytes;
  };
}

function codePoints(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += text.codePointAt(at)! > 0xffff ? 2 : 1) count += 1;
  return count;
}
