import { existsSync, lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { contains } from '../containment.ts';
import { Failure } from '../failure.ts';
import type { NotLookedAt } from '../finding.ts';
import { gitFailure, gitText, isOwnershipRefusal, ownSafeDirectories, tryGit, type GitContext } from './run.ts';
import { refuseSpecialFiles } from './special-files.ts';

export interface Repository {
  readonly git: GitContext;
  /** Absolute path of the top of the working tree; of the repository itself when it is bare. */
  readonly root: string;
  readonly bare: boolean;
  /** 40 for SHA-1, 64 for SHA-256. */
  readonly hexLength: number;
  /** Absolute path of the folder that new objects go to; absent where git's answer could not be read for certain. */
  readonly objects?: string;
  /** Absolute paths of its git folder, and of the one that all of its working trees share; absent as above. */
  readonly gitFolder?: string;
  readonly commonFolder?: string;
  /** Whether commits were left out when it was cloned; absent as above. */
  readonly isShallow?: boolean;
}

const QUESTIONS = ['--is-bare-repository', '--is-inside-work-tree', '--show-object-format', '--absolute-git-dir', '--git-common-dir', '--git-path', 'objects', '--is-shallow-repository', '--show-toplevel'];
/** In a bare repository git answers everything but the last one. */
const NO_TREE = /must be run in a work tree/i;

/**
 * Finds the repository that `context.cwd` lies in.
 * @returns undefined when it lies in none
 * @throws Failure when there is one and git cannot or will not read it
 */
export async function findRepository(given: GitContext): Promise<Repository | undefined> {
  refuseSpecialFiles(given);
  if (given.hook === undefined && !mayBeInRepository(given.cwd)) return undefined;
  const args = ['rev-parse', ...QUESTIONS];
  let context = given;
  let result = await tryGit(context, args);
  if (result.code !== 0 && isOwnershipRefusal(result)) {
    context = { ...given, trusted: await ownSafeDirectories(given) };
    result = await tryGit(context, args);
  }
  if (result.code !== 0 && !NO_TREE.test(result.stderr)) {
    if (/not a git repository/i.test(result.stderr) && !/not a git repository: /i.test(result.stderr)) return undefined;
    throw gitFailure(context.cwd, args, result);
  }
  const answers = result.stdout.toString('utf8').replace(/\n$/, '').split('\n');
  const [isBare, insideTree, format] = answers;
  // A path with a line break in it cannot be told from two: then each question is asked alone.
  const isPlain = answers.length === (result.code === 0 ? 8 : 7);
  const gitDir = isPlain ? answers[3]! : await gitText(context, ['rev-parse', '--absolute-git-dir']);
  const more = isPlain ? placesOf(context, answers) : {};
  const hexLength = format === 'sha256' ? 64 : 40;
  if (insideTree !== 'true') {
    if (isBare !== 'true') {
      throw new Failure(
        `${context.cwd} is not inside the working tree of its repository`,
        'Name the repository and not its .git folder; if core.worktree in .git/config points elsewhere, remove it.',
      );
    }
    return { git: context, root: gitDir, bare: true, hexLength, ...more };
  }
  const root = isPlain ? answers[7]! : await gitText(context, ['rev-parse', '--show-toplevel']);
  if (context.hook === undefined && !contains(root, context.cwd)) {
    // core.worktree of a hostile repository may point anywhere.
    throw new Failure(`the repository at ${context.cwd} claims ${root} as its working tree`, 'Remove core.worktree from its .git/config.');
  }
  return { git: context, root: path.resolve(root), bare: false, hexLength, ...more };
}

function placesOf({ cwd }: GitContext, answers: readonly string[]): Partial<Repository> {
  const [gitFolder, commonFolder, objects] = answers.slice(3, 6).map((answer) => path.resolve(cwd, answer)) as [string, string, string];
  return { gitFolder, commonFolder, objects, isShallow: answers[6] === 'true' };
}

/** Whether a folder or one above it has what git looks for. To see that none has is a hundred times cheaper than to start git. */
function mayBeInRepository(cwd: string): boolean {
  try {
    for (let folder = realpathSync(cwd); ; folder = path.dirname(folder)) {
      if (['.git', 'HEAD'].some((name) => lstatSync(path.join(folder, name), { throwIfNoEntry: false }) !== undefined)) return true;
      if (path.dirname(folder) === folder) return false;
    }
  } catch {
    // What is wrong there, git says best.
    return true;
  }
}

/** What to do about a shallow clone. */
export const SHALLOW_REMEDY = 'git fetch --unshallow (on GitHub: actions/checkout with fetch-depth: 0)';

/** Whether commits were left out when the repository was cloned. */
export async function isShallow(repository: Repository): Promise<boolean> {
  return repository.isShallow ?? (await gitText(repository.git, ['rev-parse', '--is-shallow-repository'])) === 'true';
}

/** Whether history is cut off, and how to mend it. */
export async function shallowness(repository: Repository): Promise<NotLookedAt | undefined> {
  if (!(await isShallow(repository))) return undefined;
  return { path: repository.root, reason: 'shallow clone: the commits before its boundary are not here', remedy: SHALLOW_REMEDY };
}

/** Object id of HEAD's commit; undefined on a branch without commits. Throws for a HEAD that leads nowhere. */
export async function headCommit(repository: Repository): Promise<string | undefined> {
  const head = await tryGit(repository.git, ['rev-parse', '--verify', '-q', 'HEAD^{commit}']);
  if (head.code === 0) return head.stdout.toString('latin1').trim();
  // Both fail alike for a branch that is not born and for one whose commit is lost; only the first has no ref.
  const name = await tryGit(repository.git, ['rev-parse', '--verify', '-q', 'HEAD']);
  const branch = await tryGit(repository.git, ['symbolic-ref', '-q', 'HEAD']);
  if (name.code !== 0 && branch.code === 0) {
    const ref = await gitText(repository.git, ['rev-parse', '--git-path', branch.stdout.toString('utf8').trim()]);
    if (!existsSync(path.resolve(repository.git.cwd, ref))) return undefined;
  }
  throw new Failure(`HEAD of ${repository.root} cannot be read`, 'Run "git fsck" there to see what is missing.');
}
