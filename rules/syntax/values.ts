import type { Node } from './ast.ts';

/**
 * What a string expression may give at run time, known in part: a list of alternatives, each a
 * sequence of known texts and holes. Bounded, so that no source makes the lint slow.
 */
export type Value = readonly Sequence[];
export type Sequence = readonly Chunk[];

export interface Chunk {
  /** The known text, or `undefined` for a hole. */
  readonly text: string | undefined;
  /** The expression that gives it: a literal, or the unresolved expression of a hole. */
  readonly origin: Node;
  /** The operand by which it was joined to what stands before it: where to report and what to rewrite. */
  readonly site: Node;
}

export const MAX_ALTERNATIVES = 8;
/** Pieces of one sequence: what comes after them is left out. */
export const MAX_CHUNKS = 48;
/** Stands for a hole in {@link toText}: an object replacement character, which no URL holds. */
export const HOLE = '\uFFFC';

export function textValue(text: string, origin: Node): Value {
  return [[{ text, origin, site: origin }]];
}

export function holeValue(origin: Node): Value {
  return [[{ text: undefined, origin, site: origin }]];
}

export function unite(values: readonly Value[]): Value {
  return values.flat().slice(0, MAX_ALTERNATIVES);
}

/**
 * Concatenates. The first chunk of `right` is re-sited to the operand it came by, so that in
 * `PREFIX + key` the key is found at `key`, wherever its text was written.
 * @param site the operand that gives `right`
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

/** @returns the sequence as one string, with {@link HOLE} for what is not known */
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
