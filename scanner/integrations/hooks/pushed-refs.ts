// Parses the refs of a push and finds the commits to scan.

import { Failure } from '../../model/failure.ts';
import { runGit } from '../../git/run-git.ts';
import type { GitContext } from '../../model/git-context.ts';
import type { Destination } from './remotes.ts';
import { call } from '../../text/command-line.ts';

/** One line of git's input for a pre-push hook. */
export interface PushedRef {
  /** The pushed ref, e.g. `refs/heads/main`; may be an expression such as `HEAD~1`. */
  readonly local: string;
  /** Its object; absent if the ref is deleted. */
  readonly localId?: string;
  readonly remote: string;
  /** The remote's object as of the last fetch or push; absent for a new ref. */
  readonly remoteId?: string;
}

/**
 * @param text `<local ref> <local id> <remote ref> <remote id>` per line
 * @throws Failure for anything else: a hook that misreads its input would scan nothing
 */
export function parsePushed(text: string): PushedRef[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const match = /^(.*) ([0-9a-f]{40,64}) (\S+) ([0-9a-f]{40,64})\s*$/.exec(line);
      if (match === null)
        throw new Failure(
          'standard input is not in the format that git passes to a pre-push hook',
          `Let git run the hook, or scan a range yourself: ${call('scan --range A..B')}`,
        );
      const [, local = '', localId = '', remote = '', remoteId = ''] = match;
      return { local, remote, ...(isNone(localId) ? {} : { localId }), ...(isNone(remoteId) ? {} : { remoteId }) };
    });
}

/**
 * @param text `<old id> <new id> <ref>` per line
 * @returns the refs of a push that arrives here
 * @throws Failure for anything else, and for no line at all: a hook that misreads its input would scan nothing
 */
export function parseReceived(text: string): PushedRef[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const refs = lines.flatMap((line) => {
    const [, old = '', id = '', ref = ''] = /^([0-9a-f]{40,64}) ([0-9a-f]{40,64}) (\S+)$/.exec(line) ?? [];
    if (ref === '') return [];
    return {
      local: ref,
      remote: ref,
      ...(isNone(id) ? {} : { localId: id }),
      ...(isNone(old) ? {} : { remoteId: old }),
    };
  });
  if (refs.length === lines.length && refs.length > 0) return refs;
  throw new Failure(
    'standard input is not in the format that git passes to a pre-receive hook',
    `Let git run the hook, and let nothing else in it read the input: ${call('hook pre-receive')}`,
  );
}

function isNone(id: string): boolean {
  return /^0+$/.test(id);
}

/** The revisions to scan before a push, in git's syntax. */
export interface PushedRange {
  readonly heads: readonly string[];
  /** Commits that the remote is known to have. */
  readonly bases: readonly string[];
  /** Names of refs that the remote is not known to have. */
  readonly names: readonly string[];
  /** A description for people. */
  readonly words: string;
}

/** @returns undefined if refs are only deleted */
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
 * @param args git's arguments for a pre-push hook: the remote's name and URL; the pre-commit program sets variables
 *   instead
 * @returns undefined if neither is available
 */
export function destinationOf(args: readonly string[], env: NodeJS.ProcessEnv): Destination | undefined {
  const [name, url] = args.length > 0 ? args : [env['PRE_COMMIT_REMOTE_NAME'], env['PRE_COMMIT_REMOTE_URL']];
  if (name === undefined || name === '') return undefined;
  return { name, ...(url === undefined || url === '' ? {} : { url }) };
}

/**
 * The pre-commit program reads git's input itself, and passes only the first ref in variables.
 * @returns undefined if that program does not run the hook
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

/**
 * @returns the ids of commits that exist locally: after somebody else's force push, the remote's commit may be missing
 */
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

/** @returns the ids of the commits that the refs of a repository lead to */
export async function commitsOfRefs(context: GitContext): Promise<string[]> {
  const ids = await runGit(context, ['for-each-ref', '--format=%(objectname)']);
  return [
    ...new Set(
      await knownCommits(
        context,
        ids
          .toString('latin1')
          .split('\n')
          .filter((id) => id !== ''),
      ),
    ),
  ];
}
