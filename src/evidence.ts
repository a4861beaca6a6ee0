// Creates evidence for or against a credential.
import type { Evidence } from './types.ts';

export function evidenceFor(signal: string, detail: string): Evidence {
  return { signal, effect: 'for', detail };
}

export function evidenceAgainst(signal: string, detail: string): Evidence {
  return { signal, effect: 'against', detail };
}
