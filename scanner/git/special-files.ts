import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync, type Dirent } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { Failure } from '../failure.ts';
import type { GitContext } from './run.ts';

/** The largest `.git` file or configuration that is read, in bytes. */
const LARGEST = 1024 * 1024;
/** Configuration files that name others are followed this far. */
const MOST_INCLUDES = 10;
/** Repositories of their own, or no business of git's. */
const ELSEWHERE = new Set(['modules', 'lfs', 'hooks']);

const checked = new WeakSet<object>();

/**
 * git opens whatever lies where it expects a file, and at a pipe it waits for ever; a device like `/dev/zero` never
 * ends. No repository has such a thing, so one that has is not read at all.
 * @throws Failure that names it
 */
export function refuseSpecialFiles(context: Pick<GitContext, 'cwd' | 'hook'>): void {
  const { cwd, hook } = context;
  // A hook is run by a git that has opened all of it and come back.
  if (hook?.['GIT_INDEX_FILE'] !== undefined || checked.has(context)) return;
  checked.add(context);
  const folder = hook?.['GIT_DIR'] ?? gitFolderOf(cwd);
  if (folder === undefined) return;
  refuseIn(folder);
  const common = textOf(path.join(folder, 'commondir'))?.trim();
  if (common === undefined) return;
  // A linked working tree's folder lies in that of its repository; what lies elsewhere would show another one.
  const shared = path.resolve(folder, common);
  if (!isWorktreeOf(shared, folder)) throw new Failure(`${folder} takes its objects and refs from ${shared}, which it is no part of`, `Scan that repository, or remove ${path.join(folder, 'commondir')}.`);
  refuseIn(shared);
}

/** Whether a path, links followed, is a pipe, a socket or a device. */
export function isSpecial(file: string): boolean {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat !== undefined && !stat.isFile() && !stat.isDirectory();
}

/** @throws Failure when a file of git's, or one that its configuration names, is a pipe or a device */
function refuseIn(folder: string): void {
  const folders = [folder];
  for (let inside = folders.pop(); inside !== undefined; inside = folders.pop()) {
    for (const entry of list(inside)) {
      const full = path.join(inside, entry.name);
      if (entry.isDirectory()) {
        if (inside !== folder || !ELSEWHERE.has(entry.name)) folders.push(full);
        // The daemon that watches files for git listens there; a socket cannot be opened anyway.
      } else if (!entry.isFile() && !entry.isSocket() && isSpecialSafely(full)) throw refusal(full);
    }
  }
  for (const name of ['config', 'config.worktree']) refuseNamed(path.join(folder, name), MOST_INCLUDES);
}

/** The same for files that a configuration names: ignored files, attributes, other configurations. */
function refuseNamed(config: string, left: number): void {
  for (const line of textOf(config)?.split('\n') ?? []) {
    const value = /=\s*"?([^"]*?)"?\s*$/.exec(line)?.[1] ?? '';
    if (!value.includes('/') || value === '/dev/null') continue;
    const named = path.resolve(path.dirname(config), value.replace(/^~(?=\/)/, homedir()));
    if (isSpecialSafely(named)) throw refusal(named);
    if (left > 0 && /^\s*path\s*=/i.test(line)) refuseNamed(named, left - 1);
  }
}

/** Whether a git folder is that of a linked working tree of another one. */
function isWorktreeOf(outer: string, inner: string): boolean {
  try {
    const relative = path.relative(realpathSync(outer), realpathSync(inner));
    return relative.split(path.sep)[0] === 'worktrees';
  } catch {
    return false;
  }
}

function refusal(file: string): Failure {
  return new Failure(`${file} is a pipe or a device: git would wait for it for ever`, 'Remove it, or what leads to it; git makes no such thing.');
}

function isSpecialSafely(file: string): boolean {
  try {
    return isSpecial(file);
  } catch {
    // What cannot be asked about cannot be opened either.
    return false;
  }
}

/** Where git will look: `.git` in the folder or above it, or the folder itself when it is bare. */
function gitFolderOf(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = path.dirname(folder)) {
    const found = path.join(folder, '.git');
    const stat = lstatSync(found, { throwIfNoEntry: false });
    if (stat !== undefined) {
      if (isSpecialSafely(found)) throw refusal(found);
      const named = /^gitdir: (.+)/.exec(textOf(found) ?? '')?.[1]?.trim();
      return named === undefined ? found : path.resolve(folder, named);
    }
    if (['HEAD', 'objects', 'refs'].every((name) => existsSync(path.join(folder, name)))) return folder;
    if (path.dirname(folder) === folder) return undefined;
  }
}

/** @returns the text of a regular file of bounded size */
function textOf(file: string): string | undefined {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= LARGEST ? readFileSync(file, 'utf8') : undefined;
  } catch {
    return undefined;
  }
}

function list(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
