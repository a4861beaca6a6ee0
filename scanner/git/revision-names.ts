// Resolves revision names as git does, but rejects ambiguous ones: someone who may push tags must not decide their
// meaning.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../model/failure.ts';
import type { Repository } from './repository.ts';
import { runGit, tryGit } from './run-git.ts';

/** The parts of a revision name: `origin/main` and `~3`. */
interface RevisionParts {
  readonly ref: string;
  readonly rest: string;
}

/** Full names per call of git, because the length of a command line is limited. */
const PATTERNS_PER_CALL = 500;
/** The prefixes that git tries for a name, in its order. */
const PLACES = ['refs/', 'refs/tags/', 'refs/heads/', 'refs/remotes/'] as const;
/** Files in the git folder that take precedence over refs: `HEAD`, `FETCH_HEAD`, those of other working trees. */
const SPECIAL = /^(?:[A-Z][A-Z_]*|(?:main-worktree|worktrees)\/.+)$/;
/** An abbreviated commit id, also at the end of `git describe` output. */
const SHORT_ID = /^(?:.*-g)?([0-9a-f]{4,64})$/;

/**
 * @param names any revisions that git accepts: ids, branches, tags, `HEAD~3`; `refs/…` is always one ref
 * @param kind `commit`: resolves tags to their commits; `object`: a tag stays a tag
 * @returns their ids; undefined for names that resolve to nothing here
 * @throws Failure for an ambiguous name, with the full names to choose from
 */
export async function lookUp(
  repository: Repository,
  names: readonly string[],
  kind: 'commit' | 'object',
): Promise<(string | undefined)[]> {
  const found = await objectsNamed(repository, await exactNames(repository, names));
  if (kind === 'object') return found.map((one) => one?.oid);
  // Resolves a tag to its target.
  const tags = found.flatMap((one) => (one?.type === 'tag' ? [one.oid] : []));
  const peeled = await objectsNamed(
    repository,
    tags.map((tag) => `${tag}^{}`),
  );
  const commits = new Map(tags.map((tag, at) => [tag, peeled[at]]));
  return found.map((one) => {
    const last = one?.type === 'tag' ? commits.get(one.oid) : one;
    return last?.type === 'commit' ? last.oid : undefined;
  });
}

/** @returns the present object of each name, with one process for all names */
async function objectsNamed(
  { git, hexLength }: Repository,
  names: readonly (string | undefined)[],
): Promise<({ readonly oid: string; readonly type: string } | undefined)[]> {
  const queries = names.flatMap((name) => (name === undefined ? [] : [`${name}\n`]));
  const answers =
    queries.length === 0
      ? []
      : (await runGit(git, ['cat-file', '--batch-check=%(objectname) %(objecttype)'], queries.join('')))
          .toString('latin1')
          .split('\n');
  let at = 0;
  return names.map((name) => {
    const [oid = '', type = ''] = name === undefined ? [] : answers[at++]!.split(' ');
    return isId(oid, hexLength) && /^(?:commit|tag|tree|blob)$/.test(type) ? { oid, type } : undefined;
  });
}

function isId(name: string, hexLength: number): boolean {
  return name.length === hexLength && /^[0-9a-f]+$/.test(name);
}

/** @returns each name in an unambiguous form; undefined for an invalid name */
async function exactNames(repository: Repository, names: readonly string[]): Promise<(string | undefined)[]> {
  const parts = names.map((name) => (isId(name, repository.hexLength) ? undefined : partsOf(name)));
  const refs = await refsNamed(
    repository,
    parts.flatMap((one) => one?.ref ?? []),
  );
  const exact: (string | undefined)[] = [];
  for (const [at, name] of names.entries()) {
    const part = parts[at];
    if (name === '' || name.startsWith('-') || name.includes('\n')) exact.push(undefined);
    else exact.push(part === undefined ? name : await exactName(repository, name, part, refs.get(part.ref) ?? []));
  }
  return exact;
}

/**
 * @returns undefined for names that are not refs: `HEAD`, the previous branch (`@{-1}`), a message (`:/text`), a
 *   branch's upstream
 */
function partsOf(name: string): RevisionParts | undefined {
  const [ref = ''] = /^(?:[^~^:@]|@(?!\{))*/.exec(name) ?? [];
  const rest = name.slice(ref.length);
  if (ref === '' || ref === '@' || ref === 'HEAD' || /^@\{(?:u|upstream|push)\}/i.test(rest)) return undefined;
  return { ref, rest };
}

/** @returns for each name, the full names of the refs it could mean, in git's order */
async function refsNamed({ git }: Repository, names: readonly string[]): Promise<Map<string, string[]>> {
  const candidates = new Map(names.map((name) => [name, candidatesOf(name)]));
  // No ref contains these characters; git would treat them as a pattern.
  const patterns = [...candidates.values()].flat().filter((name) => !/[*?[\\\n]/.test(name));
  const existing = new Set<string>();
  for (let at = 0; at < patterns.length; at += PATTERNS_PER_CALL) {
    const listed = await runGit(git, [
      'for-each-ref',
      '--format=%(refname)',
      ...patterns.slice(at, at + PATTERNS_PER_CALL),
    ]);
    for (const name of listed.toString('utf8').split('\n')) existing.add(name);
  }
  return new Map([...candidates].map(([name, all]) => [name, all.filter((one) => existing.has(one))]));
}

function candidatesOf(name: string): string[] {
  if (name.startsWith('refs/')) return [name];
  return [...PLACES.map((place) => place + name), `refs/remotes/${name}/HEAD`];
}

async function exactName(
  repository: Repository,
  name: string,
  { ref, rest }: RevisionParts,
  refs: readonly string[],
): Promise<string | undefined> {
  const [only] = refs;
  if (only === undefined) return ref.startsWith('refs/') ? undefined : name;
  if (SPECIAL.test(ref)) {
    if (repository.gitFolder !== undefined && existsSync(path.join(repository.gitFolder, ref))) return name;
    throw ambiguous(repository, name, refs);
  }
  if (refs.length > 1) throw ambiguous(repository, name, refs);
  const others = [...(await commitsBy(repository, ref, only)), ...(await remoteBranch(repository, ref, only))];
  if (others.length > 0) throw ambiguous(repository, name, [only, ...others]);
  return only + rest;
}

/** Commits whose id a ref's name could also abbreviate. */
async function commitsBy({ git }: Repository, ref: string, full: string): Promise<string[]> {
  const short = ref.startsWith('refs/') ? undefined : SHORT_ID.exec(ref)?.[1];
  if (short === undefined) return [];
  const [listed, own] = await Promise.all([
    tryGit(git, ['rev-parse', `--disambiguate=${short}`]),
    tryGit(git, ['rev-parse', '--verify', '-q', `${full}^{commit}`]),
  ]);
  const ids = listed.stdout
    .toString('latin1')
    .split('\n')
    .filter((id) => id !== '');
  return ids.filter((id) => id !== own.stdout.toString('latin1').trim());
}

/** `origin/main` is the branch of a remote even if it was not fetched: no tag or local branch replaces it. */
async function remoteBranch(repository: Repository, ref: string, full: string): Promise<string[]> {
  if (ref.startsWith('refs/') || full.startsWith('refs/remotes/') || full === `refs/${ref}` || !ref.includes('/'))
    return [];
  return (await remoteNames(repository)).some((remote) => ref.startsWith(`${remote}/`))
    ? [`refs/remotes/${ref} (not fetched)`]
    : [];
}

/** @returns names of the remotes in the repository's configuration */
export async function remoteNames({ git }: Repository): Promise<string[]> {
  const { stdout } = await tryGit(git, [
    'config',
    '-z',
    '--name-only',
    '--get-regexp',
    String.raw`^remote\..*\.(url|pushurl|fetch)$`,
  ]);
  const names = stdout
    .toString('utf8')
    .split('\0')
    .map((key) => key.replace(/^remote\./, '').replace(/\.[^.]*$/, ''));
  return [...new Set(names)].filter((name) => name !== '');
}

function ambiguous({ root }: Repository, name: string, choice: readonly string[]): Failure {
  return new Failure(
    `"${name}" can mean several things in ${root}: ${choice.join(', ')}`,
    'Write the full name of the one that is meant, e.g. refs/remotes/origin/main.',
  );
}
