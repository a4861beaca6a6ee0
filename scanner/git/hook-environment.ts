/**
 * What git hands a hook in variables, made absolute once. git means them relative to the folder it starts the hook in.
 */
import { existsSync, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';

/** The repository that a hook runs for. */
export interface HookEnvironment {
  /** Absolute path of the top of its working tree; absent where there is none, or only git knows it. */
  readonly top?: string;
  /** Whether {@link top} is a guess: git said no more than ".", and the hook may have gone elsewhere since. */
  readonly isTopGuessed?: true;
  /** Absolute path of its git folder, where it is certain. */
  readonly gitFolder?: string;
  /** The variables, for git: every path absolute. */
  readonly variables: NodeJS.ProcessEnv;
}

/** Where git finds a repository from a folder. */
interface Found {
  readonly gitFolder: string;
  /** The folder with the `.git`; absent in a bare repository. */
  readonly top?: string;
}

/** Their values are paths of one file or folder. */
const PATHS = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_COMMON_DIR', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY'] as const;
/** Bytes of a `.git` file that are read. */
const LARGEST = 64 * 1024;

/**
 * Finds the repository of a hook, also when the hook has gone to another folder first (`cd front`).
 * @param cwd absolute path of the folder that the hook is in by now
 * @param env what git set: before a commit the index it will commit, before a push is received where its objects wait
 * @returns undefined where git has set none of it
 */
export function hookEnvironment(cwd: string, env: NodeJS.ProcessEnv): HookEnvironment | undefined {
  if (['GIT_DIR', 'GIT_INDEX_FILE', 'GIT_OBJECT_DIRECTORY'].every((name) => given(env, name) === undefined))
    return undefined;
  const folder = given(env, 'GIT_DIR');
  const place = folder === undefined ? placeOfIndex(cwd, env) : placeOfFolder(cwd, env, folder);
  // A list of paths, made absolute by git itself.
  const alternates = given(env, 'GIT_ALTERNATE_OBJECT_DIRECTORIES');
  return alternates === undefined
    ? place
    : { ...place, variables: { ...place.variables, GIT_ALTERNATE_OBJECT_DIRECTORIES: alternates } };
}

/** @returns the environment with every path in it absolute that git hands a hook, so that it holds in any folder */
export function withHookPaths(cwd: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const place = hookEnvironment(cwd, env);
  if (place === undefined) return env;
  // Once absolute, a guess would pass for what git said.
  const tree = place.isTopGuessed === true ? { GIT_WORK_TREE: env['GIT_WORK_TREE'] } : {};
  return { ...env, ...place.variables, ...tree };
}

/** Whether a folder belongs to the repository of the hook, and not to one within it or elsewhere. */
export function belongsTo({ gitFolder, top }: HookEnvironment, folder: string): boolean {
  const found = discover(folder);
  if (found !== undefined && gitFolder !== undefined && real(found.gitFolder) === real(gitFolder)) return true;
  if (top === undefined) return found === undefined;
  if (!isBelow(real(top), real(folder))) return false;
  // A repository within the working tree has its own index.
  const other = found?.top ?? found?.gitFolder;
  return other === undefined || real(other) === real(top) || !isBelow(real(top), real(other));
}

/** @returns the top of the working tree that a folder is in, found as git does; undefined where there is none */
export function topOf(folder: string): string | undefined {
  return discover(folder)?.top;
}

function given(env: NodeJS.ProcessEnv, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

/** With `GIT_DIR`, as in a linked working tree, a submodule or with `--git-dir`: git takes any folder for the top. */
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
  // `--git-dir=$HOME/.dotfiles --work-tree=$HOME`: git hands on "." for the tree, which is where it starts the hook.
  const beside = path.dirname(gitFolder);
  return { top: path.resolve(isBelow(beside, cwd) ? beside : cwd, tree), isTopGuessed: true };
}

function isSame(one: string | undefined, other: string): boolean {
  return one !== undefined && real(one) === real(other);
}

/** With `GIT_INDEX_FILE` alone, as in an ordinary repository: relative to the top of the working tree. */
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

/** The repository in whose git folder an index lies. git may also be told to use one that lies anywhere. */
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
  // That of a linked working tree names the `.git` file of the tree.
  const named = textOf(path.join(gitFolder, 'gitdir')).trim();
  return { gitFolder, ...(named === '' ? {} : { top: path.dirname(path.resolve(gitFolder, named)) }) };
}

/** Whether git would take a folder for a git folder; that of a linked working tree has its objects elsewhere. */
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
    return stat.isFile() && stat.size <= LARGEST ? readFileSync(file, 'utf8') : '';
  } catch {
    return '';
  }
}

/** Links followed; of what is not there, its spelling. */
function real(name: string): string {
  try {
    return realpathSync(name);
  } catch {
    return path.resolve(name);
  }
}
