/** What a strong mark of the platform cannot do without: a character that little else has, and those beside it. */
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

type Beside = readonly [before: string, after: string];

/** By the code of the character. */
const BESIDE: readonly (readonly Beside[] | undefined)[] = Array.from({ length: 128 }, (_, code) => {
  const beside = HINTS.filter(([hint]) => hint.charCodeAt(0) === small(code)).map(([, before, after]): Beside => [before, after]);
  return beside.length > 0 ? beside : undefined;
});

/**
 * Whether the search for strong marks is worth its while: that costs ten times as much as this. In any letter case.
 * @returns false where there is none, addresses of white labels and paths of the API aside
 */
export function mayBeMarked(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const hints = code < 128 ? BESIDE[code] : undefined;
    if (hints === undefined) continue;
    for (const [before, after] of hints) if (isAt(text, at + 1, after) && isAt(text, at - before.length, before)) return true;
  }
  return false;
}

function isAt(text: string, start: number, word: string): boolean {
  for (let step = 0; step < word.length; step += 1) if (small(text.charCodeAt(start + step)) !== word.charCodeAt(step)) return false;
  return true;
}

function small(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}
