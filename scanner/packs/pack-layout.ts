// The layout of a pack: offset, size, type and delta base of each entry, in flat arrays.
/**
 * The layout of a pack: the positions of its entries, and the forest of deltas. Entries are numbered by their order in
 * the file (`rank`). Arrays in shared memory instead of objects, because a large repository has ten million entries.
 */
export interface PackLayout {
  readonly count: number;
  /** Offset of each entry, plus the end of the last one. */
  readonly offsets: Float64Array;
  /** Length of each entry's header, including the reference to a delta base. */
  readonly headers: Uint8Array;
  /** Inflated size of each entry (object or delta) in bytes; 4 GiB - 1 for anything larger. */
  readonly sizes: Uint32Array;
  /** Type of the object; a delta has the type of its root. */
  readonly types: Uint8Array;
  /** Rank of the base of a delta, or -1. */
  readonly bases: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  /** Rank of the root of each entry's delta tree: its family. -1 if the deltas form a loop. */
  readonly roots: Int32Array;
  /** Position of each rank in the index, which has its id. */
  readonly positions: Uint32Array;
  /** The inverse: rank of each index position. */
  readonly ranks: Uint32Array;
}
