// Next steps for the findings of a report, shared by all formats.

import type { Advice, Found } from '../advice/next-commands.ts';
import { isOnlyInHistory } from '../advice/remove-from-file.ts';
import { briefly, some, type Brief, type LazyList } from './lazy-list.ts';

/** A sentence, and a command to print on its own line below it. */
export interface NextStep {
  readonly words: string;
  readonly command?: string;
}

const SHOWS = 'this shows what is alive and asks before it changes anything';

/** @param findings all findings of a report */
export function nextSteps(findings: LazyList<Brief & Found>, advice: Advice): readonly NextStep[] {
  return [
    revokeStep('Revoke first, then remove', advice.step('revoke', findings)),
    ...advice.removals(findings),
    ...(some(briefly(findings), ({ occurrences }) => occurrences.some(isOnlyInHistory))
      ? [purgeStep(advice.step('purge', findings))]
      : []),
    ...(some(briefly(findings), isInGit)
      ? [
          {
            words:
              'Rewriting history does not undo a leak: clones, forks and caches keep it. Only a revoked hash is ' +
              'harmless.',
          },
        ]
      : []),
  ];
}

/** For reports with a section for each secret. */
export function revokeOne(finding: Found, advice: Advice): NextStep & { readonly command: string } {
  return revokeStep('Revoke it', advice.step('revoke', [finding], { only: true }));
}

/** A step as plain lines. */
export function stepLines({ words, command }: NextStep): string[] {
  return command === undefined ? [words] : [words, command];
}

function isInGit({ occurrences }: Brief): boolean {
  return occurrences.some(({ origin: { type } }) => type === 'commit' || type === 'blob' || type === 'message');
}

function purgeStep({ command, how }: ReturnType<Advice['step']>): NextStep & { readonly command: string } {
  const note = how === '' ? '' : ` (${how})`;
  return {
    words: `A value that is not in HEAD is still in older commits. This makes a clone without it${note}.`,
    command,
  };
}

function revokeStep(
  what: string,
  { command, how }: ReturnType<Advice['step']>,
): NextStep & { readonly command: string } {
  return { words: `${what}: ${SHOWS}${how === '' ? '' : ` (${how})`}.`, command };
}
