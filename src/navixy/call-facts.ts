/** Facts about single API calls. Source: the platform's public documentation, pages "Authentication" and "API keys". */
import { lazy } from '../lazy.ts';

/** The kind of credential that a hash is. */
export type CredentialKind = 'api-key' | 'panel-session' | 'user-session';

/** Calls whose response contains a hash, with the kind of that hash. */
const RETURNED_KINDS: ReadonlyMap<string, CredentialKind> = new Map([
  ['user/auth', 'user-session'],
  ['user/auth/code/verify', 'user-session'],
  ['subuser/session/create', 'user-session'],
  ['panel/user/session/create', 'user-session'],
  ['panel/account/auth', 'panel-session'],
  ['panel/subpaas/session/create', 'panel-session'],
  ['api/key/create', 'api-key'],
  ['api/key/list', 'api-key'],
]);

/** @returns the kind of hash that a call returns, by its documented path */
export function kindReturnedBy(path: string): CredentialKind | undefined {
  return RETURNED_KINDS.get(path);
}

/** The call that logs a user in. */
export const LOGIN_PATH = 'user/auth';
/** The calls that take a login and a password. */
export const LOGIN_PATHS: ReadonlySet<string> = new Set([LOGIN_PATH, 'panel/account/auth']);
/** The call that extends a session. */
export const RENEWAL_PATH = 'user/session/renew';
/** The call that creates an API key. */
export const KEY_CREATION_PATH = 'api/key/create';

/**
 * Calls that an API key cannot make: the platform rejects the key (`refused`), or the call takes no account credential
 * and is only a step to a session (`unused`).
 */
const WITHOUT_API_KEY: ReadonlyMap<string, 'refused' | 'unused'> = new Map([
  ['api/key/create', 'refused'],
  ['api/key/delete', 'refused'],
  ['api/key/list', 'refused'],
  ['user/logout', 'refused'],
  ['user/session/renew', 'refused'],
  ['user/session/push_token/bind', 'refused'],
  ['user/session/push_token/delete', 'refused'],
  ['user/password/set', 'refused'],
  ['user/audit/checkin', 'refused'],
  ['user/auth', 'unused'],
  ['user/auth/code/resend', 'unused'],
  ['user/auth/code/verify', 'unused'],
  ['user/activate', 'unused'],
  ['user/resend_activation', 'unused'],
  ['user/restore_password', 'unused'],
  ['user/password/change', 'unused'],
  ['subuser/session/create', 'unused'],
]);

/** Whether the platform returns an error for a call with an API key. */
export function refusesApiKey(path: string): boolean {
  return WITHOUT_API_KEY.get(path) === 'refused';
}

/** Whether a call concerns sessions, so an API key cannot replace the session. */
export function isSessionCall(path: string): boolean {
  return WITHOUT_API_KEY.has(path);
}

/** Calls with a `hash` parameter (from an e-mail, of a delivery page) that is not the caller's credential. */
const HASH_IS_PARAMETER = /^(?:user\/(?:activate|password\/change)|delivery\/.+|user\/auth\/code\/.+)$/;

/** Whether the `hash` parameter of a call is not the caller's credential. */
export function takesOtherHash(path: string): boolean {
  return HASH_IS_PARAMETER.test(path);
}

/** Removed calls that articles and old documentation still mention, with their replacements. */
const REMOVED: ReadonlyMap<string, string> = new Map([
  ['user/api_key/list', '`api/key/list`'],
  ['user/api_key/create', '`api/key/create`'],
  ['user/api_key/delete', '`api/key/delete`'],
  ['user/session/weblocator/create', 'a geo link (`tracker/location/link/create`)'],
  ['user/session/weblocator/read', 'a geo link (`tracker/location/link/read`)'],
]);

/**
 * Middle segments of the calls that are removed or return a hash: a file that has one may be wrong without containing a
 * credential.
 */
const MIDDLES = lazy(() => {
  const paths = [...RETURNED_KINDS.keys(), ...REMOVED.keys()];
  const middles = paths.map((path) => path.slice(path.indexOf('/') + 1).replace(/[^/]+$/, ''));
  return new RegExp(`/(?:${[...new Set(middles.filter((middle) => middle !== ''))].join('|')})`);
});

/** Whether a text may contain a call that is removed or returns a hash. */
export function mayCallHashEndpoint(text: string): boolean {
  return MIDDLES().test(text);
}

/** @returns the replacement of a removed call */
export function replacementFor(path: string): string | undefined {
  return REMOVED.get(path);
}
