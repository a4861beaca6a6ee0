// Path patterns: the dialect of settings, `--include`, `--exclude` and path arguments, described in docs/patterns.md.
import { trimEndOf } from '../trim-end.ts';
import { endOfUnit, expandBraces } from './braces.ts';
import { PatternError } from './pattern-error.ts';
import { nameTest, type NameTest } from './segment.ts';

export { PatternError } from './pattern-error.ts';

/** Maximum length in characters; Linux cannot open a longer path. */
const MAX_LENGTH = 4096;
/** `**`: any number of directories, including none. */
const ANY_FOLDERS = Symbol('**');

type Part = NameTest | typeof ANY_FOLDERS;

/**
 * A path pattern, as in fast-glob, with one addition: a pattern that matches a directory matches everything in it.
 * Matching time is at most proportional to the product of the lengths of pattern and path, so both may be untrusted.
 */
export class PathPattern {
  /** Whether the pattern is relative to the base directory. A pattern without a slash matches names at any depth. */
  readonly isAnchored: boolean;
  readonly #alternatives: readonly (readonly Part[])[];
  #last: { readonly path: string; readonly matches: boolean } | undefined;

  private constructor(isAnchored: boolean, alternatives: readonly (readonly Part[])[]) {
    this.isAnchored = isAnchored;
    this.#alternatives = isAnchored ? alternatives : alternatives.map((parts) => [ANY_FOLDERS, ...parts]);
  }

  /** @throws PatternError for an invalid pattern, or one that this dialect does not support */
  static parse(text: string): PathPattern {
    if (text.length > MAX_LENGTH) throw new PatternError(`is longer than ${MAX_LENGTH} characters`);
    if (/^!(?!\()/.test(text))
      throw new PatternError(
        'begins with "!", which cannot turn it around here; for a name that begins so write "\\!"',
      );
    const plain = trimEndOf(text.replace(/^\.?\/+/, ''), '/');
    const alternatives = expandBraces(plain)
      .filter((one) => one !== '' && !one.startsWith('/'))
      .map(partsOf);
    if (plain === '.' || alternatives.length === 0) throw new PatternError('names no file; for everything write "**"');
    // A text that looks like a pattern may be a literal name: `pages/[id].js`.
    if (alternatives.length > 1 || /[^\w./ -]/.test(plain))
      alternatives.unshift(plain.split('/').map((name) => (given: string) => given === name));
    return new PathPattern(/^\.?\//.test(text) || plain.includes('/'), alternatives);
  }

  /**
   * @returns patterns without braces that together match what `text` matches
   * @throws PatternError
   */
  static expand(text: string): string[] {
    return expandBraces(text);
  }

  /**
   * @param path path with `/`, relative to the base directory
   * @returns whether the path or one of its parent directories matches
   */
  matches(path: string): boolean {
    // Many findings of the same file are checked one after the other.
    if (this.#last?.path === path) return this.#last.matches;
    const names = path.split('/');
    const matches = this.#alternatives.some((parts) => follow(names, parts) === 'matches');
    this.#last = { path, matches };
    return matches;
  }

  /** @returns whether anything in a directory may match */
  mayMatchIn(folder: string): boolean {
    const names = folder.split('/');
    return this.#alternatives.some((parts) => follow(names, parts) !== 'none');
  }
}

/** @param pattern without braces */
function partsOf(pattern: string): Part[] {
  const segments = segmentsOf(pattern);
  return segments.flatMap((segment, at): Part[] => {
    if (segment !== '**') return [nameTest(segment, at === segments.length - 1)];
    return segments[at - 1] === '**' ? [] : [ANY_FOLDERS];
  });
}

function segmentsOf(pattern: string): string[] {
  const segments = [''];
  let depth = 0;
  for (let at = 0; at < pattern.length;) {
    const end = endOfUnit(pattern, at);
    const unit = pattern.slice(at, end);
    if (unit === '(') depth += 1;
    else if (unit === ')') depth -= 1;
    if (unit.includes('/') && (unit !== '/' || depth > 0))
      throw new PatternError('has a "/" in parentheses, in "[…]" or behind "\\"; only braces can hold one');
    if (unit === '/') segments.push('');
    else segments.push(segments.pop()! + unit);
    at = end;
  }
  if (segments.some((segment) => segment === '.' || segment === '..'))
    throw new PatternError('has "." or ".." between slashes, which no path has here');
  return segments.filter((segment) => segment !== '');
}

/** Result for a path so far: it matches, its descendants may match, or nothing below it can match. */
type FollowResult = 'matches' | 'mayMatchBelow' | 'none';

function follow(names: readonly string[], parts: readonly Part[]): FollowResult {
  // For each prefix of the parts, whether it matches the names so far.
  let fitting = withoutFolders([true], parts);
  for (const name of names) {
    const next: boolean[] = [];
    for (const [at, part] of parts.entries()) {
      if (fitting[at] !== true) continue;
      if (part === ANY_FOLDERS) next[at] = true;
      else if (part(name)) next[at + 1] = true;
    }
    fitting = withoutFolders(next, parts);
    // The match so far is the path itself or one of its parent directories.
    if (fitting[parts.length] === true) return 'matches';
  }
  return fitting.includes(true) ? 'mayMatchBelow' : 'none';
}

/** `**` also matches no directory at all. */
function withoutFolders(fitting: boolean[], parts: readonly Part[]): boolean[] {
  for (const [at, part] of parts.entries()) if (fitting[at] === true && part === ANY_FOLDERS) fitting[at + 1] = true;
  return fitting;
}
