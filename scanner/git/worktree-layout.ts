// Finds the git folders of linked working trees and submodules.
import { existsSync, lstatSync, readdirSync, readFileSync, type Dirent } from 'node:fs';
import path from 'node:path';
import type { Repository } from './repository.ts';
import { fromGit, gitText } from './run-git.ts';

/** The part of a git folder that belongs to one working tree: its HEAD, index and logs. */
export interface WorktreeFolder {
  /** Absolute path of the git folder: the repository's own, or one of its `worktrees/`. */
  readonly folder: string;
  /** Absolute path of the working tree; of the git folder if the tree is gone. */
  readonly root: string;
  /** Whether the repository was opened through this one. */
  readonly isCurrent: boolean;
}

/** The folder that all working trees of a repository share. */
export async function commonFolder(repository: Repository): Promise<string> {
  return (
    repository.commonFolder ?? fromGit(repository.git, await gitText(repository.git, ['rev-parse', '--git-common-dir']))
  );
}

/** @returns the working trees of a repository that have an index, including linked ones */
export async function worktreeFolders(repository: Repository): Promise<WorktreeFolder[]> {
  const [common, absolute] = await Promise.all([
    commonFolder(repository),
    repository.gitFolder ?? gitText(repository.git, ['rev-parse', '--absolute-git-dir']),
  ]);
  const current = fromGit(repository.git, absolute);
  const linked = namesIn(path.join(common, 'worktrees')).map((name) => path.join(common, 'worktrees', name));
  return [common, ...linked]
    .filter((folder) => existsSync(path.join(folder, 'index')))
    .map((folder) => ({
      folder,
      root: folder === common ? rootBeside(common) : rootOf(folder),
      isCurrent: folder === current,
    }));
}

function rootBeside(common: string): string {
  return path.basename(common) === '.git' ? path.dirname(common) : common;
}

/** A linked working tree is located by its `.git` file. It may be anywhere; its path is reported, never read. */
function rootOf(folder: string): string {
  try {
    return path.dirname(readFileSync(path.join(folder, 'gitdir'), 'utf8').trim());
  } catch {
    return folder;
  }
}

/** @returns absolute paths of the git folders of submodules inside a git folder, checked out or not */
export function moduleFolders(gitFolder: string): string[] {
  const found: string[] = [];
  const search = (folder: string): void => {
    for (const name of namesIn(folder)) {
      const inner = path.join(folder, name);
      if (existsSync(path.join(inner, 'HEAD')) && existsSync(path.join(inner, 'objects')))
        found.push(inner, ...moduleFolders(inner));
      else search(inner);
    }
  };
  search(path.join(gitFolder, 'modules'));
  return found;
}

/** Subfolders of a folder, links not followed. */
function namesIn(folder: string): string[] {
  return entriesIn(folder)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

/** A folder that cannot be listed is reported by the source that reads the git folder. */
function entriesIn(folder: string): Dirent[] {
  if (lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
