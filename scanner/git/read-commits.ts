import { parentCount, readCommit, type CommitFacts } from './commit.ts';
import { ObjectList, readObjects } from './object-reader.ts';
import type { Repository } from './repository.ts';

/** What a commit says about itself. */
export interface ReadCommit extends CommitFacts {
  /** How many the commit names, here or not. */
  readonly parents: number;
}

/** @returns what commits say about themselves, by id; none for one that cannot be read */
export async function readCommits(repository: Repository, commits: Iterable<string>): Promise<Map<string, ReadCommit>> {
  const facts = new Map<string, ReadCommit>();
  const ids = new Set(commits);
  if (ids.size === 0) return facts;
  await readObjects(repository.git, ObjectList.of(ids, repository.hexLength), {
    object: (header, bytes) => void facts.set(header.oid, { ...readCommit(bytes), parents: parentCount(bytes) }),
    piece: () => undefined,
    absent: () => undefined,
  });
  return facts;
}
