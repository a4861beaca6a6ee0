// Selects secrets by fingerprint (`--only`).

import type { Advice } from '../../advice/next-commands.ts';
import { Failure } from '../../model/failure.ts';
import { commandLine } from '../../text/command-line.ts';
import type { LeakedSecret } from './leaked-secret.ts';

/**
 * The secrets with these fingerprints.
 * @param only `undefined` for all
 * @param advice where else to scan
 * @throws Failure for an unknown fingerprint: a typo must not silently revoke fewer secrets than intended
 */
export function selectOnly(
  leaked: readonly LeakedSecret[],
  only: readonly string[] | undefined,
  command: 'purge' | 'revoke' | 'verify',
  advice?: Advice,
): readonly LeakedSecret[] {
  if (only === undefined) return leaked;
  const wanted = new Set(only.map((fingerprint) => fingerprint.toLowerCase()));
  const found = leaked.filter(({ secret }) => wanted.has(secret.fingerprint));
  const known = new Set(found.map(({ secret }) => secret.fingerprint));
  const missing = [...wanted].filter((fingerprint) => !known.has(fingerprint));
  if (missing.length > 0) {
    const elsewhere = advice?.elsewhere(command, ['--only', ...only]);
    throw new Failure(
      `Not found${advice === undefined ? '' : ` in ${advice.scanned}`}: no secret has the fingerprint ` +
        `${missing.join(', ')}. Nothing was done.`,
      elsewhere === undefined
        ? `These are shown by: ${advice?.step('scan').command ?? commandLine(['scan'])}`
        : `Scan ${elsewhere.where} too: ${elsewhere.command}`,
    );
  }
  return found;
}
