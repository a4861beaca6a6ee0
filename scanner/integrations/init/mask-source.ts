/** What ends before a slash that begins a regular expression and not a division. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{};+\-*%~^<>]|\b(?:return|typeof|case|in|of|new|void))\s*$/;

/**
 * The code of a JavaScript or TypeScript file with everything that is not code blanked: comments, and
 * what stands inside strings, templates and regular expressions. Offsets and line breaks stay.
 * @returns undefined where something has no end: then nothing is certain
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
  // Simple code inside of a template is text to us; with braces or backticks in it nothing is certain.
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
