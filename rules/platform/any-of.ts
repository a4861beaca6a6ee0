// Builds an expression that matches one of a list of words.

/**
 * @param words alternatives separated by spaces; each may be a pattern without spaces
 * @returns an expression that matches a text equal to one of them
 */
export function anyOf(words: string): RegExp {
  return new RegExp(`^(?:${words.trim().split(/\s+/).join('|')})$`);
}
