// Selects the files of a commit range by named paths and patterns, and reports if that leaves none.
import { existsSync } from 'node:fs';
import type { Emptied, Skipped } from '../model/document.ts';
import type { NotLookedAt } from '../model/finding.ts';
import type { Repository } from '../git/repository.ts';
import type { ResolvedRange } from '../git/revisions.ts';
import type { CommitRange } from '../model/scan-target.ts';
import { runGit } from '../git/run-git.ts';
import { NamedPaths } from './named-paths.ts';
import type { PathFilter } from './path-filter.ts';

export class RangeFiles {
  readonly #repository: Repository;
  readonly #named: NamedPaths;
  readonly #filter: PathFilter | undefined;
  /** Named targets that some commit changes. */
  readonly #touched = new Set<string>();
  #isEverythingNamed: boolean;
  #included = 0;
  #excluded = 0;

  /** @param only files or folders to limit the range to, absolute; empty for everything */
  constructor(repository: Repository, only: readonly string[], filter: PathFilter | undefined) {
    this.#repository = repository;
    this.#named = new NamedPaths(repository.root, only);
    this.#filter = filter;
    this.#isEverythingNamed = only.length === 0;
  }

  /** Named paths that are not in the repository. */
  get elsewhere(): readonly NotLookedAt[] {
    return this.#named.elsewhere;
  }

  /**
   * @param path of a file that a commit changes
   * @returns whether it is scanned, excluded by a pattern, or not named
   */
  classify(path: string): 'named' | 'left out' | 'not named' {
    if (!this.#named.isNamed(path)) return 'not named';
    for (const target of this.#named.targets) if (this.#named.isBelowTarget(target, path)) this.#touched.add(target);
    if (this.#filter?.includes(this.#repository.root, path) === false) {
      this.#excluded += 1;
      return 'left out';
    }
    this.#included += 1;
    return 'named';
  }

  /**
   * Reports named targets without changes, once all files have been classified.
   * @param mayLeaveNothing whether the patterns may match no file of the repository
   */
  async *reportUntouched(range: ResolvedRange, mayLeaveNothing: boolean): AsyncGenerator<Emptied | Skipped> {
    const untouched = [...this.#named.targets].filter((target) => !this.#touched.has(target));
    for (const target of untouched) {
      if (existsSync(target) || (await this.#isInTrees(target, [...range.heads, ...range.bases]))) continue;
      yield {
        skipped: {
          path: target,
          reason: 'neither in the commits nor on disk',
          remedy: 'Check the spelling; paths are relative to the current folder.',
        },
      };
    }
    if (this.#included > 0) return;
    if (this.#excluded > 0 && this.#filter !== undefined) {
      const { hasMatchInTrees, describeNothingLeft } = await import('./nothing-left.ts');
      const canMatch = mayLeaveNothing || (await hasMatchInTrees(this.#repository, range.heads, this.#filter));
      yield describeNothingLeft(
        this.#repository.root,
        'file that the commits change',
        this.#excluded,
        canMatch,
        'files that the commits change',
      );
    } else if (!this.#isEverythingNamed) {
      yield { empty: { type: 'not-touched', message: 'no commit changes anything in what was named' } };
    }
  }

  async #isInTrees(target: string, commits: readonly string[]): Promise<boolean> {
    for (const commit of commits) {
      const args = [
        '--literal-pathspecs',
        'ls-tree',
        '-z',
        '--full-tree',
        '--name-only',
        commit,
        '--',
        ...this.#named.namesOf(target),
      ];
      if ((await runGit({ ...this.#repository.git, cwd: this.#repository.root }, args)).length > 0) return true;
    }
    return false;
  }
}

/** @returns a sentence that says why a range is empty */
export function describeEmptyRange(range: string | CommitRange): string {
  if (typeof range !== 'string') return 'no commit is new';
  const [, left = '', dots, right = ''] = /^(.*?)(\.{2,3})(?!\.)(.*)$/s.exec(range) ?? [];
  const [one, other] = [left, right].map((name) =>
    name === '' ? 'HEAD' : name.replace(/^([0-9a-f]{12})[0-9a-f]{28,52}$/, '$1'),
  );
  return dots === '...'
    ? `${one} and ${other} have the same commits`
    : `${other} has no commit that ${one} does not have`;
}
