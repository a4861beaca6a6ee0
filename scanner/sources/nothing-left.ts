// Reports that the user's patterns excluded every file: fine once, an error if they can never match.
import type { Emptied, Skipped } from '../model/document.ts';
import { findRepository, type Repository } from '../git/repository.ts';
import { hookContext, runGit } from '../git/run-git.ts';
import { count } from '../text/numbers.ts';
import type { PathFilter } from './path-filter.ts';

/** What to do about patterns that exclude everything. */
export const PATTERN_REMEDY =
  'Check the patterns: "*.ts" fits names at any depth, "./src/**" begins in the current folder.';

/**
 * @param what noun in the singular for an excluded file, for example `staged file`
 * @param number how many files were excluded
 * @param canMatch whether the patterns match any file that may come another time; otherwise the check never scans
 *   anything
 */
export function describeNothingLeft(
  root: string,
  what: string,
  number: number,
  canMatch: boolean,
  plural = `${what}s`,
): Emptied | Skipped {
  const all = count(number, what, plural);
  if (canMatch)
    return {
      empty: { type: 'left-out', message: `the patterns leave out ${number === 1 ? `the ${what}` : `all ${all}`}` },
    };
  const reason = `the patterns leave nothing to scan: ${all} left out, and no other fits`;
  return { skipped: { path: root, reason, remedy: PATTERN_REMEDY } };
}

/** Whether the patterns match any file of the index. */
export async function hasMatchInIndex({ git, root }: Repository, filter: PathFilter): Promise<boolean> {
  return hasMatch(await runGit(git, ['ls-files', '-z', '--full-name', '--', ':/']), root, filter);
}

/** Whether the patterns match any file in the index of the folder's repository; false without a repository. */
export async function hasMatchInRepository(
  folder: string,
  env: NodeJS.ProcessEnv,
  filter: PathFilter,
  signal: AbortSignal,
): Promise<boolean> {
  const repository = await findRepository(hookContext(folder, env, signal)).catch(() => undefined);
  return repository !== undefined && !repository.bare && hasMatchInIndex(repository, filter);
}

/** Whether the patterns match any file in the trees of the commits. */
export async function hasMatchInTrees(
  { git, root }: Repository,
  commits: readonly string[],
  filter: PathFilter,
): Promise<boolean> {
  for (const commit of commits) {
    if (hasMatch(await runGit(git, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]), root, filter))
      return true;
  }
  return false;
}

function hasMatch(listed: Buffer, root: string, filter: PathFilter): boolean {
  return listed
    .toString('utf8')
    .split('\0')
    .some((name) => name !== '' && filter.includes(root, name));
}
