// Reviews an account's keys and activity log since a session of its owner leaked.

import { describeAnswer, type ApiKey, type NavixyClient } from '../client/index.ts';
import type { Secret } from '../../../src/secret.ts';
import type { Review } from './revoke-plan.ts';

/** Maximum number of activity log entries to request. */
const MOST_ENTRIES = 100;

/** A date without an offset is in the user's time zone, which may be from UTC-12 to UTC+14. */
const WESTERNMOST_MS = 12 * 60 * 60 * 1000;

/**
 * Whether a key may have been created at or after `since`. True if the date of the leak is unknown or the key's date is
 * unreadable.
 */
export function mayBeSince(key: ApiKey, since: Date | undefined): boolean {
  if (since === undefined) return true;
  const hasOffset = /(?:Z|[+-]\d\d:?\d\d)$/u.test(key.createDate);
  const created = Date.parse(hasOffset ? key.createDate : `${key.createDate.replace(' ', 'T')}Z`);
  if (Number.isNaN(created)) return true;
  return (hasOffset ? created : created + WESTERNMOST_MS) >= since.getTime();
}

/**
 * What the account's keys and activity log show since a session of its owner leaked. Uses the leaked session itself
 * before it is ended, because it is available and only reads.
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
  // The author chooses the date of a commit. A future date says nothing about when the session leaked.
  const since = options.since !== undefined && options.since.getTime() > Date.now() ? undefined : options.since;
  const marked = keys.map((key) => ({ key, isSinceLeak: mayBeSince(key, since) }));
  if (since === undefined) return { keys: marked, since, activity: undefined };
  const answer = await client.auditLog(baseUrl, session, since, MOST_ENTRIES, signal);
  return { keys: marked, since, activity: answer.type === 'ok' ? answer.value : { reason: describeAnswer(answer) } };
}
