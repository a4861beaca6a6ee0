// Limits a scan of a repository to the named files and folders, spelled as git spells them.
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import { topOf } from '../git/hook-environment.ts';
import type { NotLookedAt } from '../model/finding.ts';

export class NamedPaths {
  /** Named paths that cannot be scanned here: they belong to another repository, or to none. */
  readonly elsewhere: readonly NotLookedAt[];
  readonly #names: ReadonlyMap<string, readonly string[]>;
  readonly #isEverything: boolean;

  /**
   * @param root absolute path of the top of the repository
   * @param targets absolute paths; empty for everything
   */
  constructor(root: string, targets: readonly string[]) {
    const top = resolveLinks(root);
    const all = targets.map((target) => [target, namesOf(top, target)] as const);
    this.#isEverything = targets.length === 0;
    this.#names = new Map(all.filter(([, names]) => names.length > 0));
    this.elsewhere = all
      .filter(([, names]) => names.length === 0)
      .map(([target]) => ({
        path: target,
        reason: `it is not in the repository ${root}`,
        remedy: 'Name a folder of its own repository, and nothing else: then that one is scanned.',
      }));
  }

  /** Absolute paths of the named files and folders that are in the repository. */
  get targets(): Iterable<string> {
    return this.#names.keys();
  }

  /**
   * @param name `/`-separated path in the repository
   * @returns whether the path or a folder above it was named
   */
  isNamed(name: string): boolean {
    return (
      this.#isEverything || [...this.#names.values()].some((names) => names.some((one) => isSameOrBelow(one, name)))
    );
  }

  /** @returns git's spellings of one of {@link targets}; the empty string is the top */
  namesOf(target: string): readonly string[] {
    return this.#names.get(target) ?? [];
  }

  /** Whether a path is one of {@link targets}, or below it. */
  isBelowTarget(target: string, name: string): boolean {
    return this.#names.get(target)?.some((one) => isSameOrBelow(one, name)) === true;
  }
}

function isSameOrBelow(named: string, name: string): boolean {
  return named === '' || name === named || name.startsWith(`${named}/`);
}

/** Git's spelling: links in the parent path resolved. A named link stands for itself and for its target. */
function namesOf(top: string, target: string): string[] {
  const parent = resolveLinks(path.dirname(target));
  const places = [path.join(parent, path.basename(target)), resolveLinks(target)].filter((place) =>
    isBelow(top, place),
  );
  if (places.length === 0) return [];
  // Of a nested repository, git stores only the commit here.
  const inner = topOf(parent);
  if (inner !== undefined && resolveLinks(inner) !== top && isBelow(top, resolveLinks(inner))) return [];
  return [...new Set(places.map((place) => path.relative(top, place).split(path.sep).join('/')))];
}

/** Resolves links as far as the path exists. */
function resolveLinks(name: string): string {
  if (existsSync(name) || path.dirname(name) === name) {
    try {
      return realpathSync(name);
    } catch {
      return name;
    }
  }
  return path.join(resolveLinks(path.dirname(name)), path.basename(name));
}
