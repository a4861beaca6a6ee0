import { Failure } from '../failure.ts';
import type { LeakedSecret } from './types.ts';

/**
 * The secrets with these fingerprints.
 * @param only `undefined` for all
 * @throws Failure for a fingerprint that was not found: a slip of the pen must not revoke less than meant in silence
 */
export function selectOnly(leaked: readonly LeakedSecret[], only: readonly string[] | undefined): readonly LeakedSecret[] {
  if (only === undefined) return leaked;
  const wanted = new Set(only.map((fingerprint) => fingerprint.toLowerCase()));
  const missing = [...wanted].filter((fingerprint) => !leaked.some(({ secret }) => secret.fingerprint === fingerprint));
  if (missing.length > 0) {
    throw new Failure(`Not found: no secret has the fingerprint ${missing.join(', ')}. Nothing was done.`, '"navixy-secrets scan" shows the fingerprints.');
  }
  return leaked.filter(({ secret }) => wanted.has(secret.fingerprint));
}
