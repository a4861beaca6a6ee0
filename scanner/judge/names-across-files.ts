/**
 * Counts, over a whole scan, how many files of one kind give one name different values: such a name is that of digests.
 * A credential stands alone or repeats the same value.
 */
import { seenAgainst } from '../../src/evidence.ts';
import { compactName } from '../../src/names.ts';
import type { Finding } from '../model/finding.ts';

/** A repository may keep a key for each of a few accounts; more files than these hold digests. */
const MOST_FILES = 20;

/** The values that one name has in files of one kind. No more is kept than decides. */
interface Group {
  readonly paths: Set<string>;
  readonly fingerprints: Set<string>;
}

export class NamesAcrossFiles {
  readonly #groups = new Map<string, Group>();

  /** @returns what the finding is counted in; pass it to {@link isMany} once the scan has ended */
  count(name: string, { path, root, origin, secret: { fingerprint } }: Finding): readonly Group[] {
    const subject = `${compactName(name)}\0${origin.type}\0${root}`;
    return kindsOf(path).map((kind) => {
      const key = `${subject}\0${kind}`;
      let group = this.#groups.get(key);
      if (group === undefined) this.#groups.set(key, (group = { paths: new Set(), fingerprints: new Set() }));
      note(group.paths, path);
      note(group.fingerprints, fingerprint);
      return group;
    });
  }

  /** @returns whether the name has many values in one of these groups. It stays so, whatever comes later */
  isMany(groups: readonly Group[]): boolean {
    // Versions of one file are many values in one path; copies of one value are many paths.
    return groups.some(({ paths, fingerprints }) => paths.size > MOST_FILES && fingerprints.size > MOST_FILES);
  }
}

/** What {@link NamesAcrossFiles} says of a finding. */
export const ACROSS_FILES = seenAgainst(
  'many-values',
  `is one of more than ${MOST_FILES} different values of that name in files of this kind`,
);

function note(set: Set<string>, value: string): void {
  if (set.size <= MOST_FILES) set.add(value);
}

/** A folder that is named by a number or a part of a digest, as caches spread their files: `ab/cd/`. */
const SPREAD = /^(?:(?=[a-z-]*\d)[0-9a-f-]+|[0-9a-f]{1,2})$/i;

/** Files are of one kind in the same folder with the same extension, or where they have the same name. */
function kindsOf(path: string): string[] {
  const folders = path.split('/');
  const file = folders.pop()!;
  const folder = folders.map((one) => (SPREAD.test(one) ? '*' : one)).join('/');
  const extension = /\.[^.]*$/.exec(file)?.[0] ?? '';
  return [`in ${folder}/*${extension.toLowerCase()}`, `named ${file.toLowerCase()}`];
}
