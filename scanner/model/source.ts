// The interface between sources, which read documents, and the scan, which counts and judges them.

import type { Confidence, Settings } from '../../src/index.ts';
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
  openFile(place: Place, file: string | Buffer, look: Observer['look'], git: GitContext): Opened;
  /** Opens an archive in memory, otherwise like {@link openFile}. @param look see {@link Observer.look} */
  openBytes(place: Place, bytes: Buffer, look: Observer['look'], git: GitContext): Opened;
  /** Opens a stream as an archive, or passes it through `look` if it is not an archive. */
  openStream(place: Place, chunks: AsyncIterable<Buffer>, look: Observer['look'], signal: AbortSignal): Opened;
}

/** Receives facts about everything that a source reads, including documents that the source then drops. */
export interface Observer {
  /**
   * Counts a document and returns whether it can hold a hash.
   * @param bytes the document, or a chunk of it
   * @param continued true for every chunk of a document except the first
   */
  look(bytes: Uint8Array, continued?: boolean): boolean;
  /** Whether any judgement could find something here, for any path and repository. */
  suspects(bytes: Uint8Array): boolean;
  /** Counts documents that a source has filtered by itself. */
  tally(documents: number, bytes: number, isPlatformNamed: boolean): void;
  /** Counts documents that were already scanned by an earlier run; see `--cache`. */
  recall?(documents: number): void;
  /**
   * Whether it is certain that nothing, neither here nor in later documents, names the platform, apart from file names.
   */
  isNameless?(): boolean;
  /** Counts a file that the user excluded. */
  exclude(): void;
  /** Counts a tracked file that a sparse checkout keeps off the disk. */
  missOnDisk?(): void;
  /** Opens archives; sources first ask `mayBeArchive`. */
  readonly archives: ArchiveOpener;
  /** The inputs of {@link suspects}, for sources that call it in another thread. */
  readonly criteria: {
    readonly minimumConfidence: Confidence;
    readonly settings?: Settings;
    /** The largest document to scan, in bytes. Default: no limit. */
    readonly maxSize?: number;
  };
  /** Reports progress of a long job, for the progress line. */
  progress(step: Progress): void;
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
 * Where documents come from. A source reads, asks {@link Observer.look} and yields only documents that may hold a hash,
 * so all later steps are rare. It yields unreadable documents as skipped. It throws a `Failure` only if it cannot start
 * at all.
 */
export interface Source {
  /** The input, for messages: a path, or `standard input`. */
  readonly name: string;
  /** Whether patterns do not apply: the named input is read, whatever its name. */
  readonly isUnfiltered?: boolean;
  documents(observer: Observer, signal: AbortSignal): AsyncIterable<SourceItem>;
}
