// Finds the repository of a git hook from its environment variables, and makes their relative paths absolute.
import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';

/** The repository that a hook runs for. */
export interface HookEnvironment {
  /** Absolute path of the top of its working tree; undefined if there is none, or only git knows it. */
  readonly top?: string;
  /** Whether {@link top} is a guess: git passed only ".", and the hook may have changed folders since. */
  readonly isTopGuessed?: true;
  /** Absolute path of its git folder, if certain. */
  readonly gitFolder?: string;
  /** The variables for git, with absolute paths. */
  readonly variables: NodeJS.ProcessEnv;
}

/** The repository that git finds from a folder. */
interface Found {
  readonly gitFolder: string;
  /** The folder with the `.git`; undefined for a bare repository. */
  readonly top?: string;
}

/** Variables whose value is one path. */
const PATHS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY'] as const;
/** Bytes of a `.git` file that are read. */
const MAX_SIZE = 64 * 1024;

/**
 * Finds the repository of a hook, even if the hook has changed folders first (`cd front`).
 * @param cwd absolute path of the hook's current folder
 * @param env from git: before a commit, the index to be committed; before a push is accepted, its quarantine folder
 * @returns undefined if git has set none of the variables
 */
export function hookEnvironment(cwd: string, env: NodeJS.ProcessEnv): HookEnvironment | undefined {
  if (['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY'].every((name) => given(env, name) === undefined))
    return undefined;
  const folder = given(env, 'GIT_DIR');
  const place = folder === undefined ? placeOfIndex(cwd, env) : placeOfFolder(cwd, env, folder);
  // A list of paths that git itself makes absolute.
  const alternates = given(env, 'GIT_ALTERNATE_OBJECT_DIRECTORIES');
  return alternates === undefined
    ? place
    : { ...place, variables: { ...place.variables, GIT_ALTERNATE_OBJECT_DIRECTORIES: alternates } };
}

/** @returns the environment with all hook paths absolute, so it is valid in any folder */
export function withHookPaths(cwd: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const place = hookEnvironment(cwd, env);
  if (place === undefined) return env;
  // An absolute guess would look like a path from git.
  const tree = place.isTopGuessed === true ? { GIT_WORK_TREE: env['GIT_WORK_TREE'] } : {};
  return { ...env, ...place.variables, ...tree };
}

/** Whether a folder belongs to the hook's repository, and not to a nested or another one. */
export function belongsTo({ gitFolder, top }: HookEnvironment, folder: string): boolean {
  const found = discover(folder);
  if (found !== undefined && gitFolder !== undefined && real(found.gitFolder) === real(gitFolder)) return true;
  if (top === undefined) return found === undefined;
  if (!isBelow(real(top), real(folder))) return false;
  // A nested repository has its own index.
  const other = found?.top ?? found?.gitFolder;
  return other === undefined || real(other) === real(top) || !isBelow(real(top), real(other));
}

/** @returns the top of the folder's working tree, found as git does; undefined if there is none */
export function topOf(folder: string): string | undefined {
  return discover(folder)?.top;
}

function given(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

/**
 * With `GIT_DIR`, as in a linked working tree, a submodule or with `--git-dir`: git treats any current folder as the
 * top.
 */
function placeOfFolder(cwd: string, env: NodeJS.ProcessEnv, folder: string): HookEnvironment {
  const base = path.isAbsolute(folder)
    ? undefined
    : ancestors(cwd).find((one) => isGitFolder(path.resolve(one, folder)));
  const gitFolder = path.resolve(base ?? cwd, folder);
  const tree = treeOf(cwd, gitFolder, base, given(env, 'GIT_WORK_TREE'));
  const variables = { ...absolute(env, base ?? tree.top ?? cwd), GIT_DIR: gitFolder };
  if (tree.top === undefined) return { gitFolder, variables };
  return { gitFolder, ...tree, variables: { ...variables, GIT_WORK_TREE: tree.top } };
}

function treeOf(
  cwd: string,
  gitFolder: string,
  base: string | undefined,
  tree: string | undefined,
): Pick<HookEnvironment, 'top' | 'isTopGuessed'> {
  if (tree !== undefined && (base !== undefined || path.isAbsolute(tree)))
    return { top: path.resolve(base ?? cwd, tree) };
  const isLinked = (one: string) =>
    existsSync(path.join(one, '.git')) && isSame(gitFolderAt(one)?.gitFolder, gitFolder);
  const linked = ancestors(cwd).find(isLinked);
  if (linked !== undefined) return { top: linked };
  if (tree === undefined) return {};
  // `--git-dir=$HOME/.dotfiles --work-tree=$HOME`: git passes "." for the tree, where it starts the hook.
  const beside = path.dirname(gitFolder);
  return { top: path.resolve(isBelow(beside, cwd) ? beside : cwd, tree), isTopGuessed: true };
}

function isSame(one: string | undefined, other: string): boolean {
  return one !== undefined && real(one) === real(other);
}

/** With only `GIT_INDEX_FILE`, as in an ordinary repository: relative to the top of the working tree. */
function placeOfIndex(cwd: string, env: NodeJS.ProcessEnv): HookEnvironment {
  const found = discover(cwd);
  const index = given(env, 'GIT_INDEX_FILE');
  const base = index === undefined ? undefined : ancestors(cwd).find((one) => existsSync(path.resolve(one, index)));
  const variables = absolute(env, base ?? found?.top ?? cwd);
  const owner = ownerOf(variables['GIT_INDEX_FILE']);
  if (owner === undefined || (found !== undefined && real(owner.gitFolder) === real(found.gitFolder)))
    return { ...found, variables };
  return { ...owner, variables };
}

/** The repository whose git folder contains an index; git can also be told to use an index elsewhere. */
function ownerOf(index: string | undefined): Found | undefined {
  const gitFolder = index === undefined ? undefined : ancestors(path.dirname(index)).find(isGitFolder);
  return gitFolder === undefined ? undefined : withTop(gitFolder);
}

function absolute(env: NodeJS.ProcessEnv, base: string): NodeJS.ProcessEnv {
  return Object.fromEntries(
    PATHS.flatMap((name) => {
      const value = given(env, name);
      return value === undefined ? [] : [[name, path.resolve(base, value)]];
    }),
  );
}

function discover(folder: string): Found | undefined {
  for (const one of ancestors(folder)) {
    const found = gitFolderAt(one);
    if (found !== undefined) return found;
  }
  return undefined;
}

function gitFolderAt(folder: string): Found | undefined {
  const entry = path.join(folder, '.git');
  if (lstatSync(entry, { throwIfNoEntry: false }) !== undefined) {
    const named = /^gitdir: (.+)/.exec(textOf(entry))?.[1]?.trim();
    return { gitFolder: named === undefined ? entry : path.resolve(folder, named), top: folder };
  }
  return isGitFolder(folder) ? withTop(folder) : undefined;
}

function withTop(gitFolder: string): Found {
  if (path.basename(gitFolder) === '.git') return { gitFolder, top: path.dirname(gitFolder) };
  // The git folder of a linked working tree names the tree's `.git` file.
  const named = textOf(path.join(gitFolder, 'gitdir')).trim();
  return { gitFolder, ...(named === '' ? {} : { top: path.dirname(path.resolve(gitFolder, named)) }) };
}

/** Whether git would accept a folder as a git folder; that of a linked working tree has its objects elsewhere. */
function isGitFolder(folder: string): boolean {
  const has = (name: string) => existsSync(path.join(folder, name));
  return has('HEAD') && (has('commondir') || (has('objects') && has('refs')));
}

function ancestors(folder: string): string[] {
  const all = [path.resolve(folder)];
  for (let parent = path.dirname(all[0]!); parent !== all.at(-1); parent = path.dirname(parent)) all.push(parent);
  return all;
}

function textOf(file: string): string {
  try {
    const stat = statSync(file);
    return stat.isFile() && stat.size <= MAX_SIZE ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

/** Resolves links; a path that does not exist stays as written. */
function real(name: string): string {
  try {
    return realpathSync(name);
  } catch {
    return path.resolve(name);
  }
}
