// The interface between sources, which read documents, and the scan, which counts and judges them.

import type { Confidence, MayHold, Settings } from '../../src/index.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import type { Place } from './archive-path.ts';
import type { ScanDocument, Skipped, SourceItem } from './document.ts';
import type { GitContext } from './git-context.ts';

type Opened = AsyncGenerator<ScanDocument | Skipped>;

/** Opens archives and reads their members. */
export interface ArchiveOpener {
  readonly limits: ArchiveLimits;
  /**
   * Opens a file. The caller has already counted the file itself.
   * @param git its repository, to find the target of an LFS pointer
   */
  openFile(place: Place, file: string | Buffer, onDocument: OnDocument, git: GitContext): Opened;
  /** Opens an archive in memory, otherwise like {@link openFile}. */
  openBytes(place: Place, bytes: Buffer, onDocument: OnDocument, git: GitContext): Opened;
  /** Opens a stream as an archive, or passes it through `onDocument` if it is not an archive. */
  openStream(place: Place, chunks: AsyncIterable<Buffer>, onDocument: OnDocument, signal: AbortSignal): Opened;
}

/** What decides whether a document is scanned, and what counts as a finding in it. */
export interface Criteria {
  readonly minimumConfidence: Confidence;
  readonly settings?: Settings;
  /** The largest document to scan, in bytes. Default: no limit. */
  readonly maxSize?: number;
}

/** Decides which documents may hold a finding, before they are judged. */
export interface DocumentGate {
  /** Whether a document may hold a value, from its bytes alone; fast. */
  hasTrace(bytes: Uint8Array): boolean;
  /** Whether any judgement could find something in a document, for any path and repository. */
  mayHold(bytes: Uint8Array): MayHold;
}

/** Counts what a scan reads. */
export interface ScanCounter {
  /** Documents and bytes that were read; negative to undo an earlier count. */
  addDocuments(documents: number, bytes: number): void;
  /** Documents that an earlier run has scanned; see `--cache`. */
  addCached(documents: number): void;
  /** A file that the user excluded. */
  addExcluded(): void;
  /** A tracked file that a sparse checkout keeps off the disk. */
  addMissingOnDisk(): void;
}

/** Whether the documents of a scan mention the platform. */
export interface PlatformStatus {
  /** Whether one did so far. */
  readonly isFound: boolean;
  markFound(): void;
}

/**
 * Called for every document that is read: counts it, and notes whether it mentions the platform.
 * @param bytes the document, or a chunk of it
 * @param continued true for every chunk of a document except the first
 * @returns whether it may hold a value, and so must be judged
 */
export type OnDocument = (bytes: Uint8Array, continued?: boolean) => boolean;

/** What a scan gives its sources, to report on what they read, including documents that they then drop. */
export interface ScanContext {
  readonly onDocument: OnDocument;
  /** For documents that a source has filtered by itself. */
  readonly counter: ScanCounter;
  readonly platform: PlatformStatus;
  /** Whether no other source follows, so what no document has mentioned now is mentioned nowhere. */
  readonly isLastSource: () => boolean;
  readonly gate: DocumentGate;
  /** Opens archives; sources first ask `mayBeArchive`. */
  readonly archives: ArchiveOpener;
  readonly criteria: Criteria;
  /** Reports progress of a long job, for the progress line. */
  progress(step: Progress): void;
}

/** Whether it is certain that no document of the scan mentions the platform, apart from file names. */
export function isPlatformRuledOut({
  platform,
  isLastSource,
}: Pick<ScanContext, 'platform' | 'isLastSource'>): boolean {
  return isLastSource() && !platform.isFound;
}

export interface Progress {
  /** The current step, e.g. `reading objects`. */
  readonly doing: string;
  readonly done: number;
  readonly total?: number;
  /** Bytes scanned so far. */
  readonly bytes?: number;
  /** Places found so far with high or medium confidence. */
  readonly found?: number;
}

/**
 * Where documents come from. A source reads, asks {@link ScanContext.onDocument} and yields only documents that may hold a hash,
 * so all later steps are rare. It yields unreadable documents as skipped. It throws a `Failure` only if it cannot start
 * at all.
 */
export interface Source {
  /** The input, for messages: a path, or `standard input`. */
  readonly name: string;
  /** Whether patterns do not apply: the named input is read, whatever its name. */
  readonly isUnfiltered?: boolean;
  documents(context: ScanContext, signal: AbortSignal): AsyncIterable<SourceItem>;
}
