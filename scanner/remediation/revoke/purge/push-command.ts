// The command that publishes a rewritten history.

import { tryGit } from '../../../git/run-git.ts';
import type { Repository } from '../../../git/repository.ts';
import { mask } from '../../../text/mask.ts';
import { shellWord } from '../../../text/shell.ts';

/** Refs of pull requests and reviews: servers do not let anyone push them. */
const REVIEWS = /^refs\/(?:pull|pull-requests|merge-requests|changes)\//;
/** Refs that are not for a server, or that a server makes itself. */
const NOT_PUSHED =
  /^refs\/(?:remotes|replace|original|bisect|worktree|rewritten|keep-around|environments|pipelines|stash)(?:\/|$)/;
/** An address that no shell or git takes for anything else, without credentials. */
const SAFE_URL =
  /^(?:https?:\/\/[\w.-]+(?::\d+)?\/[\w.~/+-]+|ssh:\/\/(?:[\w.-]+@)?[\w.-]+(?::\d+)?\/[\w.~/+-]+|[\w.-]+@[\w.-]+:[\w.~/+-]+|\/[\w.~/+-]+)$/;

/** @returns whether a ref belongs to a pull request or review */
export function isReview(ref: string): boolean {
  return REVIEWS.test(ref);
}

/**
 * @param folder absolute path of the rewritten clone
 * @param refs full names
 * @returns one line for a shell; with the word URL if the address of the remote is unknown or holds credentials
 */
export async function pushCommand(repository: Repository, folder: string, refs: Iterable<string>): Promise<string> {
  const names = [...refs];
  const url = await remoteUrl(repository);
  const refspecs =
    names.some((name) => isTracked(name)) && !repository.bare
      ? // The branches of a working clone may be older than those of the remote.
        [
          'refs/remotes/origin/*:refs/heads/*',
          ...namespaces(names.filter((name) => /^refs\/(?:tags|notes)\//.test(name))),
        ]
      : namespaces(names);
  return [
    'git',
    '-C',
    shellWord(folder),
    'push',
    '--force',
    url ?? 'URL',
    ...refspecs.map((one) => shellWord(one)),
  ].join(' ');
}

/** @returns branches of a working clone that the command does not push, because they are not those of the remote */
export function localBranches(repository: Repository, refs: Iterable<string>): readonly string[] {
  const names = [...refs];
  return repository.bare || !names.some((name) => isTracked(name))
    ? []
    : names.filter((name) => name.startsWith('refs/heads/'));
}

function isTracked(name: string): boolean {
  return name.startsWith('refs/remotes/origin/');
}

function namespaces(names: readonly string[]): string[] {
  const pushed = names.filter((name) => !REVIEWS.test(name) && !NOT_PUSHED.test(name));
  const spaces = new Set(pushed.map((name) => /^refs\/[^/]+\//.exec(name)?.[0]).filter((one) => one !== undefined));
  return [...spaces].filter((one) => mask(one) === one).map((one) => `${one}*:${one}*`);
}

async function remoteUrl({ git, root, bare }: Repository): Promise<string | undefined> {
  const { code, stdout } = await tryGit(git, ['config', '--local', '--get', 'remote.origin.url']);
  const url = code === 0 ? stdout.toString('utf8').trim() : bare ? root : '';
  return SAFE_URL.test(url) && mask(url) === url ? url : undefined;
}
