// Reads refs, commits and tags of a repository as git stores them, to plan a purge and to prove its result.

import { ObjectList, readObjects } from '../../../git/object-reader.ts';
import { messageStart } from '../../../git/commit.ts';
import { gitFailure, runGit, tryGit } from '../../../git/run-git.ts';
import { Failure } from '../../../model/failure.ts';
import type { GitContext } from '../../../model/git-context.ts';
import type { ObjectHeader } from '../../../git/object-parser.ts';

/** Hex digits of an object id: git filter-repo supports SHA-1 only. */
export const ID_LENGTH = 40;
/** The largest object that is read, in bytes; larger ones are listed. */
const MOST_BYTES = 1024 * 1024 * 1024;

/** A commit or tag object. All text is latin-1: one character a byte. */
export interface HistoryObject {
  readonly id: string;
  readonly type: 'commit' | 'tag';
  /** Header lines in order; continuation lines belong to the value. */
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly message: string;
}

/** @returns the ids of all refs by full name, as latin-1, without symbolic refs. @throws Failure for broken refs */
export async function readRefs(git: GitContext): Promise<ReadonlyMap<string, string>> {
  const args = ['for-each-ref', '--format=%(objectname) %(symref) %(refname)'];
  const result = await tryGit(git, args);
  if (result.code !== 0 || result.stderr !== '') throw gitFailure(git.cwd, args, result);
  const refs = new Map<string, string>();
  for (const line of result.stdout.toString('latin1').split('\n')) {
    const [id = '', symbolic = '', ...name] = line.split(' ');
    if (name.length > 0 && symbolic === '') refs.set(name.join(' '), id);
  }
  return refs;
}

/** @returns ids of all objects that the tips lead to, except trees */
export async function listObjects(git: GitContext, tips: readonly string[]): Promise<string[]> {
  const listed = await runGit(git, ['rev-list', '--objects', '--no-object-names', '--stdin'], asLines(tips));
  const typed = await runGit(git, ['cat-file', '--batch-check=%(objecttype) %(objectname)', '--buffer'], listed);
  return typed
    .toString('latin1')
    .split('\n')
    .flatMap((line) => (/^(?:blob|commit|tag) /.test(line) ? [line.slice(line.indexOf(' ') + 1)] : []));
}

/**
 * Reads objects one after the other.
 * @param onObject receives bytes that are valid only during the call
 * @param onLarge receives objects that are too large to be read
 * @throws Failure for an object that is missing or damaged
 */
export async function eachObject(
  git: GitContext,
  ids: readonly string[],
  onObject: (header: ObjectHeader, bytes: Buffer) => void,
  onLarge: (id: string) => void = () => undefined,
): Promise<void> {
  const missing: string[] = [];
  const sink = {
    object: onObject,
    chunk: ({ oid }: ObjectHeader, _bytes: Buffer, last: boolean) => {
      if (last) onLarge(oid);
    },
    absent: (line: string) => missing.push(line),
  };
  const unreadable = await readObjects(git, ObjectList.of(ids, ID_LENGTH), sink, MOST_BYTES);
  const [damaged] = unreadable;
  if (damaged !== undefined || missing.length > 0)
    throw new Failure(
      `${git.cwd}: ${damaged === undefined ? missing[0]! : `${damaged.oid} ${damaged.reason}`}`,
      'Run "git fsck" there, and purge a complete clone.',
    );
}

/** @returns the parts of a commit or tag */
export function parseObject({ oid, type }: ObjectHeader, bytes: Buffer): HistoryObject {
  const start = messageStart(bytes);
  const fields: [string, string][] = [];
  for (const line of bytes.toString('latin1', 0, start).split('\n')) {
    const last = fields.at(-1);
    if (line.startsWith(' ') && last !== undefined) last[1] += `\n${line}`;
    else if (line !== '') {
      const at = line.indexOf(' ');
      fields.push(at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]);
    }
  }
  return { id: oid, type: type as HistoryObject['type'], fields, message: bytes.toString('latin1', start) };
}

/** @returns the values of a header field, in order */
export function fieldsOf({ fields }: HistoryObject, name: string): readonly string[] {
  return fields.flatMap(([key, value]) => (key === name ? [value] : []));
}

/** Header fields that git filter-repo keeps; signatures and embedded tags are dropped. */
const KEPT = new Set(['tree', 'parent', 'author', 'committer', 'encoding', 'object', 'type', 'tag', 'tagger']);
const SIGNATURE = /^-----BEGIN (?:PGP SIGNATURE|PGP MESSAGE|SSH SIGNATURE|SIGNED MESSAGE)-----$/m;

/** @returns whether a commit or tag loses a signature or another header when it is rewritten */
export function isSigned({ fields, type, message }: HistoryObject): boolean {
  return fields.some(([name]) => !KEPT.has(name)) || (type === 'tag' && SIGNATURE.test(message));
}

/** @returns the message of a tag without its signature */
export function unsigned(message: string): string {
  const at = SIGNATURE.exec(message)?.index;
  return at === undefined ? message : message.slice(0, at);
}

/** @returns ids as input for git, one on each line */
export function asLines(ids: Iterable<string>): string {
  return Array.from(ids, (id) => `${id}\n`).join('');
}
