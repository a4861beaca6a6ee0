import type { Secret } from '../../src/index.ts';
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
