// The values of string expressions: alternatives, each a sequence of known texts and holes.
import type { Node } from './ast.ts';

/**
 * The possible values of a string expression at run time, known in part: alternatives, each a sequence of known texts
 * and holes. Bounded, so no source makes the lint slow.
 */
export type Value = readonly Sequence[];
export type Sequence = readonly Chunk[];

export interface Chunk {
  /** The known text, or `undefined` for a hole. */
  readonly text: string | undefined;
  /** The expression it comes from: a literal, or the unresolved expression of a hole. */
  readonly origin: Node;
  /** The operand that joins it to the preceding text: where to report and what to rewrite. */
  readonly site: Node;
}

export const MAX_ALTERNATIVES = 8;
/** Maximum number of chunks in a sequence; the rest is left out. */
export const MAX_CHUNKS = 48;
/** Represents a hole in {@link toText}: an object replacement character, which no URL contains. */
export const HOLE = '\uFFFC';

export function textValue(text: string, origin: Node): Value {
  return [[{ text, origin, site: origin }]];
}

export function holeValue(origin: Node): Value {
  return [[{ text: undefined, origin, site: origin }]];
}

export function union(values: readonly Value[]): Value {
  return values.flat().slice(0, MAX_ALTERNATIVES);
}

/**
 * Concatenates two values. The first chunk of `right` gets the operand as its site, so the key in `PREFIX + key` is
 * reported at `key`, wherever its text is.
 * @param site the operand for `right`
 */
export function join(left: Value, right: Value, site: Node): Value {
  const joined: Sequence[] = [];
  for (const head of left) {
    for (const tail of right) {
      if (joined.length === MAX_ALTERNATIVES) return joined;
      const [first, ...rest] = tail;
      const moved = first === undefined ? [] : [{ ...first, site }, ...rest];
      joined.push([...head, ...moved].slice(0, MAX_CHUNKS));
    }
  }
  return joined;
}

/** @returns the sequence as one string, with {@link HOLE} for unknown parts */
export function toText(sequence: Sequence): string {
  return sequence.map((chunk) => chunk.text ?? HOLE).join('');
}

/** @returns the expressions of the holes */
export function holesOf(sequence: Sequence): Node[] {
  return sequence.filter((chunk) => chunk.text === undefined).map((chunk) => chunk.origin);
}

/** @returns the texts of all alternatives */
export function textsOf(value: Value): string[] {
  return value.map(toText);
}
