/** Keeps a range of commits to the files that were named and wanted, and says so where that leaves none. */
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
  /** Of what was named: what a commit changes something in. */
  readonly #touched = new Set<string>();
  #isNothingNamed: boolean;
  #taken = 0;
  #leftOut = 0;

  /** @param only files or folders to keep to, absolute; none for everything */
  constructor(repository: Repository, only: readonly string[], filter: PathFilter | undefined) {
    this.#repository = repository;
    this.#named = new NamedPaths(repository.root, only);
    this.#filter = filter;
    this.#isNothingNamed = only.length === 0;
  }

  /** What was named and is not in the repository. */
  get elsewhere(): readonly NotLookedAt[] {
    return this.#named.elsewhere;
  }

  /** @param path of a file that a commit changes. @returns whether it is looked at, or left out by a pattern */
  meet(path: string): 'named' | 'left out' | 'not named' {
    if (!this.#named.takes(path)) return 'not named';
    for (const target of this.#named.targets) if (this.#named.isOf(target, path)) this.#touched.add(target);
    if (this.#filter?.takes(this.#repository.root, path) === false) {
      this.#leftOut += 1;
      return 'left out';
    }
    this.#taken += 1;
    return 'named';
  }

  /**
   * Once all was met.
   * @param mayLeaveNothing whether the patterns may fit no file of the repository
   */
  async *untouched(range: ResolvedRange, mayLeaveNothing: boolean): AsyncGenerator<Emptied | Skipped> {
    const rest = [...this.#named.targets].filter((target) => !this.#touched.has(target));
    for (const target of rest) {
      if (existsSync(target) || (await this.#isInTrees(target, [...range.heads, ...range.bases]))) continue;
      yield {
        skipped: {
          path: target,
          reason: 'neither in the commits nor on disk',
          remedy: 'Check the spelling; paths are relative to the current folder.',
        },
      };
    }
    if (this.#taken > 0) return;
    if (this.#leftOut > 0 && this.#filter !== undefined) {
      const { fitsTrees, nothingLeft } = await import('./nothing-left.ts');
      const fits = mayLeaveNothing || (await fitsTrees(this.#repository, range.heads, this.#filter));
      yield nothingLeft(
        this.#repository.root,
        'file that the commits change',
        this.#leftOut,
        fits,
        'files that the commits change',
      );
    } else if (!this.#isNothingNamed) {
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

/** @returns why a range is empty, in words */
export function withoutCommits(range: string | CommitRange): string {
  if (typeof range !== 'string') return 'no commit is new';
  const [, left = '', dots, right = ''] = /^(.*?)(\.{2,3})(?!\.)(.*)$/s.exec(range) ?? [];
  const [one, other] = [left, right].map((name) =>
    name === '' ? 'HEAD' : name.replace(/^([0-9a-f]{12})[0-9a-f]{28,52}$/, '$1'),
  );
  return dots === '...'
    ? `${one} and ${other} have the same commits`
    : `${other} has no commit that ${one} does not have`;
}
