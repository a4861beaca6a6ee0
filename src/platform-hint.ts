// Quick check for texts without any strong mark of the platform.

/** A rare character that each strong mark of the platform contains, with the characters next to it. */
const HINTS: readonly (readonly [hint: string, before: string, after: string])[] = [
  ['x', 'vi', 'y'], // navixy
  ['x', 'nv', ''], // NVX
  ['q', 's', 'u'], // squaregps
  ['2', 'b', 'f'], // b2field.com
  ['2', 'i-v', ''], // api-v2
  ['_', 'l', 's'], // panel_session_key
  ['/', '', 'even'], // /event/subscription
  ['/', '', 'pro/'],
];

type Beside = readonly [before: Uint8Array, after: Uint8Array];

const IS_HINT = new Uint8Array(256);
/** Neighbors, by the code of the hint in lower case. */
const BESIDE = new Map<number, Beside[]>();
for (const [hint, before, after] of HINTS) {
  for (const spelled of [hint, hint.toUpperCase()]) IS_HINT[spelled.charCodeAt(0)] = 1;
  const code = hint.charCodeAt(0);
  BESIDE.set(code, [...(BESIDE.get(code) ?? []), [Buffer.from(before), Buffer.from(after)]]);
}

/**
 * Whether a text may have a strong mark, in any letter case; the full search costs ten times as much.
 * @returns false if it has none, apart from white-label hosts and paths of the API
 */
export function mayHaveStrongMark(text: string): boolean {
  // Bytes are faster to examine than characters. A character beyond one byte may look like a hint, but no hint is
  // missed.
  const codes = Buffer.from(text, 'latin1');
  const { length } = codes;
  for (let at = 0; at < length; at += 1) {
    if (IS_HINT[codes[at]!] === 0) continue;
    for (const [before, after] of BESIDE.get(lowerCase(codes[at]!)) ?? [])
      if (isAt(codes, at + 1, after) && isAt(codes, at - before.length, before)) return true;
  }
  return false;
}

function isAt(codes: Uint8Array, start: number, word: Uint8Array): boolean {
  if (start < 0 || start + word.length > codes.length) return false;
  for (let step = 0; step < word.length; step += 1) if (lowerCase(codes[start + step]!) !== word[step]) return false;
  return true;
}

function lowerCase(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}
