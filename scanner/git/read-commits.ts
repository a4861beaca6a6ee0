// Reads author, dates and subject of commits by id.
import { parentCount, readCommit, type CommitFacts } from './commit.ts';
import { ObjectList, readObjects } from './object-reader.ts';
import type { Repository } from './repository.ts';

/** The facts of a commit. */
export interface ReadCommit extends CommitFacts {
  /** Number of parents that the commit names, present or not. */
  readonly parents: number;
}

/** @returns the facts of commits by id; unreadable ones are left out */
export async function readCommits(repository: Repository, commits: Iterable<string>): Promise<Map<string, ReadCommit>> {
  const facts = new Map<string, ReadCommit>();
  const ids = new Set(commits);
  if (ids.size === 0) return facts;
  await readObjects(repository.git, ObjectList.of(ids, repository.hexLength), {
    object: (header, bytes) => void facts.set(header.oid, { ...readCommit(bytes), parents: parentCount(bytes) }),
    chunk: () => undefined,
    absent: () => undefined,
  });
  return facts;
}
