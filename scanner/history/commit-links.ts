// Completes and checks the links of commits after all objects were read.
import type { NotLookedAt } from '../model/finding.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { commitLinks, ObjectLinks, type LinkData } from '../packs/object-links.ts';
import type { ObjectTable, StoreData } from '../packs/object-table.ts';
import { COMMIT } from '../packs/read-layout.ts';
import { filterCommits } from './commits-among.ts';
import type { ReadResult } from './read-result.ts';

/**
 * Reads commits again that were read before the objects they refer to were known.
 * @returns their links; they must precede the links recorded first, so they take effect
 */
export async function completeLinks(
  { git, hexLength }: Repository,
  objectTable: ObjectTable,
  recorded: readonly LinkData[],
): Promise<LinkData[]> {
  const cutCommits = objectTable.lateCount === 0 ? [] : recorded.flatMap((links) => links.cut);
  if (cutCommits.length === 0) return [];
  const links = new ObjectLinks(objectTable);
  const ids = cutCommits.map((number) => objectTable.oid(number));
  await readObjects(git, ObjectList.of(ids, hexLength), {
    object: ({ oid }, bytes) => links.addCommitOrTag(objectTable.findHex(oid), COMMIT, bytes, 0, bytes.length),
    chunk: () => undefined,
    absent: () => undefined,
  });
  // Their missing references are recorded already.
  return [{ ...links.data(), missing: [] }];
}

/** Finds commits that name a commit as their tree: if a commit names itself, git searches it forever. */
export async function findTreeLoops(
  repository: Repository,
  store: StoreData,
  { objectTable, links, hasGitLoop }: Pick<ReadResult, 'objectTable' | 'links' | 'hasGitLoop'>,
): Promise<NotLookedAt[]> {
  const isCommit = new Uint8Array(objectTable.count);
  for (const { commits } of links) for (const { number } of commitLinks(commits)) isCommit[number] = 1;
  if (!hasGitLoop)
    for (const number of await filterCommits(repository, objectTable, unreadTrees(store, objectTable, links)))
      isCommit[number] = 1;
  const found: NotLookedAt[] = [];
  for (const { commits } of links) {
    for (const { number, tree } of commitLinks(commits)) {
      if (isCommit[tree] !== 1) continue;
      found.push({
        path: repository.root,
        reason: `object ${objectTable.oid(number)} is damaged: what it names as its tree is a commit`,
        remedy: 'Clone again; no git makes such a commit.',
      });
    }
  }
  return found;
}

/** @returns numbers of objects that commits name as their tree, in packs that were not read */
function unreadTrees(store: StoreData, objectTable: ObjectTable, links: readonly LinkData[]): Set<number> {
  const unread = store.packs.flatMap(({ isCached, layout }, packNumber) =>
    isCached === true ? [{ first: objectTable.firstOf(packNumber), count: layout.count }] : [],
  );
  const trees = new Set<number>();
  if (unread.length === 0) return trees;
  for (const { commits } of links)
    for (const { tree } of commitLinks(commits))
      if (unread.some(({ first, count }) => tree >= first && tree < first + count)) trees.add(tree);
  return trees;
}
