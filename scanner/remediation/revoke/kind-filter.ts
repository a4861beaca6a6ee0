// The filter `--kind` of `revoke`.

import type { Kind } from '../../../src/types.ts';
import type { PlanItem } from './revoke-plan.ts';

/** Values of `--kind`. */
export type KindFilter = 'api-key' | 'session' | 'panel-session';

/** Whether `--kind` includes an item: by the verified kind of active ones, by the code around the others. */
export function isOfKind(item: PlanItem, kinds: readonly KindFilter[] | undefined): boolean {
  return kinds === undefined || kindsOf(item).some((kind) => (kinds as readonly Kind[]).includes(kind));
}

function kindsOf(item: PlanItem): readonly Kind[] {
  if (item.state !== 'alive')
    return item.leaked.kind === 'hash' ? ['api-key', 'session', 'panel-session'] : [item.leaked.kind];
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
