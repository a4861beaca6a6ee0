/**
 * What a text must have in it for a rule to find anything. A filter is made of the names that the rule reads, so none
 * of them can be read by the rule and refused by its filter.
 */
export type QuickFilter = (text: string) => boolean;

/** @returns a filter for texts with any of `words` in them */
export function anyWord(words: Iterable<string>): QuickFilter {
  const listed = [...words];
  return (text) => listed.some((word) => text.includes(word));
}

/**
 * @returns the last segment of a documented path: the one part that stands in the text of a call however its address is
 * put together, as in `client('user')('auth')` and `api.api.key.create()`
 */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
