import type { Source } from './document.ts';
import { Failure } from './failure.ts';
import type { NotLookedAt } from './finding.ts';
import { reasonOf } from './sources/read-file.ts';

/** What a source threw, as something that was not looked at. */
export function asTrouble(source: Pick<Source, 'name'>, error: unknown): NotLookedAt {
  if (error instanceof Failure) return { path: source.name, reason: error.message, ...(error.remedy === undefined ? {} : { remedy: error.remedy }) };
  if (error instanceof Error && 'syscall' in error && 'path' in error) {
    return { path: String(error.path), reason: reasonOf(error as NodeJS.ErrnoException), remedy: 'Give yourself the right to read it.' };
  }
  const said = error instanceof Error ? error.message : String(error);
  return { path: source.name, reason: `unexpected error: ${said}`, remedy: 'This is a defect of navixy-secrets; please report it.' };
}
