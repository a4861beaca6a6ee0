// Describes how a delta changes its base object.
/**
 * How an object differs from the base of its delta. The arrays are reused; only their first `changesLength` and
 * `copiesLength` elements count.
 */
export interface Difference {
  /** Pairs: start and end of each part of the result that is not in the base; equal at a seam between two copies. */
  readonly changes: Int32Array;
  /** Elements used in `changes`. */
  readonly changesLength: number;
  /** Triples: offset in the base, offset in the result, and length of each copied stretch. */
  readonly copies: Int32Array;
  readonly copiesLength: number;
}
