import type { Kind } from '../../src/types.ts';
import type { LeakedSecret } from '../online/types.ts';
import { Failure } from '../failure.ts';
import type { PlanItem } from './types.ts';

/** What `--kind` takes. */
export type KindFilter = 'api-key' | 'session' | 'panel-session';

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

/** Whether a `--kind` covers an item: by what the living ones turned out to be, by the code around the others. */
export function isOfKind(item: PlanItem, kinds: readonly KindFilter[] | undefined): boolean {
  return kinds === undefined || kindsOf(item).some((kind) => (kinds as readonly Kind[]).includes(kind));
}

function kindsOf(item: PlanItem): readonly Kind[] {
  if (item.state !== 'alive') return item.leaked.kind === 'hash' ? ['api-key', 'session', 'panel-session'] : [item.leaked.kind];
  switch (item.identity.what) {
    case 'panel-session':
      return ['panel-session'];
    case 'master-session':
    case 'sub-user-session':
      return ['session'];
    case 'api-key':
      return ['api-key'];
    case 'undetermined':
      return ['api-key', 'session'];
  }
}
