// Turns an error of a source into a report entry about something that was not scanned.
import type { Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import type { NotLookedAt } from '../model/finding.ts';
import { reasonOf } from '../io/errno-reasons.ts';
import { fileFailure } from '../io/file-failures.ts';

/** Describes an error that a source threw as something that was not scanned. */
export function asNotLookedAt(source: Pick<Source, 'name'>, error: unknown): NotLookedAt {
  if (error instanceof Failure)
    return {
      path: source.name,
      reason: error.message,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    };
  const failure = fileFailure(error);
  if (failure !== undefined)
    return {
      path: String((error as NodeJS.ErrnoException).path),
      reason: reasonOf(error),
      ...(failure.remedy === undefined ? {} : { remedy: failure.remedy }),
    };
  const message = error instanceof Error ? error.message : String(error);
  return {
    path: source.name,
    reason: `unexpected error: ${message}`,
    remedy: 'This is a defect of navixy-secrets; please report it.',
  };
}
