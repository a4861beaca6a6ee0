// A checksum of the current state of a repository, to recognise unchanged ones.

import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { findRepository } from '../../git/repository.ts';
import { runGit, tryGit } from '../../git/run-git.ts';
import type { GitContext } from '../../model/git-context.ts';
import { withoutBlockingGitignore } from '../../sources/blocking-gitignore.ts';

/**
 * A checksum of refs, HEAD, objects, index, and the sizes and times of files on disk. A changed state is scanned again.
 * @returns hex; undefined if it cannot be determined, so the repository is scanned
 */
export async function stateOf(
  folder: string,
  env: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const context: GitContext = { cwd: folder, env, ...(signal === undefined ? {} : { signal }) };
  try {
    const repository = await findRepository(context);
    if (repository === undefined) return undefined;
    const git = { ...context, cwd: repository.root };
    const hash = createHash('sha256');
    // In parallel: with thousands of small repositories, waiting for git takes most of the time.
    const answers = await Promise.all([
      runGit(git, ['for-each-ref', '--format=%(objectname) %(refname)']),
      tryGit(git, ['symbolic-ref', '-q', 'HEAD']).then(({ stdout }) => stdout),
      tryGit(git, ['rev-parse', '--verify', '-q', 'HEAD']).then(({ stdout }) => stdout),
      runGit(git, ['count-objects', '-v']),
    ]);
    for (const answer of answers) hash.update(answer);
    if (repository.bare) return hash.digest('hex');
    hash.update(await runGit(git, ['ls-files', '--stage', '-z']));
    const files = await withoutBlockingGitignore(repository.root, signal, (ended) =>
      runGit({ ...git, signal: ended }, ['ls-files', '-z', '--cached', '--others']),
    );
    for (const name of files.toString('utf8').split('\0')) {
      const stat =
        name === '' ? undefined : lstatSync(path.join(repository.root, name), { bigint: true, throwIfNoEntry: false });
      if (stat !== undefined) hash.update(`${name}\0${stat.size} ${stat.mtimeNs} ${stat.ctimeNs}\n`);
    }
    return hash.digest('hex');
  } catch {
    return undefined;
  }
}
