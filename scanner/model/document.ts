// Documents: the bytes to judge with their origin, and the other items that a source yields.

import type { Secret } from '../../src/index.ts';
import type { Empty, NotLookedAt, Origin } from './finding.ts';
import type { Warning } from './suppression.ts';

/** Bytes to judge, and where they come from. */
export interface ScanDocument {
  readonly path: string;
  readonly root: string;
  readonly origin: Origin;
  /** For documents with a separate origin for each secret: returns the origin of a secret found on these lines. */
  readonly originOf?: (found: { readonly secret: Secret; readonly line: number; readonly endLine: number }) => Origin;
  /** Owned by the receiver until it asks for the next document; then the source may reuse the memory. */
  readonly bytes: Uint8Array;
  /** Number of lines before these bytes, if the document is a part of a very large one. Default 0. */
  readonly linesBefore?: number;
  /** If only some lines count and the others are context: the numbers of the lines that count. */
  readonly onlyLines?: ReadonlySet<number>;
}

export interface Skipped {
  readonly skipped: NotLookedAt;
}

/**
 * An early report: the same document is yielded again when its origin is known. Sent as soon as a document has a secret
 * that no earlier document had.
 */
export interface Sighted {
  readonly sighted: ScanDocument;
}

/** A note for the user that changes no verdict. */
export interface Warned {
  readonly warning: Warning;
}

/** The source had nothing to scan, and why. */
export interface Emptied {
  readonly empty: Empty;
}

/** Items that a source yields. */
export type SourceItem = ScanDocument | Skipped | Sighted | Warned | Emptied;
