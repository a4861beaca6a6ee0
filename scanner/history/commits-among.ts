import { runGit } from '../git/run-git.ts';
import type { Repository } from '../git/repository.ts';
import type { ObjectTable } from '../packs/object-table.ts';

/** @param numbers of objects @returns those that are commits, as git tells it without reading them */
export async function commitsAmong(
  { git }: Repository,
  known: ObjectTable,
  numbers: ReadonlySet<number>,
): Promise<number[]> {
  if (numbers.size === 0) return [];
  const types = await runGit(
    git,
    ['cat-file', '--batch-check=%(objecttype)', '--buffer'],
    `${[...numbers].map((number) => known.oid(number)).join('\n')}\n`,
  );
  const lines = types.toString('latin1').split('\n');
  return [...numbers].filter((_, at) => lines[at] === 'commit');
}
