import { decodeDocument, explain } from '../../src/index.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { tryGit } from '../git/run.ts';

/** A file after a secret was taken out of it. */
export interface AfterRemoval {
  readonly commit: string;
  readonly path: string;
  /** Fingerprint. */
  readonly secret: string;
}

/** Files that are looked at; more removals than this are believed. */
const MOST = 500;
/** Larger files are believed too; bytes. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Finds removals that are none: the value still stands in the file, where it is no finding any more, such as in a
 * bare comment.
 * @returns those of `removals` in which it does
 */
export async function findLeftovers<T extends AfterRemoval>(repository: Repository, removals: readonly T[]): Promise<Set<T>> {
  const left = new Set<T>();
  const asked = removals.filter(({ path }) => !/[\n\r\0]/.test(path)).slice(0, MOST);
  if (asked.length === 0) return left;
  const { stdout } = await tryGit(repository.git, ['cat-file', '--batch-check'], asked.map(({ commit, path }) => `${commit}:${path}\n`).join(''));
  const byBlob = new Map<string, T[]>();
  for (const [at, line] of stdout.toString('utf8').split('\n').entries()) {
    const match = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(line);
    if (match === null || Number(match[2]) > LARGEST) continue;
    byBlob.set(match[1]!, [...(byBlob.get(match[1]!) ?? []), asked[at]!]);
  }
  if (byBlob.size === 0) return left;
  await readObjects(repository.git, ObjectList.of(byBlob.keys(), repository.hexLength), {
    object: ({ oid }, bytes) => {
      const values = new Set(explain(decodeDocument(bytes)).map(({ secret }) => secret.fingerprint));
      for (const removal of byBlob.get(oid) ?? []) if (values.has(removal.secret)) left.add(removal);
    },
    piece: () => undefined,
    absent: () => undefined,
  });
  return left;
}
