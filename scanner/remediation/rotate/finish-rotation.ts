// Completes a rotation whose old key is already deleted.

import type { Secret } from '../../../src/secret.ts';
import { checkHost, hostOf, type ApiKey } from '../client/index.ts';
import { replaces } from '../session/rotation-title.ts';
import type { OnlineRun } from '../session/online-run.ts';
import type { Receipt } from './deliver-key.ts';

export interface FinishOptions {
  readonly run: OnlineRun;
  readonly baseUrl: string;
  /** Fingerprint of the old key, which the account does not list any more. */
  readonly old: string;
  /** Whether the server reported its value dead; false if the value is unknown, because nobody could ask. */
  readonly isProvenDead: boolean;
  /** The key that replaces it. */
  readonly use: ApiKey;
  /** Absent if an earlier run has already delivered it. */
  readonly deliver: ((secret: Secret) => Promise<Receipt>) | undefined;
  readonly tell: (step: string) => void;
}

/** The result of completing a rotation. */
export interface FinishResult {
  /** Fingerprint of the old key. */
  readonly old: string;
  /** `gone`: the account does not list it any more, and its value is unknown here. */
  readonly standing: 'dead' | 'gone' | 'unknown';
  readonly made: ApiKey;
  readonly fresh: 'alive' | 'dead' | 'unknown';
  readonly isHandedOver: boolean;
  /** Why the rotation is incomplete, for people. */
  readonly reason: string | undefined;
}

/** Checks that the new key works, and delivers it if necessary. Does not throw. */
export async function finish(options: FinishOptions): Promise<FinishResult> {
  const { run, baseUrl, old, use, tell } = options;
  // The title of its replacement proves that the key existed in this account, so a missing entry means that it was
  // deleted.
  const isGone = replaces(use.title, { fingerprint: old });
  const standing = options.isProvenDead ? 'dead' : isGone ? 'gone' : 'unknown';
  let fresh: FinishResult['fresh'] = 'unknown';
  let isHandedOver = false;
  const ended = (reason: string | undefined): FinishResult => ({
    old,
    standing,
    made: use,
    fresh,
    isHandedOver,
    reason,
  });
  const probe = async (): Promise<string | undefined> => {
    const { client, signal } = run;
    const { status, detail } = await checkHost(
      use.secret,
      baseUrl,
      'user',
      signal === undefined ? { client } : { client, signal },
    );
    fresh = status === 'absent' ? 'unknown' : status;
    return fresh === 'alive' ? undefined : `it is not proven that the new key works: ${detail}`;
  };
  try {
    const failure = await probe();
    if (failure !== undefined) return ended(failure);
    const receipt = await (options.deliver?.(use.secret) ?? { arrived: 'yes' as const, detail: 'in an earlier run' });
    run.evidence?.record('handed-over', {
      fingerprint: use.secret.fingerprint,
      arrived: receipt.arrived,
      detail: receipt.detail,
    });
    if (receipt.arrived !== 'yes') return ended(`the new value was not handed over (${receipt.detail})`);
    isHandedOver = true;
    tell(`handed over: ${receipt.detail}`);
    const later = await probe();
    if (later !== undefined) return ended(later);
    tell(`${hostOf(baseUrl)} accepts the new key ${use.secret.redacted}`);
    run.client.addWitness(baseUrl, use.secret);
    run.signal?.throwIfAborted();
  } catch {
    return ended(run.signal?.aborted === true ? 'stopped' : 'ended by an unexpected error of this program');
  }
  return ended(
    standing === 'unknown'
      ? 'the account has no key with the fingerprint of the old one, and nothing shows that it ever had one'
      : undefined,
  );
}
