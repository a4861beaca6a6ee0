// Surveys a history before a purge: what holds a value, and what gets another id when it is rewritten.

import type { Repository } from '../../../git/repository.ts';
import { readChanges } from '../../../git/tree-changes.ts';
import { mask } from '../../../text/mask.ts';
import type { Secret } from '../../../../src/index.ts';
import { Edits } from './edits.ts';
import {
  eachObject,
  fieldsOf,
  isSigned,
  listObjects,
  parseObject,
  readRefs,
  type HistoryObject,
} from './history-objects.ts';

/** What a purge will change. All names are untrusted text. */
export interface Survey {
  /** Ids by full name of the ref, as latin-1. */
  readonly refs: ReadonlyMap<string, string>;
  readonly edits: Edits;
  /** Number of commits in the history. */
  readonly commits: number;
  /** Number of commits that get another id. */
  readonly changedCommits: number;
  /** Commits that add a value to a file, a file name, a message or a name; in no order. */
  readonly holding: readonly string[];
  /** Refs that get another id, by full name. */
  readonly changedRefs: readonly string[];
  /**
   * Commits to leave out of the rewrite with all before them, because no value came in yet: they keep ids and
   * signatures. Undefined if everything must be rewritten.
   */
  readonly excluded: readonly string[] | undefined;
  /** Paths of files with a value in at least one version. */
  readonly paths: readonly string[];
  /** Paths with a value in the name. */
  readonly renamed: readonly string[];
  /** Commits and tags with a value in the message or in a name of a person. */
  readonly messages: number;
  /** Commits and tags that lose a signature. */
  readonly signedCommits: number;
  readonly signedTags: number;
  /** Number of addresses that committed or wrote commits. */
  readonly people: number;
  /** What cannot be fixed, each as a path or name and a reason. */
  readonly notFixed: readonly NotFixed[];
}

/** A place where a value stays. */
export interface NotFixed {
  readonly place: string;
  readonly reason: string;
}

/** Commits whose changes are read at a time. */
const BATCH = 2000;
const PEOPLE = ['author', 'committer', 'tagger'] as const;

/**
 * Reads every object that the refs lead to.
 * @throws Failure for a missing or damaged object; the reason of the signal after an abort
 */
export async function surveyHistory(repository: Repository, secrets: readonly Secret[]): Promise<Survey> {
  const { git } = repository;
  const refs = await readRefs(git);
  const edits = new Edits(secrets);
  const objects = new Map<string, HistoryObject>();
  const withText = new Set<string>();
  const signed = new Set<string>();
  const large: string[] = [];
  await eachObject(
    git,
    await listObjects(git, [...new Set(refs.values())]),
    (header, bytes) => {
      if (header.type === 'blob') return void edits.addBlob(header.oid, bytes);
      const object = parseObject(header, bytes);
      if (isSigned(object)) signed.add(header.oid);
      // Only the proof needs messages, and it reads them again.
      objects.set(header.oid, { ...object, message: '' });
      const texts = [...PEOPLE.flatMap((name) => fieldsOf(object, name)), object.message];
      const holding = texts.filter((text) => edits.addText(Buffer.from(text, 'latin1')));
      if (holding.length > 0) withText.add(header.oid);
    },
    (id) => large.push(id),
  );
  const all = [...objects.values()];
  const commits = all.filter(({ type }) => type === 'commit');
  const places = await placesOf(repository, commits, edits);
  const unsupported = await unsupportedRefs(repository, refs, objects, edits);
  const direct = new Set([...places.holding, ...withText]);
  const range = affectedRange(objects, refs, (id) => direct.has(id) || edits.blobs.has(id));
  const changed =
    range?.changed ?? withDescendants(objects, (id) => direct.has(id) || edits.blobs.has(id) || signed.has(id));
  return {
    refs,
    edits,
    commits: commits.length,
    changedCommits: commits.filter(({ id }) => changed.has(id)).length,
    holding: commits.flatMap(({ id }) => (direct.has(id) ? [id] : [])),
    changedRefs: refsOfCommits(objects, refs, changed),
    excluded: range?.excluded,
    paths: [...places.paths],
    renamed: [...places.renamed],
    messages: withText.size,
    signedCommits: commits.filter(({ id }) => signed.has(id) && changed.has(id)).length,
    signedTags: all.filter(({ id, type }) => type === 'tag' && signed.has(id) && changed.has(id)).length,
    people: new Set(commits.flatMap((one) => PEOPLE.flatMap((name) => fieldsOf(one, name).map(addressOf)))).size,
    notFixed: [
      ...Array.from(places.archives, (place) => ({ place, reason: 'an archive: replace it by one without the value' })),
      ...[...refs.keys()]
        .filter((name) => edits.holds(Buffer.from(name, 'latin1')))
        .map((place) => ({ place, reason: 'the name of a ref: rename it where you push to' })),
      ...unsupported.map((place) => ({ place, reason: 'names no commit, so git filter-repo leaves it: delete it' })),
      ...large.map((id) => ({ place: id, reason: 'an object of more than 1 GB: it was not read' })),
      ...Array.from(edits.stubborn, (id) => ({ place: id, reason: 'a value in it cannot be replaced' })),
    ],
  };
}

/** @returns names of refs and tags of files and directories that hold a value */
async function unsupportedRefs(
  { git }: Repository,
  refs: ReadonlyMap<string, string>,
  objects: ReadonlyMap<string, HistoryObject>,
  edits: Edits,
): Promise<string[]> {
  const found: string[] = [];
  for (const [name, id] of refs) {
    const target = peeled(objects, id);
    if (objects.has(target)) continue;
    const held = await listObjects(git, [target]);
    if (held.some((one) => edits.blobs.has(one) || edits.archives.has(one))) found.push(name);
  }
  return found;
}

/** Refs and commits that fit on a command line. */
const MOST_ARGUMENTS = 10_000;
/** Names of refs that can be arguments. Whatever may be a value must not: other users can see arguments. */
const PLAIN_NAME = /^[\x21-\x7e]+$/;

/**
 * Limits a rewrite to the commits that a value leads to.
 * @returns what changes then, and the commits before; undefined if that cannot be said on a command line
 */
function affectedRange(
  objects: ReadonlyMap<string, HistoryObject>,
  refs: ReadonlyMap<string, string>,
  isChanged: (id: string) => boolean,
): { readonly changed: ReadonlySet<string>; readonly excluded: readonly string[] } | undefined {
  const changed = withDescendants(objects, isChanged);
  const excluded = new Set<string>();
  for (const id of changed) {
    const object = objects.get(id);
    for (const parent of object === undefined ? [] : fieldsOf(object, 'parent'))
      if (!changed.has(parent)) excluded.add(parent);
  }
  const names = refsOfCommits(objects, refs, changed);
  const isSayable =
    names.length + excluded.size <= MOST_ARGUMENTS &&
    names.every((name) => PLAIN_NAME.test(name) && mask(name) === name) &&
    // git drops a tag whose commit is left out.
    names.every((name) => changed.has(peeled(objects, refs.get(name)!)));
  return isSayable ? { changed, excluded: [...excluded] } : undefined;
}

/** @returns names of refs that change and lead to a commit */
function refsOfCommits(
  objects: ReadonlyMap<string, HistoryObject>,
  refs: ReadonlyMap<string, string>,
  changed: ReadonlySet<string>,
): string[] {
  return [...refs].flatMap(([name, id]) =>
    changed.has(id) && objects.get(peeled(objects, id))?.type === 'commit' ? [name] : [],
  );
}

/** @returns the id of the object that a tag names in the end */
function peeled(objects: ReadonlyMap<string, HistoryObject>, id: string): string {
  let target = id;
  for (let tag = objects.get(target); tag?.type === 'tag'; tag = objects.get(target))
    target = fieldsOf(tag, 'object')[0]!;
  return target;
}

interface Places {
  readonly holding: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
  readonly renamed: ReadonlySet<string>;
  readonly archives: ReadonlySet<string>;
}

/** Finds the commits that add an affected blob or name. */
async function placesOf(repository: Repository, commits: readonly HistoryObject[], edits: Edits): Promise<Places> {
  const places = {
    holding: new Set<string>(),
    paths: new Set<string>(),
    renamed: new Set<string>(),
    archives: new Set<string>(),
  };
  const namesWithValue = new Map<string, boolean>();
  const holdsName = (path: string): boolean => {
    const known = namesWithValue.get(path) ?? edits.addText(Buffer.from(path));
    namesWithValue.set(path, known);
    return known;
  };
  for (let at = 0; at < commits.length; at += BATCH) {
    repository.git.signal?.throwIfAborted();
    const ids = commits.slice(at, at + BATCH).map(({ id }) => id);
    for (const { commit, oid, path } of await readChanges(repository, ids)) {
      if (edits.archives.has(oid)) places.archives.add(path);
      if (edits.blobs.has(oid)) places.paths.add(path);
      const isRenamed = holdsName(path);
      if (isRenamed) places.renamed.add(path);
      if (isRenamed || edits.blobs.has(oid)) places.holding.add(commit);
    }
  }
  return places;
}

/** @returns ids of the objects that change, and of all that lead to them */
function withDescendants(
  objects: ReadonlyMap<string, HistoryObject>,
  isChanged: (id: string) => boolean,
): ReadonlySet<string> {
  const done = new Map<string, boolean>();
  for (const start of objects.keys()) {
    const stack = [start];
    for (let id = stack.at(-1); id !== undefined; id = stack.at(-1)) {
      const object = objects.get(id);
      if (object === undefined || done.has(id)) {
        if (object === undefined) done.set(id, isChanged(id));
        stack.pop();
        continue;
      }
      const targets = [...fieldsOf(object, 'parent'), ...fieldsOf(object, 'object')];
      const open = targets.filter((target) => !done.has(target));
      if (open.length > 0) {
        stack.push(...open);
        continue;
      }
      done.set(id, isChanged(id) || targets.some((target) => done.get(target) === true));
      stack.pop();
    }
  }
  return new Set([...done].flatMap(([id, changed]) => (changed ? [id] : [])));
}

function addressOf(person: string): string {
  return /<([^>]*)>/.exec(person)?.[1]?.toLowerCase() ?? '';
}
