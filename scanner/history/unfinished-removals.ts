// Finds removals of a secret that left the value in the file, for example in a comment.
import { findCandidates } from '../../src/candidates.ts';
import { decodeDocument, Secret } from '../../src/index.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { tryGit } from '../git/run-git.ts';

/** A file after secrets were removed from it. */
export interface AfterRemoval {
  readonly commit: string;
  readonly path: string;
  /** Fingerprints of the removed secrets. */
  readonly secrets: ReadonlySet<string>;
}

/** Larger files are not checked. Bytes. */
const MAX_SIZE = 4 * 1024 * 1024;

/**
 * Finds unfinished removals: the value is still in the file, where it is no longer a finding, such as in a bare
 * comment. Each file is read once, however many secrets were removed from it.
 * @returns the remaining secrets of each affected file
 */
export async function findUnfinishedRemovals<T extends AfterRemoval>(
  repository: Repository,
  removals: readonly T[],
): Promise<Map<T, Set<string>>> {
  const remaining = new Map<T, Set<string>>();
  const readable = removals.filter(({ path }) => !/[\n\r\0]/.test(path));
  if (readable.length === 0) return remaining;
  const { stdout } = await tryGit(
    repository.git,
    ['cat-file', '--batch-check'],
    readable.map(({ commit, path }) => `${commit}:${path}\n`).join(''),
  );
  const byBlob = new Map<string, T[]>();
  for (const [at, line] of stdout.toString('utf8').split('\n').entries()) {
    const match = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(line);
    if (match === null || Number(match[2]) > MAX_SIZE) continue;
    const known = byBlob.get(match[1]!);
    if (known === undefined) byBlob.set(match[1]!, [readable[at]!]);
    else known.push(readable[at]!);
  }
  if (byBlob.size === 0) return remaining;
  await readObjects(repository.git, ObjectList.of(byBlob.keys(), repository.hexLength), {
    object: ({ oid }, bytes) => {
      const values = valuesIn(bytes);
      for (const removal of byBlob.get(oid) ?? []) {
        const stillPresent = new Set<string>();
        for (const secret of removal.secrets) if (values.has(secret)) stillPresent.add(secret);
        if (stillPresent.size > 0) remaining.set(removal, stillPresent);
      }
    },
    chunk: () => undefined,
    absent: () => undefined,
  });
  return remaining;
}

/** @returns fingerprints of everything with the shape of a value */
function valuesIn(bytes: Uint8Array): Set<string> {
  const values = new Set<string>();
  for (const { view, run } of findCandidates(decodeDocument(bytes)))
    values.add(new Secret(view.slice(run.start, run.end)).fingerprint);
  return values;
}
