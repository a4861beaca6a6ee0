// The forge, commit and branch of the scanned repository.

import { findRepository, headCommit, type Repository } from '../git/repository.ts';
import { tryGit } from '../git/run-git.ts';
import type { GitContext } from '../model/git-context.ts';
import { linkerFor } from '../git/forge.ts';
import { mask } from '../text/mask.ts';

/** State of the repository that a report is about. */
export interface VersionControl {
  /** URL of the repository on the forge of its remote. */
  readonly home: string;
  /** Object id of HEAD. */
  readonly commit?: string;
  /** Absent for a detached HEAD. */
  readonly branch?: string;
}

/**
 * Runs git, so only formats that show the result call it.
 * @returns undefined outside of a repository, and for an unknown forge
 */
export async function versionControlOf(context: GitContext): Promise<VersionControl | undefined> {
  const repository = await findRepository(context).catch(() => undefined);
  if (repository === undefined) return undefined;
  const link = await linkerFor(repository);
  if (link === undefined) return undefined;
  const commit = await headCommit(repository).catch(() => undefined);
  const branch = await branchOf(repository);
  return {
    home: mask(link.home),
    ...(commit === undefined ? {} : { commit }),
    ...(branch === undefined ? {} : { branch: mask(branch) }),
  };
}

async function branchOf({ git }: Repository): Promise<string | undefined> {
  const { code, stdout } = await tryGit(git, ['symbolic-ref', '-q', '--short', 'HEAD']);
  const name = stdout.toString('utf8').trim();
  return code === 0 && name !== '' ? name : undefined;
}
