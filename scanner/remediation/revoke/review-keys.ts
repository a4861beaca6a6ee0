import { describeAnswer, type ApiKey, type NavixyClient } from '../client/index.ts';
import type { Secret } from '../../../src/secret.ts';
import type { Review } from './revoke-plan.ts';

/** Entries of the activity log that are asked for. */
const MOST_ENTRIES = 100;

/** A date without an offset is in the user's time zone, which reaches from UTC-12 to UTC+14. */
const WESTERNMOST_MS = 12 * 60 * 60 * 1000;

/**
 * Whether a key may have been made at or after `since`. Where it is not known when the value leaked,
 * or the key's date cannot be read, it may.
 */
export function mayBeSince(key: ApiKey, since: Date | undefined): boolean {
  if (since === undefined) return true;
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/u.test(key.createDate);
  const created = Date.parse(hasOffset ? key.createDate : `${key.createDate.replace(' ', 'T')}Z`);
  if (Number.isNaN(created)) return true;
  return (hasOffset ? created : created + WESTERNMOST_MS) >= since.getTime();
}

/**
 * What the account's keys and its activity log tell about the time since a session of its owner
 * leaked; read with that session, before it ends, because it is at hand and nothing is changed.
 */
export async function review(
  session: Secret,
  keys: readonly ApiKey[],
  options: {
    readonly client: NavixyClient;
    readonly baseUrl: string;
    readonly since: Date | undefined;
    readonly signal: AbortSignal | undefined;
  },
): Promise<Review> {
  const { client, baseUrl, signal } = options;
  // Whoever commits chooses the date. One that is still to come says nothing about when the session leaked.
  const since = options.since !== undefined && options.since.getTime() > Date.now() ? undefined : options.since;
  const marked = keys.map((key) => ({ key, isSinceLeak: mayBeSince(key, since) }));
  if (since === undefined) return { keys: marked, since, activity: undefined };
  const answer = await client.auditLog(baseUrl, session, since, MOST_ENTRIES, signal);
  return { keys: marked, since, activity: answer.type === 'ok' ? answer.value : { reason: describeAnswer(answer) } };
}
