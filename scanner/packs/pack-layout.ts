/**
 * Where the entries of a pack lie and which is a delta of which: a forest. Entries are numbered by their place
 * in the file (`rank`). Arrays and not objects, over shared memory: a large repository has ten million of them.
 */
export interface PackLayout {
  readonly count: number;
  /** Offset of each entry; one more for the end of the last. */
  readonly offsets: Float64Array;
  /** Length of each entry's header, the reference to a base included. */
  readonly headers: Uint8Array;
  /** What each entry inflates to, in bytes: the object, or the delta; 4 GiB - 1 for anything larger. */
  readonly sizes: Uint32Array;
  /** Type of the object; a delta has that of its root. */
  readonly types: Uint8Array;
  /** Rank of the base of a delta, or -1. */
  readonly bases: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  /**
   * Rank of the root of the tree of deltas that each entry belongs to: its family. -1 where deltas lead in a circle.
   */
  readonly roots: Int32Array;
  /** Position in the index, where the id is. */
  readonly positions: Uint32Array;
  /** The other way round: rank of each position. */
  readonly ranks: Uint32Array;
}
