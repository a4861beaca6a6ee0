import type { Confidence, Secret, Settings } from '../../src/index.ts';
import type { Archives } from '../archives/archives.ts';
import type { Empty, NotLookedAt, Origin } from './finding.ts';
import type { Warning } from './suppression.ts';

/** Bytes worth judging, and where they come from. */
export interface ScanDocument {
  readonly path: string;
  readonly root: string;
  readonly origin: Origin;
  /** Where a document has an origin for each secret in it: that of one found on these lines. */
  readonly originOf?: (found: { readonly secret: Secret; readonly line: number; readonly endLine: number }) => Origin;
  /** Owned by the receiver until it asks for the next document; the source may then reuse the memory. */
  readonly bytes: Uint8Array;
  /** Lines before these bytes, where the document is a piece of a very large one. Default 0. */
  readonly linesBefore?: number;
  /** Where only some lines count and the rest is there for what it says about them: their numbers. */
  readonly onlyLines?: ReadonlySet<number>;
}

export interface Skipped {
  readonly skipped: NotLookedAt;
}

/**
 * A document that comes again, once it is known where it came from: told as soon as a secret is met in it that was
 * in none before.
 */
export interface Sighted {
  readonly sighted: ScanDocument;
}

/** Something that a person should know, and that changes no verdict. */
export interface Warned {
  readonly warning: Warning;
}

/** That there was nothing to look at, and why. */
export interface Emptied {
  readonly empty: Empty;
}

/** What comes from a source. */
export type SourceItem = ScanDocument | Skipped | Sighted | Warned | Emptied;

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
  /** Whether it is certain that nothing, here or in what is still to come, names the platform, but for names of files. */
  isNameless?(): boolean;
  /** Counts a file that the user wants left out. */
  exclude(): void;
  /** Counts a file that git tracks and that a sparse checkout keeps off the disk. */
  missOnDisk?(): void;
  /** Opens what is an archive; whoever reads has to ask `mayBeArchive` about it. */
  readonly archives: Archives;
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
