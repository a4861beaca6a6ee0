// Counts, over a whole scan, how many similar files give one name different values: such a name holds digests, not
// keys.
import { evidenceAgainst } from '../../src/evidence.ts';
import { lazy } from '../../src/lazy.ts';
import { compactName } from '../../src/names.ts';
import type { Finding } from '../model/finding.ts';

/**
 * A repository may store a key for each of a few accounts. A name with values in more files than this holds digests.
 */
const MAX_FILES = 20;

/** The values of one name in similar files. Stores no more than the decision needs. */
interface Group {
  readonly paths: Set<string>;
  readonly fingerprints: Set<string>;
}

export class NamesAcrossFiles {
  readonly #groups = new Map<string, Group>();

  /**
   * Counts a finding. A credential occurs once or repeats the same value; digests differ from file to file.
   * @returns the groups of the finding; pass them to {@link isMany} after the scan
   */
  count(name: string, { path, root, origin, secret: { fingerprint } }: Finding): readonly Group[] {
    const subject = `${compactName(name)}\0${origin.type}\0${root}`;
    return groupKeysOf(path).map((kind) => {
      const key = `${subject}\0${kind}`;
      let group = this.#groups.get(key);
      if (group === undefined) this.#groups.set(key, (group = { paths: new Set(), fingerprints: new Set() }));
      addUpToLimit(group.paths, path);
      addUpToLimit(group.fingerprints, fingerprint);
      return group;
    });
  }

  /** @returns whether the name has many values in one of these groups; once true, it stays true */
  isMany(groups: readonly Group[]): boolean {
    // Versions of one file are many values in one path; copies of one value are many paths.
    return groups.some(({ paths, fingerprints }) => paths.size > MAX_FILES && fingerprints.size > MAX_FILES);
  }
}

/** The evidence that a name with many values adds to a finding. */
export const acrossFiles = lazy(() =>
  evidenceAgainst(
    'many-values',
    `is one of more than ${MAX_FILES} different values of that name in files of this kind`,
  ),
);

function addUpToLimit(set: Set<string>, value: string): void {
  if (set.size <= MAX_FILES) set.add(value);
}

/** A folder named after a number or part of a digest, as caches spread their files: `ab/cd/`. */
const SHARD_FOLDER = /^(?:(?=[a-z-]*\d)[0-9a-f-]+|[0-9a-f]{1,2})$/i;

/** Files are similar if they share folder and extension, or the file name. */
function groupKeysOf(path: string): string[] {
  const folders = path.split('/');
  const file = folders.pop()!;
  const folder = folders.map((one) => (SHARD_FOLDER.test(one) ? '*' : one)).join('/');
  const extension = /\.[^.]*$/.exec(file)?.[0] ?? '';
  return [`in ${folder}/*${extension.toLowerCase()}`, `named ${file.toLowerCase()}`];
}
