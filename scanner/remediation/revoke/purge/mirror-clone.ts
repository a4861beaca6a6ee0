// Makes a mirror clone of a repository: all refs and their objects, without its settings, hooks and attributes.

import { lstatSync, mkdirSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { cannotWrite } from '../../../io/file-failures.ts';
import { gitFailure, runGit, startGit, tryGit } from '../../../git/run-git.ts';
import { isShallow, SHALLOW_REMEDY, type Repository } from '../../../git/repository.ts';
import { Failure } from '../../../model/failure.ts';
import type { GitContext } from '../../../model/git-context.ts';
import { asLines, ID_LENGTH } from './history-objects.ts';

/** Settings of a partial clone. */
const PARTIAL = String.raw`^(extensions\.partialclone|remote\..*\.promisor)$`;

/** @throws Failure for a repository whose history is not complete, or that git filter-repo cannot rewrite */
export async function refuseIncomplete(repository: Repository): Promise<void> {
  const { git, root, hexLength } = repository;
  if (hexLength !== ID_LENGTH)
    throw new Failure(
      `${root} uses SHA-256 object ids, which git filter-repo does not support`,
      'Revoke the values; they are harmless in the history then.',
    );
  if (await isShallow(repository))
    throw new Failure(`${root} is a shallow clone: the older history is not here`, SHALLOW_REMEDY);
  if ((await tryGit(git, ['config', '--local', '--get-regexp', PARTIAL])).code === 0)
    throw new Failure(
      `${root} is a partial clone: some objects are not here`,
      'Purge a complete clone: git clone --mirror <url>',
    );
}

/** @throws Failure if something has this name */
export function refuseExisting(folder: string): void {
  if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return;
  throw new Failure(`${folder} exists already`, 'Delete it, or name another folder: --output FOLDER');
}

/**
 * Makes the clone. Only its owner can read it, because it holds the values until it is rewritten.
 * @param folder absolute path; must not exist
 * @param refs ids by full name
 * @returns the context in which git runs there
 * @throws Failure if it exists or cannot be written, or if an object cannot be read
 */
export async function makeMirrorClone(
  { git }: Repository,
  folder: string,
  refs: ReadonlyMap<string, string>,
): Promise<GitContext> {
  refuseExisting(folder);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    throw cannotWrite(folder, error);
  }
  const { env, signal } = git;
  const mirror: GitContext = { cwd: folder, env, ...(signal === undefined ? {} : { signal }) };
  await runGit(mirror, ['init', '--quiet', '--bare', '--template=', '--object-format=sha1', '--initial-branch=main']);
  if (refs.size === 0) return mirror;
  await copyObjects(git, mirror, new Set(refs.values()));
  const created = Array.from(refs, ([name, id]) => `create ${name}\0${id}\0`).join('');
  await runGit(mirror, ['update-ref', '-z', '--stdin'], Buffer.from(created, 'latin1'));
  const head = await tryGit(git, ['symbolic-ref', '--quiet', 'HEAD']);
  const branch = head.stdout.toString('latin1').trim();
  if (head.code === 0 && refs.has(branch)) await runGit(mirror, ['symbolic-ref', 'HEAD', branch]);
  return mirror;
}

/** Copies what the tips lead to. No upload-pack, whose settings could hide refs. */
async function copyObjects(from: GitContext, to: GitContext, tips: ReadonlySet<string>): Promise<void> {
  const packing = ['pack-objects', '--revs', '--stdout', '--quiet', '--delta-base-offset'];
  const indexing = ['index-pack', '--stdin'];
  const source = startGit(from, packing);
  const target = startGit(to, indexing);
  source.stdin.end(asLines(tips));
  target.stdout.resume();
  // The exit status of either one gives the reason.
  await pipeline(source.stdout, target.stdin).catch(() => undefined);
  const [packed, indexed] = [await source.ended, await target.ended];
  from.signal?.throwIfAborted();
  if (packed.code !== 0) throw gitFailure(from.cwd, packing, packed);
  if (indexed.code !== 0) throw gitFailure(to.cwd, indexing, indexed);
}
