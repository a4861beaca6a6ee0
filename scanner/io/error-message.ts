// Formats an error as a message, with the remedy if there is one.
import { Failure } from '../model/failure.ts';
import { fileFailure } from './file-failures.ts';
import { clean } from '../text/clean.ts';

/** Formats any error: what happened, and what to do about it if known. */
export function explainError(error: unknown): string {
  const known = error instanceof Failure ? error : fileFailure(error);
  if (known !== undefined) return known.remedy === undefined ? known.message : `${known.message}\n  ${known.remedy}`;
  if (isMissingModule(error))
    return `its own files cannot be loaded: ${clean(error.message.split('\n')[0]!)}\n  Install it again: npm ci`;
  if (error instanceof Error) return `unexpected error: ${clean(error.message)}`;
  return `unexpected error: ${clean(String(error))}`;
}

/** Parts of the command are loaded when they are needed, so an incomplete installation may show late. */
function isMissingModule(error: unknown): error is Error {
  return error instanceof Error && /^(?:ERR_)?MODULE_NOT_FOUND$/.test(String((error as NodeJS.ErrnoException).code));
}
