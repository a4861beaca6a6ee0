// Masks the digits of known values in a text, also if they are cut off, separated, or within other digits.

/** Eight matching digits are no coincidence, and a piece this short or shorter leaves enough unknown digits. */
const PIECE = 8;
/** Digits of a value; and the digits of a whole value that stay visible on each side. */
const LENGTH = 32;
const SHOWN = 4;
const DIGIT = /[0-9a-fA-F]/u;

/**
 * Masks every piece of 8 or more digits of a value, whatever characters separate the digits.
 * @param values lower case
 * @returns the text with `…` in the place of each piece, and `a6aa…5fc3` in the place of a whole value
 */
export function maskPieces(text: string, values: readonly string[]): string {
  const pieces = new Set(
    values.flatMap((value) =>
      Array.from({ length: Math.max(0, value.length - PIECE + 1) }, (_, at) => value.slice(at, at + PIECE)),
    ),
  );
  const places: number[] = [];
  let digits = '';
  for (let at = 0; at < text.length; at += 1) {
    if (!DIGIT.test(text[at]!)) continue;
    places.push(at);
    digits += text[at]!.toLowerCase();
  }
  let masked = '';
  let done = 0;
  for (let at = 0; at + PIECE <= digits.length; at += 1) {
    if (!pieces.has(digits.slice(at, at + PIECE))) continue;
    const start = places[at]!;
    const first = at;
    while (at + PIECE < digits.length && pieces.has(digits.slice(at + 1, at + 1 + PIECE))) at += 1;
    const isWhole = at + PIECE - first >= LENGTH;
    const shown = isWhole
      ? [digits.slice(first, first + SHOWN), digits.slice(at + PIECE - SHOWN, at + PIECE)]
      : ['', ''];
    masked += `${text.slice(done, Math.max(done, start))}${shown.join('…')}`;
    done = places[at + PIECE - 1]! + 1;
  }
  return masked + text.slice(done);
}
