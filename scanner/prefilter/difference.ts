// How an object differs from the one it was made from.
/**
 * How an object differs from the one it was made from. Arrays that are kept and written over: what counts is said
 * apart.
 */
export interface Difference {
  /** Pairs: start and end of each part of the result that its base does not have; both the same at a seam. */
  readonly changes: Int32Array;
  /** Numbers in `changes`. */
  readonly changed: number;
  /** Triples: offset in the base, offset in the result, length of each stretch that was copied in one piece. */
  readonly copies: Int32Array;
  readonly copied: number;
}
