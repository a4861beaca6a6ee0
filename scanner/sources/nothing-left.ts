/** What is said where the user's patterns leave nothing: in order once, a mistake where they never fit. */
import type { Emptied, Skipped } from '../model/document.ts';
import { findRepository, type Repository } from '../git/repository.ts';
import { hookContext, runGit } from '../git/run-git.ts';
import { count } from '../text/numbers.ts';
import type { PathFilter } from './path-filter.ts';

/** What to do about patterns that leave nothing. */
export const PATTERN_REMEDY =
  'Check the patterns: "*.ts" fits names at any depth, "./src/**" begins in the current folder.';

/**
 * @param what what was left out, as a noun in the singular, e.g. `staged file`
 * @param number how many of them
 * @param fits whether the patterns fit any file that may be there another time; else a check never sees anything
 */
export function nothingLeft(
  root: string,
  what: string,
  number: number,
  fits: boolean,
  plural = `${what}s`,
): Emptied | Skipped {
  const all = count(number, what, plural);
  if (fits)
    return {
      empty: { type: 'left-out', message: `the patterns leave out ${number === 1 ? `the ${what}` : `all ${all}`}` },
    };
  const reason = `the patterns leave nothing to look at: ${all} left out, and no other fits`;
  return { skipped: { path: root, reason, remedy: PATTERN_REMEDY } };
}

/** Whether the patterns take any file of the index. */
export async function fitsIndex({ git, root }: Repository, filter: PathFilter): Promise<boolean> {
  return fits(await runGit(git, ['ls-files', '-z', '--full-name', '--', ':/']), root, filter);
}

/** The same of the repository of a folder; where there is none, nothing says that the patterns ever fit. */
export async function fitsAround(
  folder: string,
  env: NodeJS.ProcessEnv,
  filter: PathFilter,
  signal: AbortSignal,
): Promise<boolean> {
  const repository = await findRepository(hookContext(folder, env, signal)).catch(() => undefined);
  return repository !== undefined && !repository.bare && fitsIndex(repository, filter);
}

/** The same of the trees of commits. */
export async function fitsTrees(
  { git, root }: Repository,
  commits: readonly string[],
  filter: PathFilter,
): Promise<boolean> {
  for (const commit of commits) {
    if (fits(await runGit(git, ['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit]), root, filter))
      return true;
  }
  return false;
}

function fits(listed: Buffer, root: string, filter: PathFilter): boolean {
  return listed
    .toString('utf8')
    .split('\0')
    .some((name) => name !== '' && filter.takes(root, name));
}
