// Patterns for paths: the one dialect of settings, `--include`, `--exclude` and named patterns. docs/patterns.md
// describes it.
import { trimEndOf } from '../trim-end.ts';
import { endOfUnit, expandBraces } from './braces.ts';
import { PatternError } from './pattern-error.ts';
import { nameTest, type NameTest } from './segment.ts';

export { PatternError } from './pattern-error.ts';

/** Characters. No longer path can be opened on Linux. */
const LONGEST = 4096;
/** `**`: any number of folders, or none. */
const ANY_FOLDERS = Symbol('**');

type Part = NameTest | typeof ANY_FOLDERS;

/**
 * A pattern over paths, as fast-glob understands it, with one addition: what fits a folder fits all that is in it.
 * Comparing takes time in proportion to the lengths of pattern and path at worst, so both may come from strangers.
 */
export class PathPattern {
  /** Whether it begins where patterns begin. Else it is for names at any depth, since it has no slash. */
  readonly isAnchored: boolean;
  readonly #alternatives: readonly (readonly Part[])[];
  #last: { readonly path: string; readonly fits: boolean } | undefined;

  private constructor(isAnchored: boolean, alternatives: readonly (readonly Part[])[]) {
    this.isAnchored = isAnchored;
    this.#alternatives = isAnchored ? alternatives : alternatives.map((parts) => [ANY_FOLDERS, ...parts]);
  }

  /**
   * @throws PatternError for a pattern that is wrong, or that this dialect does not have
   */
  static parse(text: string): PathPattern {
    if (text.length > LONGEST) throw new PatternError(`is longer than ${LONGEST} characters`);
    if (/^!(?!\()/.test(text))
      throw new PatternError(
        'begins with "!", which cannot turn it around here; for a name that begins so write "\\!"',
      );
    const plain = trimEndOf(text.replace(/^\.?\/+/, ''), '/');
    const alternatives = expandBraces(plain)
      .filter((one) => one !== '' && !one.startsWith('/'))
      .map(partsOf);
    if (plain === '.' || alternatives.length === 0) throw new PatternError('names no file; for everything write "**"');
    // What looks like a pattern may be the very name: `pages/[id].js`.
    if (alternatives.length > 1 || /[^\w./ -]/.test(plain))
      alternatives.unshift(plain.split('/').map((name) => (given: string) => given === name));
    return new PathPattern(/^\.?\//.test(text) || plain.includes('/'), alternatives);
  }

  /**
   * @returns patterns without braces, which together fit what `text` does
   * @throws PatternError
   */
  static writeOut(text: string): string[] {
    return expandBraces(text);
  }

  /**
   * @param path with `/`, relative to where the pattern begins
   * @returns whether it fits, or a folder that it lies in
   */
  fits(path: string): boolean {
    // Files come with many findings, one after the other.
    if (this.#last?.path === path) return this.#last.fits;
    const names = path.split('/');
    const fits = this.#alternatives.some((parts) => follow(names, parts) === 'fits');
    this.#last = { path, fits };
    return fits;
  }

  /** @returns whether something in a folder may fit */
  mayFitIn(folder: string): boolean {
    const names = folder.split('/');
    return this.#alternatives.some((parts) => follow(names, parts) !== 'leaves');
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

/** Where names lead that come one within the other: to what fits, on the way to it, or away from it. */
type End = 'fits' | 'leads' | 'leaves';

function follow(names: readonly string[], parts: readonly Part[]): End {
  // For each beginning of the parts whether it fits the names so far.
  let fitting = withoutFolders([true], parts);
  for (const name of names) {
    const next: boolean[] = [];
    for (const [at, part] of parts.entries()) {
      if (fitting[at] !== true) continue;
      if (part === ANY_FOLDERS) next[at] = true;
      else if (part(name)) next[at + 1] = true;
    }
    fitting = withoutFolders(next, parts);
    // What fits so far is the path or a folder that it lies in.
    if (fitting[parts.length] === true) return 'fits';
  }
  return fitting.includes(true) ? 'leads' : 'leaves';
}

/** `**` may also be no folder at all. */
function withoutFolders(fitting: boolean[], parts: readonly Part[]): boolean[] {
  for (const [at, part] of parts.entries()) if (fitting[at] === true && part === ANY_FOLDERS) fitting[at + 1] = true;
  return fitting;
}
