// Reads objects again through git, in batches, to judge the few that may have findings.
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { ScanContext } from '../model/source.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import type { Repository } from '../git/repository.ts';
import { Windows } from '../io/windows.ts';

/** Bytes of objects kept in memory at a time. */
const BATCH_SIZE = 32 * 1024 * 1024;

function* batches(blobs: ReadonlyMap<string, number>): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const [oid, size] of blobs) {
    if (bytes + size > BATCH_SIZE && batch.length > 0) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(oid);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/**
 * Reads objects again, one batch at a time.
 * @param objects sizes in bytes by id
 * @param describe makes documents from an object, whatever it contains
 */
export async function* reread(
  repository: Repository,
  objects: ReadonlyMap<string, number>,
  describe: (header: { oid: string; type: string; size: number }, bytes: Buffer) => ScanDocument[],
  context: ScanContext,
): AsyncGenerator<ScanDocument | Skipped> {
  for (const ids of batches(objects)) {
    const ready: (ScanDocument | Skipped)[] = [];
    const large = new Map<string, Windows>();
    const unreadable = await readObjects(repository.git, ObjectList.of(ids, repository.hexLength), {
      object: (header, bytes) => {
        ready.push(...describe(header, Buffer.from(bytes)));
      },
      chunk: (header, bytes, last) => {
        const windows = large.get(header.oid) ?? new Windows();
        large.set(header.oid, windows);
        const add = (window: { bytes: Buffer; linesBefore: number }) => {
          if (context.gate.mayHold(window.bytes) === 'no') return;
          for (const document of describe(header, Buffer.from(window.bytes)))
            ready.push({ ...document, linesBefore: window.linesBefore });
        };
        for (const window of windows.push(bytes)) add(window);
        if (last) for (const window of windows.end()) add(window);
      },
      // A damaged index may list an object under an id that git does not find.
      absent: (line) =>
        void ready.push({
          skipped: {
            path: repository.root,
            reason: `there may be a secret in an object that git cannot find again: object ${line}`,
            remedy: 'git fsck',
          },
        }),
    });
    for (const { oid, reason } of unreadable)
      yield { skipped: { path: repository.root, reason: `object ${oid} ${reason}`, remedy: 'git fsck' } };
    yield* ready;
  }
}
