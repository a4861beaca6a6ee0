// Quick checks of a file's text, so most rules skip most files.

/**
 * Checks that a text contains what a rule needs to find anything. Filters are built from the names that the rule reads,
 * so the two cannot disagree.
 */
export type QuickFilter = (text: string) => boolean;

/** @returns a filter for texts with any of `words` */
export function anyWord(words: Iterable<string>): QuickFilter {
  const listed = [...words];
  return (text) => listed.some((word) => text.includes(word));
}

/**
 * @returns the last segment of a documented path: the only part that is in a call's text however its address is built,
 *   as in `client('user')('auth')` and `api.api.key.create()`
 */
export function lastSegment(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
