import { findRepository, headCommit, type Repository } from '../git/repository.ts';
import { tryGit } from '../git/run-git.ts';
import type { GitContext } from '../model/git-context.ts';
import { linkerFor } from '../git/forge.ts';
import { mask } from '../text/mask.ts';

/** What a report says of the repository it is about. */
export interface VersionControl {
  /** Its page on the forge that the remote names. */
  readonly home: string;
  /** Object id of HEAD. */
  readonly commit?: string;
  /** Absent for a detached HEAD. */
  readonly branch?: string;
}

/**
 * Asks git, so it is for reports that have a place for it.
 * @returns undefined where there is no repository, and where it has no known forge
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
