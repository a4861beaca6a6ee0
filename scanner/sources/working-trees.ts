// Asks git which files of a folder's working tree to scan, and refuses repositories that only claim the folder.
import { realpathSync } from 'node:fs';
import { commonFolder } from '../git/worktree-layout.ts';
import { findRepositoryFast, type Repository } from '../git/repository.ts';
import { gitFailure, tooOld, tryGit } from '../git/run-git.ts';
import { isBelow } from '../io/containment.ts';
import { Failure } from '../model/failure.ts';
import { commandLine } from '../text/command-line.ts';
import { withoutBlockingGitignore } from './blocking-gitignore.ts';
import { hasAnyOnDisk, LIST_FILES, parseListing, type GitListing } from './git-listing.ts';
import { findUnlistedFiles } from './unlisted-files.ts';

export class WorkingTrees {
  readonly #target: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #isIgnoredToo: boolean;
  /** The target and the git folder of its repository, links resolved: repositories elsewhere are not trusted. */
  readonly #own: string[] = [];

  /**
   * @param target absolute path as the user named it
   * @param isIgnoredToo whether files that git ignores are wanted as well
   */
  constructor(target: string, env: NodeJS.ProcessEnv, isIgnoredToo: boolean) {
    this.#target = target;
    this.#env = env;
    this.#isIgnoredToo = isIgnoredToo;
  }

  /** @returns paths relative to `root`; undefined if no git working tree is responsible for the folder */
  async list(folder: string, signal: AbortSignal): Promise<GitListing | undefined> {
    const repository = await findRepositoryFast({ cwd: folder, env: this.#env, signal });
    if (repository === undefined || !(await this.#isOwn(repository, folder))) return undefined;
    if (repository.bare) {
      const isWithin = isBelow(realpathSync(repository.root), realpathSync(folder));
      const reason = isWithin
        ? 'is a bare repository, or lies in a git folder: it has no working tree'
        : 'is not the working tree of its own repository, whose settings name another one (core.worktree)';
      throw new Failure(
        `${folder} ${reason}`,
        `Scan what the repository holds: ${commandLine(['scan', '--history', folder])}`,
      );
    }
    const args = this.#isIgnoredToo ? LIST_FILES : [...LIST_FILES, '--exclude-standard'];
    const { code, stdout, stderr } = await withoutBlockingGitignore(folder, signal, (listSignal) =>
      tryGit({ ...repository.git, cwd: folder, signal: listSignal }, args),
    );
    if (code !== 0) throw (await tooOld(repository.git)) ?? gitFailure(folder, args, { code, stderr });
    const files = parseListing(stdout);
    // A folder that git ignores entirely, such as a virtual environment, is scanned if the user named it. A nested
    // repository could have been made to ignore everything.
    if (!hasAnyOnDisk(repository.root, folder, files)) return undefined;
    if (stderr === '') return { root: repository.root, files, skipped: [] };
    const unlistedFiles = await findUnlistedFiles(repository, folder, files, this.#isIgnoredToo, signal);
    return { root: repository.root, files: [...files, ...unlistedFiles.files], skipped: unlistedFiles.skipped };
  }

  /** A nested `.git` may be a file or link to a repository anywhere, which would then decide what is ignored. */
  async #isOwn(repository: Repository, folder: string): Promise<boolean> {
    const common = realpathSync(await commonFolder(repository));
    if (folder === this.#target) this.#own.push(realpathSync(folder), common);
    return this.#own.some((one) => isBelow(one, common));
  }
}
