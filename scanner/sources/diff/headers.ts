/**
 * Reads the lines of a unified diff that say which file and which lines follow. Text is latin-1, so that it is bytes.
 */

/** Where a hunk stands: first line and number of lines of each old side, and of the new one. */
export interface HunkHeader {
  /** One for each parent: more than one in the combined diff of a merge. */
  readonly old: readonly Span[];
  readonly now: Span;
}

interface Span {
  readonly start: number;
  readonly count: number;
}

/** @returns undefined for a line that begins no hunk */
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

/** @returns the commit that a line of `git log` or `git format-patch` announces */
export function readCommitLine(line: string): string | undefined {
  return /^(?:commit|From) ([0-9a-f]{64}|[0-9a-f]{40})(?![0-9a-f])/.exec(line)?.[1];
}

/** The name behind `---`, `+++` or `rename to`. @param text what follows the keyword and a space */
export function readName(text: string): string {
  if (text.startsWith('"')) return unquote(text).name;
  // diff -u writes the time behind a tab; git a bare tab behind a name with a space.
  const tab = text.indexOf('\t');
  return tab < 0 ? text : text.slice(0, tab);
}

/**
 * The two names behind `diff --git`; undefined where they are not the same but for the prefix, for then other lines
 * tell.
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

/** Undoes git's quoting of a name in the way of C: `"b/\303\274.ts"`. @returns it, and where the last quote stands */
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

/**
 * What git and people put before names: `a/` and `b/`, and with diff.mnemonicPrefix index, work tree, commit, object.
 */
const PREFIX = /^[abciow12]\//;

/** Names of a file on both sides; undefined on the side that has none. */
export interface Sides {
  readonly old: string | undefined;
  readonly now: string | undefined;
}

/** Takes off the prefixes, where both names have them, and makes text of the bytes. */
export function plainSides(old: string | undefined, now: string | undefined): Sides {
  const [before, after] = [old, now].map((name) => (name === '/dev/null' ? undefined : name));
  const isPrefixed =
    [before, after].every((name) => name === undefined || PREFIX.test(name)) && before?.[0] !== after?.[0];
  const plain = (name: string | undefined) =>
    name === undefined ? undefined : Buffer.from(isPrefixed ? name.slice(2) : name, 'latin1').toString('utf8');
  return { old: plain(before), now: plain(after) };
}
