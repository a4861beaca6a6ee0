// Determines whether the session of a login is used for calls that an API key could make.
import { LOGIN_PATH, isSessionCall } from '../../src/navixy/call-facts.ts';
import type { Analysis } from './analysis.ts';
import { responsePartsOf } from './response-flow.ts';
import { credentialsOfRequest } from './sent-credentials.ts';
import { originsOf } from './credential-origin.ts';
import type { Request } from './platform-requests.ts';

/** Calls that do not show the purpose of a session: the connection test, and the panel API with its own sessions. */
const NEUTRAL = /^(?:base\/nothing|panel\/)/;

/**
 * Whether the session of a login is used where an API key would do: a call of the file needs no session, has no
 * credential of its own, and does not use the session of another login.
 * @param logins all `user/auth` calls of the file
 */
export function hasKeyCapableUse(login: Request, logins: readonly Request[], analysis: Analysis): boolean {
  return analysis.requests.some(
    (request) =>
      !logins.includes(request) &&
      isKeyCapable(request) &&
      !hasOwnCredential(request, analysis) &&
      mayUseSessionOf(login, request, logins, analysis),
  );
}

/** Whether a call may use the session of `login`; not if it is traced to other logins only. */
function mayUseSessionOf(login: Request, request: Request, logins: readonly Request[], analysis: Analysis): boolean {
  if (logins.length < 2) return true;
  const origins = credentialsOfRequest(request, analysis).flatMap(({ node }) =>
    responsePartsOf(node, analysis).map((answer) => answer.request),
  );
  return origins.length === 0 || origins.includes(login) || !origins.some((origin) => logins.includes(origin));
}

/** Whether the file makes calls that require a session, which explains its login. */
export function hasSessionOnlyUse(analysis: Analysis): boolean {
  return analysis.requests.some((request) =>
    request.endpoints.some(({ path }) => path !== undefined && path !== LOGIN_PATH && isSessionCall(path)),
  );
}

/** Whether at least one known call accepts an API key; a fully computed address is not known. */
function isKeyCapable({ endpoints }: Request): boolean {
  return endpoints.some(({ path }) => path !== undefined && !isSessionCall(path) && !NEUTRAL.test(path));
}

/** Whether a call's credential comes from the environment or similar, so it is a key and not the session. */
function hasOwnCredential(request: Request, analysis: Analysis): boolean {
  const credentials = credentialsOfRequest(request, analysis);
  return (
    credentials.length > 0 &&
    credentials.every(({ node }) => {
      const origins = originsOf(node, analysis);
      return (
        origins.size > 0 &&
        [...origins].every((origin) => origin === 'environment' || origin === 'configuration' || origin === 'literal')
      );
    })
  );
}
