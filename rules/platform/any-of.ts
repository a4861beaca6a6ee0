/**
 * @param words alternatives, with spaces between them; each may be a pattern without spaces
 * @returns what matches a text that is one of them
 */
export function anyOf(words: string): RegExp {
  return new RegExp(`^(?:${words.trim().split(/\s+/).join('|')})$`);
}
