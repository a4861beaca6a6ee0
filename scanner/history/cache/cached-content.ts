// The data that the cache stores about a set of packs.
/** Identifies a pack by its whole content, not by its path or name. */
export interface PackKey {
  /** The checksums at the end of the pack and of its index; used only to find candidates for a comparison. */
  readonly trailers: string;
  readonly size: number;
  /** See `digestOf`. */
  readonly pack: string;
  readonly index: string;
}

/** An object that may have a finding. */
export interface SnapshotHit {
  readonly oid: string;
  readonly type: number;
  readonly size: number;
  readonly isConditional: boolean;
}

/**
 * The results for a set of packs, as object ids and counts: no value, name, path or text. The same packs give the same
 * results again, also with other packs beside them.
 */
export interface Snapshot {
  /** In reading order, which decides which copy counts if an object is stored twice. */
  readonly packs: readonly PackKey[];
  /** Loose objects that were present beside the packs. */
  readonly loose: readonly string[];
  readonly documents: number;
  readonly bytes: number;
  readonly isPlatformNamed: boolean;
  readonly isPlatformInNames: boolean;
  readonly hits: readonly SnapshotHit[];
  /**
   * Blobs that may be archives, and objects above the size limit: ids and sizes. They are opened and reported again in
   * each scan.
   */
  readonly archives: readonly (readonly [oid: string, size: number])[];
  readonly tooLarge: readonly (readonly [oid: string, size: number])[];
  /** Objects that must be read through git. */
  readonly unread: readonly string[];
  /** Ids that objects refer to and that were not present. */
  readonly missing: readonly string[];
}
