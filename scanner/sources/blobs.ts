import type { Observer, ScanDocument, Skipped } from '../document.ts';
import type { NotLookedAt, Origin } from '../finding.ts';
import type { ObjectHeader } from '../git/object-parser.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { tooLarge } from '../limits.ts';
import { Windows, type Window } from './windows.ts';

/** A file that git holds: where it stands, and what is to be said about it. */
export interface BlobPlace {
  /** `/`-separated, relative to {@link BlobPlace.root}. */
  readonly path: string;
  readonly root: string;
  readonly origin: Origin;
}

/** Blobs that are read in a row; what may hold a value is in memory until then. */
const BATCH = 4096;
/** Bytes that are kept before a closer look decides what is worth keeping. */
const EASY = 16 * 1024 * 1024;

/**
 * Reads blobs through git, each once, and yields those that may hold a hash for every place they stand at.
 * @param unreadable what to say of a blob that git cannot give
 */
export async function* readBlobs(
  repository: Repository,
  blobs: ReadonlyMap<string, readonly BlobPlace[]>,
  observer: Observer,
  unreadable: (oid: string, reason: string) => NotLookedAt,
): AsyncGenerator<ScanDocument | Skipped> {
  const oids = [...blobs.keys()];
  for (let at = 0; at < oids.length; at += BATCH) {
    const kept: ScanDocument[] = [];
    const skipped: Skipped[] = [];
    const large = new Map<string, Windows>();
    let bytesKept = 0;
    const { maxSize = Number.POSITIVE_INFINITY } = observer.criteria;
    const isTooLarge = (oid: string, size: number) => {
      if (size > maxSize) for (const place of blobs.get(oid) ?? []) skipped.push({ skipped: tooLarge(place.path, `object ${oid}`, size, maxSize) });
      return size > maxSize;
    };
    const keep = (oid: string, { bytes, linesBefore, continued }: Window) => {
      if (!observer.look(bytes, continued)) return;
      if (bytesKept > EASY && !observer.suspects(bytes)) return;
      bytesKept += bytes.length;
      const copy = Buffer.from(bytes);
      for (const place of blobs.get(oid) ?? []) kept.push({ ...place, bytes: copy, linesBefore });
    };
    const absent = (oid: string, reason: string) => void skipped.push({ skipped: unreadable(oid, reason) });
    const failed = await readObjects(repository.git, ObjectList.of(oids.slice(at, at + BATCH), repository.hexLength), {
      object: ({ oid }, bytes) => {
        if (!isTooLarge(oid, bytes.length)) keep(oid, { bytes, linesBefore: 0, continued: false });
      },
      piece: ({ oid, size }: ObjectHeader, bytes, last) => {
        if (size > maxSize) {
          if (last) isTooLarge(oid, size);
          return;
        }
        const windows = large.get(oid) ?? new Windows();
        large.set(oid, windows);
        for (const window of windows.push(bytes)) keep(oid, window);
        if (last) for (const window of windows.end()) keep(oid, window);
      },
      absent: (line) => absent(line.split(' ')[0] ?? '', 'it is missing'),
    });
    for (const { oid, reason } of failed) absent(oid, reason);
    observer.progress({ doing: 'reading objects', done: Math.min(at + BATCH, oids.length), total: oids.length });
    yield* skipped;
    yield* kept;
  }
}
