// Opens the repository of a folder: root, git folders, hash length, shallow state and HEAD.
import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../model/failure.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { toSystem } from '../io/system-path.ts';
import { isGitFolder, type Found } from './discovery.ts';
import { plainRepository } from './plain-repository.ts';
import { isTrusted, ownershipFailure } from './safe-directory.ts';
import { waitAndCheck } from './wait-and-check.ts';
import { fromGit, gitFailure, gitText, ownSafeDirectories, tooOld, tryGit, type GitResult } from './run-git.ts';
import type { GitContext } from '../model/git-context.ts';
import { discoveryOf, refuseSpecialFiles } from './special-files.ts';

export interface Repository {
  readonly git: GitContext;
  /** Absolute path of the top of the working tree; of the git folder if there is no working tree here. */
  readonly root: string;
  /**
   * Whether there is no working tree here: a bare repository, a git folder that was named directly, or settings that
   * name a tree elsewhere.
   */
  readonly bare: boolean;
  /** Length of an id in hex digits: 40 for SHA-1, 64 for SHA-256. */
  readonly hexLength: number;
  /** Absolute path of the folder for new objects; undefined if git's answer was ambiguous. */
  readonly objects?: string;
  /** Absolute paths of its git folder, and of the one shared by all its working trees; undefined as above. */
  readonly gitFolder?: string;
  readonly commonFolder?: string;
  /** Whether the clone is shallow; undefined as above. */
  readonly isShallow?: boolean;
}

const QUERY_ARGS = [
  '--is-bare-repository',
  '--is-inside-work-tree',
  '--show-object-format',
  '--absolute-git-dir',
  '--git-common-dir',
  '--git-path',
  'objects',
  '--is-shallow-repository',
  '--show-toplevel',
];
/** Number of git's answers: one for each question, and one fewer without a working tree. */
const ANSWER_COUNT = 8;
/** Milliseconds that git may take for its first answer, for which it reads all settings. */
const QUERY_TIMEOUT = 30_000;

/**
 * Finds the repository of `context.cwd`. A git folder without its own working tree here (a bare repository, `.git`
 * itself, one of `.git/modules`, one whose settings name a tree elsewhere) is read by itself.
 * @returns undefined if the folder is in no repository
 * @throws Failure if there is one and git cannot or will not read it
 */
export async function findRepository(given: GitContext): Promise<Repository | undefined> {
  refuseSpecialFiles(given);
  const { found, isUncertain } =
    given.hook === undefined ? discoveryOf(given) : { found: undefined, isUncertain: true };
  // Finding that there is none is a hundred times cheaper than starting git.
  if (found === undefined && !isUncertain) return undefined;
  let context = given;
  let result = await queryRepository(context);
  if (!isAnswered(result)) {
    // The repository may belong to another user whom this user trusts.
    const trusted = await ownSafeDirectories(given);
    if (trusted.length > 0) {
      context = { ...given, trusted };
      result = await queryRepository(context);
    }
  }
  if (!isAnswered(result)) {
    const gitFolderOnly = found === undefined ? undefined : await readGitFolderOnly(context, found);
    if (gitFolderOnly !== undefined) return gitFolderOnly;
    const old = await tooOld(given);
    if (old !== undefined) throw old;
    throw found === undefined
      ? gitFailure(given.cwd, ['rev-parse'], result)
      : (ownershipFailure(given.cwd, found) ?? gitFailure(given.cwd, ['rev-parse'], result));
  }
  return repositoryOf(context, result, found);
}

/**
 * Finds the repository without git where possible. Then nothing has shown that git can be started and is new enough, so
 * a caller checks that when its own first call of git fails.
 */
export async function findRepositoryFast(given: GitContext): Promise<Repository | undefined> {
  refuseSpecialFiles(given);
  // Before a commit, git names nothing but the index.
  const isUsual = Object.keys(given.hook ?? {}).every((name) => name === 'GIT_INDEX_FILE');
  const { found } = isUsual ? discoveryOf(given) : { found: undefined };
  const plain = found === undefined ? undefined : plainRepository(found, given.trusted ?? []);
  return plain === undefined ? findRepository(given) : { git: given, bare: false, hexLength: 40, ...plain };
}

async function queryRepository(context: GitContext): Promise<GitResult> {
  const timeoutFailure = () =>
    new Failure(
      `git does not answer in ${context.cwd}: it may wait at something that the configuration of the repository names`,
      'Look at the configuration of the repository, and at what it includes.',
    );
  return waitAndCheck(QUERY_TIMEOUT, context.signal, timeoutFailure, (signal) =>
    tryGit({ ...context, signal }, ['rev-parse', ...QUERY_ARGS]),
  );
}

/** Whether git found the repository, judged by its output and not by its error messages. */
function isAnswered({ code, stdout }: GitResult): boolean {
  return code === 0 || answersIn(stdout).length >= ANSWER_COUNT - 1;
}

function answersIn(stdout: Buffer): string[] {
  return stdout.toString('utf8').replace(/\n$/, '').split('\n');
}

async function repositoryOf(context: GitContext, result: GitResult, found: Found | undefined): Promise<Repository> {
  const answers = answersIn(result.stdout);
  const [isBare, insideTree, format] = answers;
  // A git that does not know a question repeats it.
  if (format !== 'sha1' && format !== 'sha256') {
    throw (await tooOld(context)) ?? gitFailure(context.cwd, ['rev-parse'], result);
  }
  // A path with a line break looks like two answers: then each question is asked separately.
  const isPlain = answers.length === (result.code === 0 ? ANSWER_COUNT : ANSWER_COUNT - 1);
  const gitFolder = isPlain ? answers[3]! : await gitText(context, ['rev-parse', '--absolute-git-dir']);
  const common = { hexLength: format === 'sha256' ? 64 : 40, ...(isPlain ? placesOf(context, answers) : {}) };
  if (insideTree !== 'true') {
    if (isBare === 'true') return { git: context, root: gitFolder, bare: true, ...common };
    return { git: withoutWorkingTree(context, gitFolder), root: gitFolder, bare: true, ...common };
  }
  const root = path.resolve(isPlain ? answers[7]! : await gitText(context, ['rev-parse', '--show-toplevel']));
  // core.worktree of a hostile repository may point anywhere, and everything there would count as its files.
  if (context.hook === undefined && !isSame(found?.top, root))
    return { git: withoutWorkingTree(context, gitFolder), root: gitFolder, bare: true, ...common };
  return { git: context, root, bare: false, ...common };
}

/** git requires a working tree even where it needs none. */
function withoutWorkingTree(context: GitContext, gitFolder: string): GitContext {
  return { ...context, cwd: gitFolder, hook: { ...context.hook, GIT_DIR: gitFolder, GIT_WORK_TREE: gitFolder } };
}

/**
 * Reads a git folder whose settings name a missing working tree. If git is given the folder directly, it does not check
 * the owner, so that is checked here.
 */
async function readGitFolderOnly(given: GitContext, found: Found): Promise<Repository | undefined> {
  const { gitFolder } = found;
  if (toSystem(gitFolder) !== gitFolder || !isGitFolder(gitFolder) || !isTrusted(found, given.trusted ?? []))
    return undefined;
  const context = withoutWorkingTree(given, gitFolder);
  const result = await queryRepository(context);
  return isAnswered(result)
    ? { ...(await repositoryOf(context, result, found)), root: gitFolder, bare: true }
    : undefined;
}

function isSame(one: string | undefined, other: string): boolean {
  try {
    return one !== undefined && realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

function placesOf(git: GitContext, answers: readonly string[]): Partial<Repository> {
  const [gitFolder, commonFolder, objects] = answers.slice(3, 6).map((answer) => fromGit(git, answer)) as [
    string,
    string,
    string,
  ];
  return { gitFolder, commonFolder, objects, isShallow: answers[6] === 'true' };
}

/** What to do about a shallow clone. */
export const SHALLOW_REMEDY = 'git fetch --unshallow (on GitHub: actions/checkout with fetch-depth: 0)';

/** Whether the clone is shallow. */
export async function isShallow(repository: Repository): Promise<boolean> {
  return repository.isShallow ?? (await gitText(repository.git, ['rev-parse', '--is-shallow-repository'])) === 'true';
}

/** @returns a report entry with a fix if the clone is shallow */
export async function shallowness(repository: Repository): Promise<NotLookedAt | undefined> {
  if (!(await isShallow(repository))) return undefined;
  return {
    path: repository.root,
    reason: 'shallow clone: the commits before its boundary are not here',
    remedy: SHALLOW_REMEDY,
  };
}

/**
 * @returns the id of HEAD's commit; undefined on a branch without commits
 * @throws Failure for a HEAD whose commit is missing
 */
export async function headCommit(repository: Repository): Promise<string | undefined> {
  const head = await tryGit(repository.git, ['rev-parse', '--verify', '-q', 'HEAD^{commit}']);
  if (head.code === 0) return head.stdout.toString('latin1').trim();
  // git fails in the same way for a branch without commits and for a missing commit; only the former has no ref.
  const name = await tryGit(repository.git, ['rev-parse', '--verify', '-q', 'HEAD']);
  const branch = await tryGit(repository.git, ['symbolic-ref', '-q', 'HEAD']);
  if (name.code !== 0 && branch.code === 0) {
    const ref = await gitText(repository.git, ['rev-parse', '--git-path', branch.stdout.toString('utf8').trim()]);
    if (!existsSync(path.resolve(repository.git.cwd, ref))) return undefined;
  }
  throw new Failure(`HEAD of ${repository.root} cannot be read`, 'Run "git fsck" there to see what is missing.');
}
