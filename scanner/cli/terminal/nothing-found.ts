// Says where was looked when no secret was found, and where else one could be.
import { clean, count } from '../../library/text.ts';
import type { Advice } from '../../library/advice.ts';

interface Looked {
  readonly advice?: Advice;
  /** How many files and the like were looked at. */
  readonly documents?: number;
}

/** @returns the last lines of a command that had nothing to do */
export function nothingFound(command: 'revoke' | 'verify', { advice, documents }: Looked): string {
  if (advice === undefined) return `Nothing to ${command}: no secret was found.`;
  const number = documents === undefined ? '' : ` (${count(documents, 'document')})`;
  const elsewhere = advice.elsewhere(command);
  const next =
    elsewhere === undefined ? '' : `\nNot looked at: ${elsewhere.where}. To look there too:\n  ${elsewhere.command}`;
  return `Nothing to ${command}: no secret was found in ${clean(advice.lookedAt)}${number}.${next}`;
}
