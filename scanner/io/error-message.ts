import { Failure } from '../model/failure.ts';
import { fileFailure } from './file-failures.ts';
import { clean } from '../text/clean.ts';

/** The one place where an error becomes words: what happened, and what to do about it where that is known. */
export function explainError(error: unknown): string {
  const known = error instanceof Failure ? error : fileFailure(error);
  if (known !== undefined) return known.remedy === undefined ? known.message : `${known.message}\n  ${known.remedy}`;
  if (error instanceof Error) return `unexpected error: ${clean(error.message)}`;
  return `unexpected error: ${clean(String(error))}`;
}
