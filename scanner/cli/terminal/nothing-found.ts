// The message when no secret was found: what was scanned, and where else to scan.

import { clean, count } from '../../library/text.ts';
import type { Advice } from '../../library/advice.ts';

interface ScannedInput {
  readonly advice?: Advice;
  /** Number of scanned documents. */
  readonly documents?: number;
}

/** @returns the last lines of a command without secrets to work on */
export function nothingFound(command: 'purge' | 'revoke' | 'verify', { advice, documents }: ScannedInput): string {
  if (advice === undefined) return `Nothing to ${command}: no secret was found.`;
  const number = documents === undefined ? '' : ` (${count(documents, 'document')})`;
  const elsewhere = advice.elsewhere(command);
  const next =
    elsewhere === undefined ? '' : `\nNot scanned: ${elsewhere.where}. To scan there too:\n  ${elsewhere.command}`;
  return `Nothing to ${command}: no secret was found in ${clean(advice.scanned)}${number}.${next}`;
}
