import { tooLargeArchive } from '../archives/limits.ts';
import type { Observer, ScanDocument, Skipped } from '../document.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import type { KnownObjects } from '../packs/known.ts';
import { secretsIn } from './held.ts';
import { withoutCommit } from './origins.ts';

/** Bytes of archives that are held in memory at a time, a single larger one aside. */
const BATCH = 16 * 1024 * 1024;

type Items = AsyncGenerator<ScanDocument | Skipped>;

/**
 * Looks into archives for the first time, when nobody knows yet where they were.
 * @param archives sizes of objects by their numbers
 * @returns those of which something is to be said, with the fingerprints of what they hold
 */
export async function lookInside(repository: Repository, known: KnownObjects, archives: ReadonlyMap<number, number>, observer: Observer): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  const sizes = new Map([...archives].map(([number, size]) => [known.oid(number), size]));
  let done = 0;
  for await (const { oid, bytes } of readArchives(repository, sizes, observer.archives.limits.memory)) {
    observer.progress({ doing: 'looking into archives', done: (done += 1), total: sizes.size });
    const number = known.findHex(oid);
    if (bytes === undefined) {
      found.set(number, []);
      continue;
    }
    const { bytes: _, ...place } = withoutCommit(oid, repository.root, bytes);
    for await (const item of observer.archives.openBytes({ ...place, full: place.path }, bytes, observer.look, repository.git)) {
      const secrets = 'skipped' in item ? [] : secretsIn(item.bytes, observer);
      if ('skipped' in item || secrets.length > 0) found.set(number, [...new Set([...(found.get(number) ?? []), ...secrets])]);
    }
  }
  return found;
}

/**
 * What is in archives, at every path they had.
 * @param sizes bytes of objects by their ids
 * @param placesOf documents of an object, whose bytes do not matter
 */
export async function* documentsInside(repository: Repository, sizes: ReadonlyMap<string, number>, placesOf: (oid: string) => ScanDocument[], observer: Observer): Items {
  const { limits } = observer.archives;
  for await (const { oid, bytes } of readArchives(repository, sizes, limits.memory)) {
    for (const { bytes: _, linesBefore: __, onlyLines: ___, ...place } of placesOf(oid)) {
      const full = `${place.root}/${place.path}`;
      if (bytes === undefined) yield { skipped: tooLargeArchive(full, sizes.get(oid) ?? 0, limits) };
      // They were counted when they were read first.
      else yield* observer.archives.openBytes({ ...place, full }, bytes, observer.suspects, repository.git);
    }
  }
}

/** @returns objects, without their bytes where there is no room for them */
async function* readArchives(repository: Repository, sizes: ReadonlyMap<string, number>, most: number): AsyncGenerator<{ oid: string; bytes: Buffer | undefined }> {
  let batch: string[] = [];
  let held = 0;
  const list = [...sizes];
  for (const [at, [oid, size]] of list.entries()) {
    if (size > most) yield { oid, bytes: undefined };
    else {
      batch.push(oid);
      held += size;
    }
    if (batch.length === 0 || (held < BATCH && at < list.length - 1)) continue;
    const read: { oid: string; bytes: Buffer }[] = [];
    // What cannot be read was told when it was read first.
    await readObjects(repository.git, ObjectList.of(batch, repository.hexLength), {
      object: (header, bytes) => void read.push({ oid: header.oid, bytes: Buffer.from(bytes) }),
      piece: () => undefined,
      absent: () => undefined,
    }, most);
    yield* read;
    batch = [];
    held = 0;
  }
}
