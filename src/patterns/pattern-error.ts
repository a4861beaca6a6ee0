// The error for path patterns that are invalid or not supported.

/**
 * An unusable pattern. The message completes the sentence "this pattern …" and quotes only single characters of the
 * pattern.
 */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}
