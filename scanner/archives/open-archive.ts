// What the parts share that open one archive with all that is in it.
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { Budget } from './budget.ts';
import { ByteReader } from './byte-reader.ts';
import { streamOf, type ByteSource } from './byte-source.ts';
import type { Documents } from './member-documents.ts';
import type { ArchiveLimits } from '../model/archive-limits.ts';
import type { Members } from './member.ts';
import type { Place } from '../model/archive-path.ts';
import type { Recognised } from '../prefilter/archive-signatures.ts';

export type Items = AsyncGenerator<ScanDocument | Skipped>;

/** What is to be opened. `size`: bytes that a reader is said to have. */
export type Input =
  { readonly source: ByteSource } | { readonly reader: ByteReader; readonly size?: number | undefined };

export interface Opening {
  readonly limits: ArchiveLimits;
  readonly budget: Budget;
  readonly documents: Documents;
  /**
   * Looks at anything, and opens it if it is an archive.
   * @param depth of the archive that holds it; -1 for none @param size of a stream, as it is said to be
   */
  content(content: Buffer | AsyncIterable<Buffer>, place: Place, depth: number, size?: number): Items;
  /** Opens what was recognised, or says why not. @param depth its own */
  archive(recognised: Recognised, input: Input, place: Place, depth: number): Items;
  /** Looks at what is no archive, or not opened as one. @param mayOpenZip one at its end */
  leaf(reader: ByteReader, place: Place, depth: number, mayOpenZip?: boolean): Items;
  members(members: Members, place: Place, depth: number): Items;
}

export function readerOf(input: Input): ByteReader {
  return 'reader' in input ? input.reader : new ByteReader(streamOf(input.source));
}
