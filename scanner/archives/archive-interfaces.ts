// Interfaces shared by the modules that open an archive and its nested archives.
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { Budget } from './budget.ts';
import { ByteReader } from './byte-reader.ts';
import { streamOf, type ByteSource } from './byte-source.ts';
import type { Documents } from './member-documents.ts';
import type { ArchiveLimits } from '../model/archive-limits.ts';
import type { Members } from './member.ts';
import type { Place } from '../model/archive-path.ts';
import type { Recognised } from '../prefilter/recognise-archive.ts';

export type Items = AsyncGenerator<ScanDocument | Skipped>;

/** The bytes to open. `size`: stated size of a reader's content, in bytes. */
export type Input =
  { readonly source: ByteSource } | { readonly reader: ByteReader; readonly size?: number | undefined };

export interface Opening {
  readonly limits: ArchiveLimits;
  readonly budget: Budget;
  readonly documents: Documents;
  /**
   * Scans any content, and opens it if it is an archive.
   * @param depth of the enclosing archive; -1 for none
   * @param size stated size of a stream
   */
  content(content: Buffer | AsyncIterable<Buffer>, place: Place, depth: number, size?: number): Items;
  /**
   * Opens a recognised archive, or reports why not.
   * @param depth its own depth
   */
  archive(recognised: Recognised, input: Input, place: Place, depth: number): Items;
  /**
   * Scans content that is not an archive, or not opened as one.
   * @param mayOpenZip whether to open a zip at its end
   */
  leaf(reader: ByteReader, place: Place, depth: number, mayOpenZip?: boolean): Items;
  members(members: Members, place: Place, depth: number): Items;
}

export function readerOf(input: Input): ByteReader {
  return 'reader' in input ? input.reader : new ByteReader(streamOf(input.source));
}
