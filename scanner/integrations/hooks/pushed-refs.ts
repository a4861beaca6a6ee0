import { Failure } from '../../model/failure.ts';
import { runGit } from '../../git/run-git.ts';
import type { GitContext } from '../../model/git-context.ts';
import type { Destination } from './remotes.ts';
import { call } from '../../text/command-line.ts';

/** One line of what git tells a pre-push hook. */
export interface PushedRef {
  /** What is pushed, e.g. `refs/heads/main`; may be an expression such as `HEAD~1`. */
  readonly local: string;
  /** Its object; absent when the ref is deleted there. */
  readonly localId?: string;
  readonly remote: string;
  /** What the remote has now, as far as the last fetch or push knows; absent for a new ref. */
  readonly remoteId?: string;
}

/**
 * @param text `<local ref> <local id> <remote ref> <remote id>`, one a line
 * @throws Failure for anything else: a hook that misreads its input scans nothing
 */
export function parsePushed(text: string): PushedRef[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const match = /^(.*) ([0-9a-f]{40,64}) (\S+) ([0-9a-f]{40,64})\s*$/.exec(line);
      if (match === null)
        throw new Failure(
          'what came on standard input is not what git tells a pre-push hook',
          `Let git run the hook, or scan a range yourself: ${call('scan --range A..B')}`,
        );
      const [, local = '', localId = '', remote = '', remoteId = ''] = match;
      return { local, remote, ...(isNone(localId) ? {} : { localId }), ...(isNone(remoteId) ? {} : { remoteId }) };
    });
}

function isNone(id: string): boolean {
  return /^0+$/.test(id);
}

/** What is to be looked at before a push, in git's own words for revisions. */
export interface PushedRange {
  readonly heads: readonly string[];
  /** What the remote is known to have. */
  readonly bases: readonly string[];
  /** Names of refs that the remote is not known to have. */
  readonly names: readonly string[];
  /** For people: what this is. */
  readonly words: string;
}

/** @returns undefined when refs are only deleted */
export function rangeOf(refs: readonly PushedRef[]): PushedRange | undefined {
  const pushed = refs.filter((ref): ref is PushedRef & { localId: string } => ref.localId !== undefined);
  if (pushed.length === 0) return undefined;
  const [first] = pushed;
  return {
    heads: [...new Set(pushed.map(({ localId }) => localId))],
    bases: [...new Set(pushed.flatMap(({ remoteId }) => remoteId ?? []))],
    names: pushed.filter(({ remoteId }) => remoteId === undefined).map((ref) => ref.remote),
    words: pushed.length === 1 ? `what is new on ${shortName(first!.remote)}` : `what is new on ${pushed.length} refs`,
  };
}

/**
 * @param args what git gives to a pre-push hook: the remote's name and the URL; the pre-commit program has them in
 *   variables
 * @returns undefined where nobody handed it on
 */
export function destinationOf(args: readonly string[], env: NodeJS.ProcessEnv): Destination | undefined {
  const [name, url] = args.length > 0 ? args : [env['PRE_COMMIT_REMOTE_NAME'], env['PRE_COMMIT_REMOTE_URL']];
  if (name === undefined || name === '') return undefined;
  return { name, ...(url === undefined || url === '' ? {} : { url }) };
}

/**
 * The pre-commit program reads git's input itself and hands on, in variables, the first ref alone.
 * @returns undefined where that program does not run us
 */
export function rangeFromPreCommit(env: NodeJS.ProcessEnv): PushedRange | undefined {
  const to = env['PRE_COMMIT_TO_REF'] ?? env['PRE_COMMIT_LOCAL_BRANCH'];
  if (env['PRE_COMMIT'] !== '1' || to === undefined || to === '') return undefined;
  const from = env['PRE_COMMIT_FROM_REF'];
  const remote = env['PRE_COMMIT_REMOTE_BRANCH'];
  return {
    heads: [to],
    bases: from === undefined || from === '' ? [] : [from],
    names: remote === undefined ? [] : [remote],
    words: `what is new on ${shortName(remote ?? to)}`,
  };
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(?:heads|tags)\//, '');
}

/** @returns the ids of those commits that are here: after a force push by another the remote's may not be */
export async function knownCommits(context: GitContext, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const said = await runGit(
    context,
    ['cat-file', '--batch-check=%(objectname) %(objecttype)'],
    ids.map((id) => `${id}^{commit}\n`).join(''),
  );
  return said
    .toString('latin1')
    .split('\n')
    .filter((line) => line.endsWith(' commit'))
    .map((line) => line.split(' ')[0] ?? '');
}
