/**
 * A pattern that cannot be used. The message says why and completes the sentence "this pattern …"; it holds no text of
 * the pattern but single characters.
 */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}
