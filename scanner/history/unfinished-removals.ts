import { findCandidates } from '../../src/candidates.ts';
import { decodeDocument, Secret } from '../../src/index.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { tryGit } from '../git/run-git.ts';

/** A file after secrets were taken out of it. */
export interface AfterRemoval {
  readonly commit: string;
  readonly path: string;
  /** Fingerprints. */
  readonly secrets: ReadonlySet<string>;
}

/** Larger files are believed; bytes. */
const LARGEST = 4 * 1024 * 1024;

/**
 * Finds removals that are none: the value still stands in the file, where it is no finding any more, such as in a
 * bare comment. Each file is read once, however many secrets were taken out of it.
 * @returns for each file in which some do, these
 */
export async function findUnfinishedRemovals<T extends AfterRemoval>(
  repository: Repository,
  removals: readonly T[],
): Promise<Map<T, Set<string>>> {
  const left = new Map<T, Set<string>>();
  const asked = removals.filter(({ path }) => !/[\n\r\0]/.test(path));
  if (asked.length === 0) return left;
  const { stdout } = await tryGit(
    repository.git,
    ['cat-file', '--batch-check'],
    asked.map(({ commit, path }) => `${commit}:${path}\n`).join(''),
  );
  const byBlob = new Map<string, T[]>();
  for (const [at, line] of stdout.toString('utf8').split('\n').entries()) {
    const match = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(line);
    if (match === null || Number(match[2]) > LARGEST) continue;
    const known = byBlob.get(match[1]!);
    if (known === undefined) byBlob.set(match[1]!, [asked[at]!]);
    else known.push(asked[at]!);
  }
  if (byBlob.size === 0) return left;
  await readObjects(repository.git, ObjectList.of(byBlob.keys(), repository.hexLength), {
    object: ({ oid }, bytes) => {
      const values = valuesIn(bytes);
      for (const removal of byBlob.get(oid) ?? []) {
        const still = new Set<string>();
        for (const secret of removal.secrets) if (values.has(secret)) still.add(secret);
        if (still.size > 0) left.set(removal, still);
      }
    },
    piece: () => undefined,
    absent: () => undefined,
  });
  return left;
}

/** @returns fingerprints of all that has the shape of a value */
function valuesIn(bytes: Uint8Array): Set<string> {
  const values = new Set<string>();
  for (const { view, run } of findCandidates(decodeDocument(bytes)))
    values.add(new Secret(view.slice(run.start, run.end)).fingerprint);
  return values;
}
