// Checks repeatedly whether a secret is dead.

import type { Secret } from '../../../src/secret.ts';
import { checkHost, type HostStatus, type NavixyClient, type Realm } from '../client/index.ts';

export interface ProofOptions {
  readonly client: NavixyClient;
  readonly baseUrl: string;
  readonly realm: Realm;
  readonly signal: AbortSignal | undefined;
  /** Milliseconds to wait before checking again. Default 1000. */
  readonly waitMs: number | undefined;
  /** Whether the server accepted the call that should have ended it; then the state may change with a delay. */
  readonly isExpected: boolean;
}

const MOST_PROOFS = 3;

/** Asks the host that accepted a secret whether it still does; several times if it should be dead. */
export async function confirmDead(secret: Secret, options: ProofOptions): Promise<HostStatus> {
  const { baseUrl, realm, signal, client, waitMs = 1000 } = options;
  for (let proof = 1; ; proof += 1) {
    const status = await checkHost(secret, baseUrl, realm, signal === undefined ? { client } : { client, signal });
    if (status.status !== 'alive' || !options.isExpected || proof === MOST_PROOFS) return status;
    await client.pause(waitMs, signal);
  }
}
