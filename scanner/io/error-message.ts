// Formats an error as a message, with the remedy if there is one.
import { Failure } from '../model/failure.ts';
import { fileFailure } from './file-failures.ts';
import { clean } from '../text/clean.ts';

/** Formats any error: what happened, and what to do about it if known. */
export function explainError(error: unknown): string {
  const known = error instanceof Failure ? error : fileFailure(error);
  if (known !== undefined) return known.remedy === undefined ? known.message : `${known.message}\n  ${known.remedy}`;
  if (error instanceof Error) return `unexpected error: ${clean(error.message)}`;
  return `unexpected error: ${clean(String(error))}`;
}
