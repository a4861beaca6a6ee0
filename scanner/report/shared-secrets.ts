import type { JsonReport, SharedSecret } from './json-report.ts';
import { count } from '../text/numbers.ts';

/** Repositories that are named; the rest is counted. */
const NAMED = 5;

/** @returns a line for each secret that sits in several repositories, for people; names are as found */
export function sharedLines({ shared = [] }: Pick<JsonReport, 'shared'>): string[] {
  return shared.map(({ redacted, fingerprint, repositories }) => {
    const more = repositories.length - NAMED;
    return `${redacted} (fingerprint ${fingerprint}) in ${count(repositories.length, 'repository', 'repositories')}: ${repositories.slice(0, NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
  });
}

/** @returns the entry of each shared secret by its fingerprint */
export function sharedByFingerprint({ shared = [] }: Pick<JsonReport, 'shared'>): ReadonlyMap<string, SharedSecret> {
  return new Map(shared.map((one) => [one.fingerprint, one]));
}
