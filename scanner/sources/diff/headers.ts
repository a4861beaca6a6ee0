// Parses the header lines of a unified diff: hunk ranges, file names and commits. Strings are latin-1, one character a
// byte.

/** The position of a hunk: first line and number of lines on each old side and on the new side. */
export interface HunkHeader {
  /** One for each parent; a combined diff of a merge has several. */
  readonly old: readonly Span[];
  readonly now: Span;
}

interface Span {
  readonly start: number;
  readonly count: number;
}

/** @returns undefined for a line that starts no hunk */
export function readHunkHeader(line: string): HunkHeader | undefined {
  const match = /^(@{2,})((?: -\d+(?:,\d+)?)+) \+(\d+)(?:,(\d+))? (@{2,})/.exec(line);
  if (match === null || match[1] !== match[5]) return undefined;
  const old = match[2]!
    .trim()
    .split(' ')
    .map((part) => asSpan(part.slice(1).split(',')));
  if (old.length !== match[1]!.length - 1) return undefined;
  return { old, now: asSpan([match[3], match[4]]) };
}

function asSpan([start, count]: readonly (string | undefined)[]): Span {
  return { start: Number(start), count: count === undefined ? 1 : Number(count) };
}

/** @returns the commit in a header line of `git log` or `git format-patch` */
export function readCommitLine(line: string): string | undefined {
  return /^(?:commit|From) ([0-9a-f]{64}|[0-9a-f]{40})(?![0-9a-f])/.exec(line)?.[1];
}

/**
 * Reads the name after `---`, `+++` or `rename to`.
 * @param text the rest of the line after the keyword and a space
 */
export function readName(text: string): string {
  if (text.startsWith('"')) return unquote(text).name;
  // `diff -u` appends a tab and the time; git appends a tab to a name with a space.
  const tab = text.indexOf('\t');
  return tab < 0 ? text : text.slice(0, tab);
}

/**
 * Reads the two names after `diff --git`.
 * @returns undefined if they differ in more than the prefix; other header lines then give the names
 */
export function readGitNames(text: string): [old: string, now: string] | undefined {
  if (text.startsWith('"')) {
    const first = unquote(text);
    return [first.name, readName(text.slice(first.end + 2))];
  }
  const middle = (text.length - 1) / 2;
  if (text[middle] !== ' ') return undefined;
  const [old, now] = [text.slice(0, middle), text.slice(middle + 1)];
  return old === now || old.slice(2) === now.slice(2) ? [old, now] : undefined;
}

const ESCAPES: Readonly<Record<string, number>> = { a: 7, b: 8, t: 9, n: 10, v: 11, f: 12, r: 13, '"': 34, '\\': 92 };

/**
 * Decodes git's C-style quoting of a name: `"b/\303\274.ts"`.
 * @returns the name, and the position of the closing quote
 */
function unquote(text: string): { name: string; end: number } {
  let name = '';
  let at = 1;
  for (; at < text.length && text[at] !== '"'; at += 1) {
    if (text[at] !== '\\') {
      name += text[at]!;
      continue;
    }
    const octal = /^[0-3][0-7]{2}/.exec(text.slice(at + 1, at + 4))?.[0];
    name += String.fromCharCode(
      octal === undefined ? (ESCAPES[text[at + 1] ?? ''] ?? text.charCodeAt(at + 1)) : Number.parseInt(octal, 8),
    );
    at += octal === undefined ? 1 : 3;
  }
  return { name, end: at };
}

/** Prefixes of names: `a/` and `b/`, and those of diff.mnemonicPrefix for index, work tree, commit and object. */
const PREFIX = /^[abciow12]\//;

/** Names of a file on both sides; undefined on a side without the file. */
export interface Sides {
  readonly old: string | undefined;
  readonly now: string | undefined;
}

/** Removes the prefixes if both names have them, and decodes the names as UTF-8. */
export function parseSides(old: string | undefined, now: string | undefined): Sides {
  const [before, after] = [old, now].map((name) => (name === '/dev/null' ? undefined : name));
  const isPrefixed =
    [before, after].every((name) => name === undefined || PREFIX.test(name)) && before?.[0] !== after?.[0];
  const plain = (name: string | undefined) =>
    name === undefined ? undefined : Buffer.from(isPrefixed ? name.slice(2) : name, 'latin1').toString('utf8');
  return { old: plain(before), now: plain(after) };
}
