// Lines about secrets that are in several repositories.

import type { JsonReport, SharedSecret } from './json-report-types.ts';
import { count } from '../text/numbers.ts';

/** Maximum number of repositories listed; the rest is counted. */
const NAMED = 5;

/** @returns a line for each secret in several repositories; names are not cleaned */
export function sharedLines({ shared = [] }: Pick<JsonReport, 'shared'>): string[] {
  return shared.map(({ redacted, fingerprint, repositories }) => {
    const more = repositories.length - NAMED;
    return (
      `${redacted} (fingerprint ` +
      `${fingerprint}) in ${count(repositories.length, 'repository', 'repositories')}: ${repositories.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
    );
  });
}

/** @returns the entry of each shared secret by its fingerprint */
export function sharedByFingerprint({ shared = [] }: Pick<JsonReport, 'shared'>): ReadonlyMap<string, SharedSecret> {
  return new Map(shared.map((one) => [one.fingerprint, one]));
}
