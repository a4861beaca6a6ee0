// Takes characters away from the end of a text.

/**
 * In time that grows with what is taken away: a regular expression such as `/\/+$/` tries again at each slash.
 * @param characters any of which is taken away
 */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}
