// Blanks comments and strings in JavaScript, so that the rest can be searched safely.

/** Tokens after which a slash begins a regular expression, not a division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|new|void))\s*$/;

/**
 * The code of a JavaScript or TypeScript file with everything else blanked: comments, and the contents of strings,
 * templates and regular expressions. Offsets and line breaks stay.
 * @returns undefined for unterminated input, because nothing is certain then
 */
export function maskCode(source: string): string | undefined {
  let masked = '';
  for (let at = 0; at < source.length;) {
    const length = lengthOfText(source, at, masked);
    if (length === undefined) return undefined;
    if (length === 0) {
      masked += source[at];
      at += 1;
      continue;
    }
    const text = source.slice(at, at + length);
    const isComment = text.startsWith('//') || text.startsWith('/*');
    masked += isComment ? blank(text) : text[0] + blank(text.slice(1, -1)) + text.at(-1)!;
    at += length;
  }
  return masked;
}

function lengthOfText(source: string, at: number, before: string): number | undefined {
  const two = source.slice(at, at + 2);
  if (two === '//') return (source.indexOf('\n', at) + 1 || source.length + 1) - 1 - at;
  if (two === '/*') return closed(source.indexOf('*/', at + 2), 2, at);
  const char = source[at]!;
  if (char === '"' || char === "'" || char === '`') return quoted(source, at, char);
  if (char === '/' && BEFORE_REGEX.test(before))
    return matched(/\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+\//y, source, at);
  return 0;
}

function quoted(source: string, at: number, quote: string): number | undefined {
  if (quote !== '`')
    return matched(quote === '"' ? /"(?:\\[\s\S]|[^"\\\n])*"/y : /'(?:\\[\s\S]|[^'\\\n])*'/y, source, at);
  // Simple code inside a template counts as text; with nested braces or backticks, nothing is certain.
  return matched(/`(?:\\[\s\S]|\$\{[^`{}]*\}|\$(?!\{)|[^`\\$])*`/y, source, at);
}

function matched(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.exec(source)?.[0].length;
}

function closed(end: number, width: number, at: number): number | undefined {
  return end < 0 ? undefined : end + width - at;
}

function blank(text: string): string {
  return text.replace(/[^\r\n]/g, ' ');
}
