// Yields the objects with hits without their origin: after an interrupt, or if git cannot be asked.
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { ScanContext } from '../model/source.ts';
import type { NotLookedAt } from '../model/finding.ts';
import type { Repository } from '../git/repository.ts';
import { TREE } from '../packs/read-layout.ts';
import type { Hit } from '../packs/visit-values.ts';
import { documentsInside } from './archive-scan.ts';
import { unreachableDocument, untracedDocument } from './documents.ts';
import type { HistoryReader } from './history-reader.ts';
import { messageDocuments } from './messages.ts';
import { reread } from './reread.ts';

export const NO_BYTES = Buffer.alloc(0);

/** Whether there are no hits except unreadable archives. */
export function hasOnlyUnreadable({ hits, archiveSecrets }: HistoryReader): boolean {
  return hits.length === 0 && [...archiveSecrets.values()].every((secrets) => secrets.length === 0);
}

export async function* archivesWithoutOrigin(
  repository: Repository,
  { archiveSecrets, objectTable, sizeOf }: HistoryReader,
  context: ScanContext,
): AsyncGenerator<ScanDocument | Skipped> {
  const archives = new Map([...archiveSecrets.keys()].map((number) => [objectTable.oid(number), sizeOf(number)]));
  for await (const item of documentsInside(
    repository,
    archives,
    (oid) => [unreachableDocument(oid, repository.root, NO_BYTES)],
    context,
  )) {
    yield 'skipped' in item ? { skipped: withFindCommand(item.skipped) } : item;
  }
}

/** Adds the command that finds the path of an object. */
function withFindCommand(skipped: NotLookedAt): NotLookedAt {
  const [, oid] = /blob:([0-9a-f]{40,64})/.exec(skipped.path) ?? [];
  if (oid === undefined) return skipped;
  return { ...skipped, remedy: `See where it was: git log --all --find-object=${oid}. ${skipped.remedy ?? ''}`.trim() };
}

export function sizesOf({ objectTable }: HistoryReader, hits: readonly Hit[]): Map<string, number> {
  return new Map(hits.map(({ number, size }) => [objectTable.oid(number), size]));
}

/**
 * Yields hits without their origin: after an interrupt, or if git might never return.
 * @param first numbers of the objects in which a secret was found first; they come first, so each secret is reported
 *   even if time runs out
 */
export async function* documentsWithoutOrigin(
  repository: Repository,
  reader: HistoryReader,
  first: ReadonlySet<number>,
  context: ScanContext,
): AsyncGenerator<ScanDocument | Skipped> {
  const texts = reader.hits.filter(({ type }) => type !== TREE);
  const ordered = [
    ...texts.filter(({ number }) => first.has(number)),
    ...texts.filter(({ number }) => !first.has(number)),
  ];
  try {
    for await (const item of reread(
      repository,
      sizesOf(reader, ordered),
      (header, bytes) => {
        if (header.type !== 'blob') return messageDocuments(header, bytes, repository.root);
        return [untracedDocument(header.oid, repository.root, bytes)];
      },
      context,
    )) {
      repository.git.signal?.throwIfAborted();
      yield item;
    }
    yield* archivesWithoutOrigin(repository, reader, context);
  } catch (error) {
    // Out of time: the documents yielded so far must do.
    if (repository.git.signal?.aborted !== true) throw error;
  }
}
