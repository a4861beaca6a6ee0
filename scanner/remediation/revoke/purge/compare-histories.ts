// Proves that a rewritten history differs from the original only in the edits that were planned.

import { lazy } from '../../../../src/lazy.ts';
import { runGit } from '../../../git/run-git.ts';
import type { GitContext } from '../../../model/git-context.ts';
import type { Edits } from './edits.ts';
import {
  asLines,
  eachObject,
  fieldsOf,
  parseObject,
  readRefs,
  unsigned,
  type HistoryObject,
} from './history-objects.ts';

/** The result of a comparison. */
export interface Comparison {
  /** Differences that were not planned, in words; empty for a proof. May hold names of strangers. */
  readonly problems: readonly string[];
  /** Number of commits that have another id. */
  readonly changedCommits: number;
  /** Number of directories of commits that were compared. */
  readonly comparedTrees: number;
}

/** Pairs of trees that git compares at a time. */
const BATCH = 2000;
const DIFF = ['diff-tree', '--stdin', '-r', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff'];
/** What git fast-export writes for a tag without a tagger. */
const NO_TAGGER = /^Unspecified Tagger <unspecified-tagger>/;
/** What git filter-repo takes for the id of a commit in a message, and its shortest length. */
const IDS = /(\b[0-9a-f]{7,40}\b)/;
const SHORTEST_ID = 7;

/**
 * Compares all refs, commits, tags and trees. Reads only; the clone must still have the old objects.
 * @param before ids by full name, from before the rewrite
 * @throws Failure for an object that cannot be read
 */
export async function compareHistories(
  clone: GitContext,
  before: ReadonlyMap<string, string>,
  edits: Edits,
): Promise<Comparison> {
  const after = await readRefs(clone);
  const old = await readHistory(clone, before);
  const rewritten = await readHistory(clone, after);
  const comparison = new HistoryComparison(edits, old, rewritten);
  for (const [name, id] of before) {
    const newId = after.get(name);
    if (newId === undefined) comparison.problems.push(`${name} is missing`);
    else comparison.pair(id, newId, name);
  }
  for (const name of after.keys()) if (!before.has(name)) comparison.problems.push(`${name} is new`);
  comparison.followPairs();
  const trees = [...comparison.trees];
  for (let at = 0; at < trees.length; at += BATCH)
    await compareTrees(clone, trees.slice(at, at + BATCH), edits, comparison.problems);
  return {
    problems: comparison.problems,
    changedCommits: comparison.changedCommits,
    comparedTrees: trees.length,
  };
}

class HistoryComparison {
  readonly problems: string[] = [];
  /** Pairs of ids of different trees, each once: `<old> <new>`. */
  readonly trees = new Set<string>();
  readonly #edits: Edits;
  readonly #old: ReadonlyMap<string, HistoryObject>;
  readonly #new: ReadonlyMap<string, HistoryObject>;
  /** New ids by old ids. Only a tag within a tag may become several objects. */
  readonly #pairs = new Map<string, Set<string>>();
  readonly #open: (readonly [old: string, now: string])[] = [];
  /** Old and new ids by the start of the old one, made when all pairs are known: messages may name thousands. */
  readonly #byStart = lazy(() => {
    const found = new Map<string, (readonly [from: string, to: string])[]>();
    for (const [from, [to = '']] of this.#pairs) {
      const start = from.slice(0, SHORTEST_ID);
      const known = found.get(start);
      if (known === undefined) found.set(start, [[from, to]]);
      else known.push([from, to]);
    }
    return found;
  });
  /** Names of tags that contain a tag. git fast-export gives the inner one the name of the outer one. */
  readonly #outerNames: ReadonlySet<string>;

  constructor(edits: Edits, old: ReadonlyMap<string, HistoryObject>, rewritten: ReadonlyMap<string, HistoryObject>) {
    this.#edits = edits;
    this.#old = old;
    this.#new = rewritten;
    this.#outerNames = new Set(
      Array.from(old.values(), (one) => (fieldsOf(one, 'type').includes('tag') ? fieldsOf(one, 'tag') : [])).flat(),
    );
  }

  get changedCommits(): number {
    return [...this.#pairs].filter(([old, now]) => !now.has(old) && this.#old.get(old)?.type === 'commit').length;
  }

  /** Two objects that must be the same but for the edits. @param where for messages */
  pair(old: string, now: string, where: string): void {
    // A file or directory that stays is no unplanned difference; whether it holds a value is searched for later.
    if (old === now && !this.#old.has(old)) return;
    const known = this.#pairs.get(old) ?? new Set();
    if (known.has(now)) return;
    if (known.size > 0 && this.#old.get(old)?.type !== 'tag') this.problems.push(`${where}: ${old} became two objects`);
    this.#pairs.set(old, known.add(now));
    if (old === now) return;
    if (this.#old.has(old) && this.#new.has(now)) this.#open.push([old, now]);
    else if (this.#edits.blobs.get(old)?.newId !== now) this.problems.push(`${where}: ${old} became ${now}`);
  }

  /** Compares all pairs, and the objects that they lead to. */
  followPairs(): void {
    const done: (readonly [HistoryObject, HistoryObject])[] = [];
    for (let pair = this.#open.pop(); pair !== undefined; pair = this.#open.pop()) {
      const [old, now] = [this.#old.get(pair[0])!, this.#new.get(pair[1])!];
      this.#follow(old, now);
      done.push([old, now]);
    }
    // Messages name other commits, whose new ids are known only now.
    for (const [old, now] of done)
      if (!this.#hasSameText(old, now)) this.problems.push(`${old.id}: the message or a name differs`);
  }

  #follow(old: HistoryObject, now: HistoryObject): void {
    for (const name of ['parent', 'object', 'tree']) {
      const [from, to] = [fieldsOf(old, name), fieldsOf(now, name)];
      if (old.type !== now.type || from.length !== to.length) {
        this.problems.push(`${old.id}: ${name} differs`);
        continue;
      }
      for (const [at, id] of from.entries()) {
        if (name !== 'tree') this.pair(id, to[at]!, old.id);
        else if (id !== to[at]) this.trees.add(`${id} ${to[at]!}`);
      }
    }
  }

  /** Text that stays as it was is no unplanned difference either: values in it are searched for later. */
  #hasSameText(old: HistoryObject, now: HistoryObject): boolean {
    for (const name of ['author', 'committer', 'tagger', 'encoding', 'type', 'tag']) {
      const kept = fieldsOf(old, name);
      const wanted = kept.map((text) => this.#edits.replaceText(text));
      const found = fieldsOf(now, name);
      const isExpected =
        name === 'tagger'
          ? wanted.length === 0 && found.every((text) => NO_TAGGER.test(text))
          : name === 'tag' && found.every((text) => this.#outerNames.has(text));
      const isSame = [wanted, kept].some((texts) => texts.join('\n') === found.join('\n'));
      if (!isExpected && !isSame) return false;
    }
    const message = this.#edits.replaceText(old.message);
    if (old.type === 'tag') return [message, unsigned(message), old.message].includes(now.message);
    return [message, old.message].includes(now.message) || this.#differsInIdsOnly(message, now.message);
  }

  /** git filter-repo replaces ids of commits in messages by the new ids, of the same length. */
  #differsInIdsOnly(old: string, now: string): boolean {
    const [from, to] = [old.split(IDS), now.split(IDS)];
    return (
      from.length === to.length &&
      from.every((part, at) => part === to[at] || (at % 2 === 1 && this.#isNewId(part, to[at]!)))
    );
  }

  #isNewId(old: string, now: string): boolean {
    if (old.length !== now.length) return false;
    const candidates = this.#byStart().get(old.slice(0, SHORTEST_ID)) ?? [];
    return candidates.some(([from, to]) => from.startsWith(old) && to.startsWith(now));
  }
}

interface FileEntry {
  readonly mode: string;
  readonly id: string;
}

/** @param pairs of tree ids: `<old> <new>` */
async function compareTrees(
  clone: GitContext,
  pairs: readonly string[],
  edits: Edits,
  problems: string[],
): Promise<void> {
  const output = (await runGit(clone, DIFF, asLines(pairs))).toString('latin1');
  let tree = '';
  let gone = new Map<string, FileEntry>();
  let added = new Map<string, FileEntry>();
  const finish = () => {
    for (const [path, { mode, id }] of gone) {
      const moved = edits.replaceText(path);
      const found = added.get(moved);
      if (moved === path || found?.mode !== mode || found.id !== (edits.blobs.get(id)?.newId ?? id))
        problems.push(`${tree.slice(0, 40)}: ${path} is missing`);
      else added.delete(moved);
    }
    for (const path of added.keys()) problems.push(`${tree.slice(0, 40)}: ${path} is new`);
    gone = new Map();
    added = new Map();
  };
  for (const { pair, entry, path } of treeEntries(output)) {
    if (pair !== tree) finish();
    tree = pair;
    const [oldMode = '', newMode = '', oldId = '', newId = '', status = ''] = entry.slice(1).split(' ');
    if (status === 'D') gone.set(path, { mode: oldMode, id: oldId });
    else if (status === 'A') added.set(path, { mode: newMode, id: newId });
    else if (oldMode !== newMode || edits.blobs.get(oldId)?.newId !== newId)
      problems.push(`${tree.slice(0, 40)}: ${path} differs`);
  }
  finish();
}

/** Unlike after a commit, git writes a line break after two trees. */
const PAIR = /^[0-9a-f]{40} [0-9a-f]{40}\n/;

function* treeEntries(output: string): Generator<{ pair: string; entry: string; path: string }> {
  const fields = output.split('\0');
  let pair = '';
  for (let at = 0; at < fields.length; at += 2) {
    let entry = fields[at]!;
    for (let head = PAIR.exec(entry); head !== null; head = PAIR.exec(entry)) {
      pair = head[0];
      entry = entry.slice(pair.length);
    }
    if (entry !== '') yield { pair, entry, path: fields[at + 1] ?? '' };
  }
}

/** @returns all commits and tags that the refs lead to, by id */
async function readHistory(
  clone: GitContext,
  refs: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, HistoryObject>> {
  const objects = new Map<string, HistoryObject>();
  const tips = new Set(refs.values());
  const keep = async (ids: readonly string[]) =>
    eachObject(clone, ids, (header, bytes) => {
      if (header.type === 'commit' || header.type === 'tag') objects.set(header.oid, parseObject(header, bytes));
    });
  for (let wanted = [...tips]; wanted.length > 0;) {
    await keep(wanted);
    wanted = wanted.flatMap((id) => {
      const tag = objects.get(id);
      return tag?.type === 'tag' ? fieldsOf(tag, 'object').filter((target) => !objects.has(target)) : [];
    });
  }
  const starts = [...objects.values()].flatMap(({ id, type }) => (type === 'commit' ? [id] : []));
  const commits = (await runGit(clone, ['rev-list', '--stdin'], asLines(starts))).toString('latin1').split('\n');
  await keep(commits.filter((id) => id !== '' && !objects.has(id)));
  return objects;
}
