/** Keeps a scan of a repository to the files and folders that were named, in the spelling of git. */
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import { topOf } from '../git/hook-environment.ts';
import type { NotLookedAt } from '../model/finding.ts';

export class NamedPaths {
  /** What was named and cannot be looked at here, for it belongs to another repository or to none. */
  readonly elsewhere: readonly NotLookedAt[];
  readonly #names: ReadonlyMap<string, readonly string[]>;
  readonly #isEverything: boolean;

  /**
   * @param root absolute path of the top of the repository
   * @param targets absolute paths; none for everything
   */
  constructor(root: string, targets: readonly string[]) {
    const top = real(root);
    const all = targets.map((target) => [target, namesOf(top, target)] as const);
    this.#isEverything = targets.length === 0;
    this.#names = new Map(all.filter(([, names]) => names.length > 0));
    this.elsewhere = all
      .filter(([, names]) => names.length === 0)
      .map(([target]) => ({
        path: target,
        reason: `it is not in the repository ${root}`,
        remedy: 'Name a folder of its own repository, and nothing else: then that one is looked at.',
      }));
  }

  /** Absolute paths of what was named and is in the repository. */
  get targets(): Iterable<string> {
    return this.#names.keys();
  }

  /** @param name `/`-separated path in the repository. @returns whether it was named, or a folder above it */
  takes(name: string): boolean {
    return this.#isEverything || [...this.#names.values()].some((names) => names.some((one) => isIn(one, name)));
  }

  /** @returns how git spells one of {@link targets}; empty for the top */
  namesOf(target: string): readonly string[] {
    return this.#names.get(target) ?? [];
  }

  /** The same for one of {@link targets}. */
  isOf(target: string, name: string): boolean {
    return this.#names.get(target)?.some((one) => isIn(one, name)) === true;
  }
}

function isIn(named: string, name: string): boolean {
  return named === '' || name === named || name.startsWith(`${named}/`);
}

/** As git has it: links on the way followed; a link that was named stands for itself and for what it leads to. */
function namesOf(top: string, target: string): string[] {
  const parent = real(path.dirname(target));
  const places = [path.join(parent, path.basename(target)), real(target)].filter((place) => isBelow(top, place));
  if (places.length === 0) return [];
  // Of a repository within this one git has here no more than its commit.
  const inner = topOf(parent);
  if (inner !== undefined && real(inner) !== top && isBelow(top, real(inner))) return [];
  return [...new Set(places.map((place) => path.relative(top, place).split(path.sep).join('/')))];
}

/** Links followed as far as the path is there. */
function real(name: string): string {
  if (existsSync(name) || path.dirname(name) === name) {
    try {
      return realpathSync(name);
    } catch {
      return name;
    }
  }
  return path.join(real(path.dirname(name)), path.basename(name));
}
