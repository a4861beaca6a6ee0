// What reads documents, and what it tells while it reads.
import type { Confidence, Settings } from '../../src/index.ts';
import type { ArchiveLimits } from './archive-limits.ts';
import type { Place } from './archive-path.ts';
import type { ScanDocument, Skipped, SourceItem } from './document.ts';
import type { GitContext } from './git-context.ts';

type Opened = AsyncGenerator<ScanDocument | Skipped>;

/** Opens what is an archive, with what lies in it. */
export interface ArchiveOpener {
  readonly limits: ArchiveLimits;
  /**
   * Opens a file. As it is, it was looked at by the caller.
   * @param git where it is, to find what an LFS pointer leads to
   */
  openFile(place: Place, file: string | Buffer, look: Observer['look'], git: GitContext): Opened;
  /** Opens what is in memory. The same. @param look see {@link Observer.look} */
  openBytes(place: Place, bytes: Buffer, look: Observer['look'], git: GitContext): Opened;
  /** Opens a stream, or looks at it as it is when it is no archive. */
  openStream(place: Place, chunks: AsyncIterable<Buffer>, look: Observer['look'], signal: AbortSignal): Opened;
}

/** What a source tells about everything it reads, also the documents it then drops. */
export interface Observer {
  /**
   * Counts a document and says whether it can hold a hash at all.
   * @param bytes the document, or a piece of it
   * @param continued true for every piece of a document but the first
   */
  look(bytes: Uint8Array, continued?: boolean): boolean;
  /** Whether any judgement could find something here, whatever the path and the repository turn out to be. */
  suspects(bytes: Uint8Array): boolean;
  /** Counts documents that a source has looked at by itself. */
  tally(documents: number, bytes: number, isPlatformNamed: boolean): void;
  /** Notes how many of those that were counted had been looked at in an earlier scan; see `--cache`. */
  recall?(documents: number): void;
  /**
   * Whether it is certain that nothing, here or in what is still to come, names the platform, but for names of files.
   */
  isNameless?(): boolean;
  /** Counts a file that the user wants left out. */
  exclude(): void;
  /** Counts a file that git tracks and that a sparse checkout keeps off the disk. */
  missOnDisk?(): void;
  /** Opens what is an archive; whoever reads has to ask `mayBeArchive` about it. */
  readonly archives: ArchiveOpener;
  /** What {@link suspects} asks, for a source that asks it in another thread. */
  readonly criteria: {
    readonly minimumConfidence: Confidence;
    readonly settings?: Settings;
    /** The largest document that is looked at, in bytes. Default: any. */
    readonly maxSize?: number;
  };
  /** How far a long job is; for the progress line. */
  progress(step: Progress): void;
}

export interface Progress {
  /** What is being done, e.g. `reading objects`. */
  readonly doing: string;
  readonly done: number;
  readonly total?: number;
  /** Everything that was looked at so far. */
  readonly bytes?: number;
  /** Places where something was found so far, sure or nearly so. */
  readonly found?: number;
}

/**
 * Where documents come from. A source reads, asks {@link Observer.look} and yields only what may
 * hold a hash, so that everything after it is rare. What it cannot read it yields as skipped; it
 * throws a `Failure` only when it cannot even start.
 */
export interface Source {
  /** What it reads, for messages: a path, or `standard input`. */
  readonly name: string;
  /** Whether patterns count for nothing here: what was named is read, whatever it is called. */
  readonly isUnfiltered?: boolean;
  documents(observer: Observer, signal: AbortSignal): AsyncIterable<SourceItem>;
}
