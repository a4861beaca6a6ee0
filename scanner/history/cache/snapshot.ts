/** A pack as it is known again: by all that is in it, not by where it lies or what it is called. */
export interface PackKey {
  /** The checksums at the end of the pack and of its index, which are only used to find what is worth comparing. */
  readonly trailers: string;
  readonly size: number;
  /** See `digestOf`. */
  readonly pack: string;
  readonly index: string;
}

/** An object of interest. */
export interface KnownHit {
  readonly oid: string;
  readonly type: number;
  readonly size: number;
  readonly isConditional: boolean;
}

/**
 * What was seen in a set of packs, as ids of objects and as counts: no value, no name, no path, no text. The same
 * packs, among others or alone, hold the same when they come again.
 */
export interface Snapshot {
  /** In the order in which they were looked at, which decides what counts where an object is stored twice. */
  readonly packs: readonly PackKey[];
  /** Loose objects that were there beside the packs. */
  readonly loose: readonly string[];
  readonly documents: number;
  readonly bytes: number;
  readonly isPlatformNamed: boolean;
  readonly isPlatformInNames: boolean;
  readonly hits: readonly KnownHit[];
  /**
   * Blobs that may be archives, objects above the limit: ids and sizes. They are opened, and told of, anew each time.
   */
  readonly archives: readonly (readonly [oid: string, size: number])[];
  readonly tooLarge: readonly (readonly [oid: string, size: number])[];
  /** What git has to read. */
  readonly left: readonly string[];
  /** Ids that objects name and that were not here. */
  readonly missing: readonly string[];
}
