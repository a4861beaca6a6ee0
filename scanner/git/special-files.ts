// Rejects repositories in which git would hang: on a pipe, a device, a huge file or a loop of links.
import { realpathSync, statSync, type Dirent, type Stats } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import { Failure } from '../model/failure.ts';
import { listFolder } from '../io/list-folder.ts';
import { fromBytes, toDisplay, toSystem } from '../io/system-path.ts';
import { alternatesIn, realAlternate } from './alternates.ts';
import { commonFolderOf, discover, smallFile, type Discovery } from './discovery.ts';
import type { GitContext } from '../model/git-context.ts';
import { pathsNamedBy } from './git-config-paths.ts';

/** The largest file that git may read as a whole. Bytes. */
const MAX_READ_WHOLE = 64 * 1024 * 1024;
/** The largest file that git may read line by line. Bytes. */
const MAX_LIST = 1024 * 1024 * 1024;
/** No repository has more folders. */
const MAX_FOLDERS = 500_000;
/** Folders that are repositories of their own, or that git does not read. */
const SKIPPED_FOLDERS = new Set(['modules', 'lfs', 'hooks']);
/** Folders where git follows links, and folders that it never enters. */
const FOLLOWS_LINKS = /^(?:refs|logs|objects|info|worktrees)(?:\/|$)/;
const TOO_DEEP = /^(?:objects\/[^/]+|info)\/./s;
/** Files in a git folder that git reads as a whole. */
const READ_WHOLE =
  /^(?:HEAD|ORIG_HEAD|config|config\.worktree|commondir|gitdir|shallow|info\/.*|refs\/.*|objects\/info\/(?:http-)?alternates|worktrees\/[^/]+\/(?:HEAD|ORIG_HEAD|config\.worktree|commondir|gitdir|refs\/.*))$/s;
const READ_AS_LIST = /^(?:packed-refs|logs\/.*|worktrees\/[^/]+\/logs\/.*)$/s;

const discoveries = new WeakMap<object, Discovery>();
const checked = new WeakSet<object>();

type Context = Pick<GitContext, 'cwd' | 'hook'> & Partial<Pick<GitContext, 'env'>>;

/** The repositories that git finds from a folder; looked up once. */
export function discoveryOf(context: Pick<GitContext, 'cwd'>): Discovery {
  const known = discoveries.get(context) ?? discover(context.cwd);
  discoveries.set(context, known);
  return known;
}

/**
 * git opens whatever is at the path of an expected file: it waits forever on a pipe, and a device like `/dev/zero`
 * never ends. No real repository contains such files, so one that does is not read at all.
 * @throws Failure that names the file
 */
export function refuseSpecialFiles(context: Context): void {
  const { hook } = context;
  // A hook is started by a git that has already opened all these files.
  if (hook?.['GIT_INDEX_FILE'] !== undefined || checked.has(context)) return;
  const found = hook?.['GIT_DIR'] === undefined ? discoveryOf(context).found : { gitFolder: hook['GIT_DIR'] };
  if (found === undefined) return;
  const { gitFolder } = found;
  if (isSpecial(gitFolder)) throw refusal(gitFolder);
  const places = [context.cwd, ...('top' in found && found.top !== undefined ? [found.top] : []), gitFolder];
  refuseIn(gitFolder, places, context.env ?? {});
  const shared = commonFolderOf(gitFolder);
  if (shared !== undefined) {
    // The git folder of a linked working tree is inside that of its repository; a folder elsewhere would reveal another
    // one.
    if (!isWorktreeOf(shared, gitFolder))
      throw new Failure(
        `${toDisplay(gitFolder)} takes its objects and refs from ${toDisplay(shared)}, which it is no part of`,
        `Scan that repository, or remove ${toDisplay(path.join(gitFolder, 'commondir'))}.`,
      );
    refuseIn(shared, places, context.env ?? {});
  }
  refuseInAlternates(path.join(shared ?? gitFolder, 'objects'));
  checked.add(context);
}

/**
 * Whether a path, links resolved, is a file that git would wait for. A file that cannot be examined cannot be opened
 * either.
 */
export function isSpecial(file: string): boolean {
  try {
    const stat = statSync(toSystem(file), { throwIfNoEntry: false });
    return stat !== undefined && isEndless(file, stat);
  } catch {
    return false;
  }
}

/** A socket cannot be opened at all. A kernel file may block its reader like a pipe. */
function isEndless(file: string, stat: Stats): boolean {
  if (stat.isFile()) return stat.size === 0 && /^\/(?:proc|sys)\//.test(realOf(file));
  return !stat.isDirectory() && !stat.isSocket();
}

/**
 * @param places absolute paths of folders that a path in the settings may be relative to
 * @throws Failure if one of git's files, or one that its settings name, never ends
 */
function refuseIn(folder: string, places: readonly string[], env: NodeJS.ProcessEnv): void {
  const folders = [''];
  const linkTargets = new Set<string>();
  let remaining = MAX_FOLDERS;
  for (let current = folders.pop(); current !== undefined; current = folders.pop()) {
    if ((remaining -= 1) < 0)
      throw new Failure(
        `${toDisplay(folder)} has more than ${MAX_FOLDERS} folders, which git might go through`,
        'Look for links in it that lead out of it.',
      );
    for (const entry of list(path.join(folder, current))) {
      const name = current === '' ? entry.name : `${current}/${entry.name}`;
      const full = path.join(folder, name);
      const isFollowed = entry.isSymbolicLink() && FOLLOWS_LINKS.test(name) && isFolder(full);
      if (isFollowed) refuseLinkLoop(folder, full, name, linkTargets);
      if (isFollowed || entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.has(name) && !TOO_DEEP.test(name)) folders.push(name);
      } else {
        // git's file system monitor listens on a socket.
        if (!entry.isFile() && !entry.isSocket() && isSpecial(full)) throw refusal(full);
        refuseHuge(full, name);
      }
    }
  }
  for (const name of ['config', 'config.worktree']) {
    for (const named of pathsNamedBy(path.join(folder, name), places, env)) if (isSpecial(named)) throw refusal(named);
  }
}

/** git follows links among refs, and would never return from a loop. */
function refuseLinkLoop(folder: string, link: string, name: string, linkTargets: Set<string>): void {
  if (!/^(?:refs|logs)(?:\/|$)/.test(name)) return;
  const [from, to] = [realOf(folder), realOf(link)];
  if (linkTargets.has(to) || isBelow(to, from) || isBelow(from, to))
    throw new Failure(
      `${toDisplay(link)} is a link to folders that git goes through anyway: it might never end`,
      'Remove it; git makes no such thing.',
    );
  linkTargets.add(to);
}

/** git reads some files into memory as a whole, whatever their size: a sparse file costs an attacker nothing. */
function refuseHuge(file: string, name: string): void {
  const limit = READ_WHOLE.test(name) ? MAX_READ_WHOLE : READ_AS_LIST.test(name) ? MAX_LIST : undefined;
  const size = limit === undefined ? 0 : sizeOf(file);
  if (limit !== undefined && size > limit)
    throw new Failure(
      `${toDisplay(file)} has ${size} bytes: git would read them all`,
      'Look at what is in it; no git writes so much there.',
    );
}

/** Checks borrowed object folders too, which git opens like its own. */
function refuseInAlternates(objects: string): void {
  const queue = [objects];
  const seen = new Set(queue);
  for (let folder = queue.pop(); folder !== undefined; folder = queue.pop()) {
    if (folder !== objects) refuseAmongObjects(folder);
    const alternates = smallFile(path.join(folder, 'info', 'alternates'), MAX_READ_WHOLE);
    for (const named of alternates === undefined ? [] : alternatesIn(alternates)) {
      const real = realAlternate(folder, named);
      if (real === undefined || seen.has(real)) continue;
      seen.add(real);
      queue.push(real);
    }
  }
}

function refuseAmongObjects(objects: string): void {
  for (const folder of [
    '.',
    ...list(objects)
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name),
  ]) {
    for (const entry of list(path.join(objects, folder))) {
      const full = path.join(objects, folder, entry.name);
      if (!entry.isFile() && !entry.isDirectory() && !entry.isSocket() && isSpecial(full)) throw refusal(full);
    }
  }
}

/** Whether a git folder belongs to a linked working tree of another repository. */
function isWorktreeOf(outer: string, inner: string): boolean {
  try {
    const relative = path.relative(realpathSync(outer), realpathSync(inner));
    return relative.split(path.sep)[0] === 'worktrees';
  } catch {
    return false;
  }
}

/** @returns the absolute path with links resolved */
function realOf(file: string): string {
  return fromBytes(realpathSync.native(toSystem(file), { encoding: 'buffer' }));
}

function refusal(file: string): Failure {
  return new Failure(
    `${toDisplay(file)} is a pipe or a device: git would wait for it for ever`,
    'Remove it, or what leads to it; git makes no such thing.',
  );
}

/** @returns the size in bytes; undefined if it cannot be read */
function sizeOf(file: string): number {
  try {
    return statSync(toSystem(file)).size;
  } catch {
    return 0;
  }
}

function isFolder(file: string): boolean {
  try {
    return statSync(toSystem(file)).isDirectory();
  } catch {
    return false;
  }
}

function list(folder: string): Dirent[] {
  try {
    return listFolder(folder);
  } catch {
    return [];
  }
}
