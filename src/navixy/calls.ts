/** Facts about single calls of the API. Source: `navixy-api.md`, sections 1, 3 and 4 (public documentation). */
import { lazy } from '../lazy.ts';

/** What a hash was made for. */
export type CredentialKind = 'api-key' | 'panel-session' | 'user-session';

/** Calls whose answer holds a hash, by the kind of the hash. */
const GIVEN_BY: ReadonlyMap<string, CredentialKind> = new Map([
  ['user/auth', 'user-session'],
  ['user/auth/code/verify', 'user-session'],
  ['subuser/session/create', 'user-session'],
  ['panel/user/session/create', 'user-session'],
  ['panel/account/auth', 'panel-session'],
  ['panel/subpaas/session/create', 'panel-session'],
  ['api/key/create', 'api-key'],
  ['api/key/list', 'api-key'],
]);

/** @returns what a call gives a hash of, by its documented path */
export function kindGivenBy(path: string): CredentialKind | undefined {
  return GIVEN_BY.get(path);
}

/** The call by which a user logs in. */
export const LOGIN_PATH = 'user/auth';
/** The calls that take a login and a password. */
export const LOGIN_PATHS: ReadonlySet<string> = new Set([LOGIN_PATH, 'panel/account/auth']);
/** The call that prolongs a session. */
export const RENEWAL_PATH = 'user/session/renew';
/** The call that creates an API key. */
export const KEY_CREATION_PATH = 'api/key/create';

/**
 * Calls that an API key cannot make: the platform refuses it (`refused`), or the call takes no credential of an account
 * and serves to get a session (`unused`).
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

/** Whether the platform answers a call with an error if it comes with an API key. */
export function refusesApiKey(path: string): boolean {
  return WITHOUT_API_KEY.get(path) === 'refused';
}

/** Whether a call belongs to sessions, so that it says nothing for an API key. */
export function isSessionCall(path: string): boolean {
  return WITHOUT_API_KEY.has(path);
}

/** Calls whose `hash` is a parameter (from an e-mail, of a delivery page), not the caller's credential. */
const HASH_IS_PARAMETER = /^(?:user\/(?:activate|password\/change)|delivery\/.+|user\/auth\/code\/.+)$/;

/** Whether the parameter `hash` of a call is something else than the credential of the caller. */
export function takesOtherHash(path: string): boolean {
  return HASH_IS_PARAMETER.test(path);
}

/** Paths of articles and of old documentation that the platform no longer answers, and what serves instead. */
const GONE: ReadonlyMap<string, string> = new Map([
  ['user/api_key/list', '`api/key/list`'],
  ['user/api_key/create', '`api/key/create`'],
  ['user/api_key/delete', '`api/key/delete`'],
  ['user/session/weblocator/create', 'a geo link (`tracker/location/link/create`)'],
  ['user/session/weblocator/read', 'a geo link (`tracker/location/link/read`)'],
]);

/**
 * What the calls that are gone or give a hash have in the middle: a file with one may be wrong without any credential.
 */
const MIDDLES = lazy(() => {
  const paths = [...GIVEN_BY.keys(), ...GONE.keys()];
  const middles = paths.map((path) => path.slice(path.indexOf('/') + 1).replace(/[^/]+$/, ''));
  return new RegExp(`/(?:${[...new Set(middles.filter((middle) => middle !== ''))].join('|')})`);
});

/** Whether a text may hold a call that is gone or that gives a hash. */
export function mayCallForHash(text: string): boolean {
  return MIDDLES().test(text);
}

/** @returns what to call instead of a path that is gone */
export function remedyFor(path: string): string | undefined {
  return GONE.get(path);
}
