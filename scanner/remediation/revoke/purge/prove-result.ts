// Proves that no value is left in a rewritten clone, and that git finds nothing wrong with it.

import { runGit, tryGit } from '../../../git/run-git.ts';
import type { GitContext } from '../../../model/git-context.ts';
import type { Edits } from './edits.ts';
import { eachObject } from './history-objects.ts';

const FSCK = ['fsck', '--full', '--no-dangling', '--no-progress'];

/** @returns ids of all objects of the clone, reachable or not, that still hold a value */
export async function findLeft(clone: GitContext, edits: Edits): Promise<readonly string[]> {
  const listed = await runGit(clone, ['cat-file', '--batch-all-objects', '--batch-check=%(objectname)']);
  const ids = listed.toString('latin1').split('\n').filter(Boolean);
  const left: string[] = [];
  await eachObject(clone, ids, ({ oid }, bytes) => {
    if (edits.holds(bytes)) left.push(oid);
  });
  return left;
}

/**
 * Runs `git fsck` on the clone.
 * @param original context of the original repository: what git says about that as well is no damage
 * @returns what is wrong, in git's words
 */
export async function findDamage(clone: GitContext, original: GitContext): Promise<readonly string[]> {
  const found = await complaints(clone);
  if (found.length === 0) return [];
  const known = new Set((await complaints(original)).map(withoutIds));
  return found.filter((line) => !known.has(withoutIds(line)));
}

async function complaints(git: GitContext): Promise<string[]> {
  const { code, stdout, stderr } = await tryGit(git, FSCK);
  if (code === 0) return [];
  const lines = `${stdout.toString('utf8')}\n${stderr}`.split('\n').filter((line) => line !== '');
  return lines.length === 0 ? [`git fsck ended with ${code}`] : lines;
}

function withoutIds(line: string): string {
  return line.replace(/[0-9a-f]{40}/g, '');
}
