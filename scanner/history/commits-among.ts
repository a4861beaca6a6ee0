// Asks git which of the given objects are commits.
import { runGit } from '../git/run-git.ts';
import type { Repository } from '../git/repository.ts';
import type { ObjectTable } from '../packs/object-table.ts';

/**
 * Filters objects by type, without reading their content.
 * @param numbers numbers of objects
 * @returns the numbers of the commits
 */
export async function filterCommits(
  { git }: Repository,
  objectTable: ObjectTable,
  numbers: ReadonlySet<number>,
): Promise<number[]> {
  if (numbers.size === 0) return [];
  const types = await runGit(
    git,
    ['cat-file', '--batch-check=%(objecttype)', '--buffer'],
    `${[...numbers].map((number) => objectTable.oid(number)).join('\n')}\n`,
  );
  const lines = types.toString('latin1').split('\n');
  return [...numbers].filter((_, at) => lines[at] === 'commit');
}
