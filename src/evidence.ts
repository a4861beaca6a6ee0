// Creates evidence for or against a credential.
import type { Evidence } from './types.ts';

export function seenFor(signal: string, detail: string): Evidence {
  return { signal, effect: 'for', detail };
}

export function seenAgainst(signal: string, detail: string): Evidence {
  return { signal, effect: 'against', detail };
}
