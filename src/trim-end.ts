// Trims characters from the end of a text.

/**
 * Trims in time proportional to what is removed; a regular expression such as `/\/+$/` retries at each slash.
 * @param characters the characters to remove
 */
export function trimEndOf(text: string, characters: string): string {
  let end = text.length;
  while (end > 0 && characters.includes(text[end - 1]!)) end -= 1;
  return text.slice(0, end);
}
