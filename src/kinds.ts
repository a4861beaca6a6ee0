// Determines the kind of a credential: API key, session, panel session or share key.
import type { Context } from './context/types.ts';
import { splitName } from './names.ts';
import { isGeoLink, isPanelResponse } from './structure.ts';
import type { Kind } from './types.ts';

/** How far before a value a path or a response still determines the kind, in characters. */
const REACH = 300;

/**
 * Determines the kind of a credential from its context; `hash` if the context does not show it. Keys and sessions look
 * identical (platform documentation, "Authentication"), and `?session_key=` carries either.
 */
export function kindOf(context: Context): Kind {
  if (isShareLink(context)) return 'share-key';
  const { named, before } = context;
  const words = new Set(named === undefined ? [] : splitName(`${named.phrase ?? ''} ${named.name}`));
  const has = (...wanted: string[]) => wanted.some((word) => words.has(word));
  const isSession = has('session', 'sessions', 'sess', 'sessionkey', 'sesskey');
  if (has('panel') && (isSession || has('hash', 'key', 'token', 'auth', 'authkey'))) return 'panel-session';
  if (named?.name === 'hash' && isPanelResponse(context)) return 'panel-session';
  const answered = kindOfResponse(context);
  if (answered !== undefined) return answered;
  if (isPanelCall(context)) return 'panel-session';
  const isApiKey = has('apikey') || (has('api', 'apis') && has('key', 'keys'));
  // "User session key or API key": the label does not decide.
  if (isApiKey && isSession) return 'hash';
  if (isApiKey) return 'api-key';
  if (/["']?type["']?\s{0,3}[:=]\s{0,3}["']api_key["'][^{}]{0,80}$/.test(before.slice(-140))) return 'api-key';
  if (/\bapi\/key\/(?:delete|create|list)\b/.test(before.slice(-REACH))) return 'api-key';
  if (named?.join !== 'query' && isSession) return 'session';
  return 'hash';
}

/** The kind of the `hash` in an API response, by the call that it answers. */
function kindOfResponse({ before, after }: Context): Kind | undefined {
  const near = before.slice(-REACH) + after;
  if (!near.includes('success') || !/["']?success["'\\]{0,2}\s{0,3}[:=]\s{0,3}(?:true|True)/.test(near))
    return undefined;
  if (/["']type["']\s{0,3}:\s{0,3}["']authenticated["']/.test(near)) return 'session';
  if (/["']create_date["'\\]{0,2}\s{0,3}:/.test(near)) return 'api-key';
  const calls = [
    ...near.matchAll(
      /\b(panel\/account\/auth|panel\/subpaas\/session\/create|(?:panel\/user|subuser)\/session\/create|user\/auth(?:\/code\/verify)?|api\/key\/(?:create|list))\b/g,
    ),
  ];
  const call = calls.at(-1)?.[1];
  if (call === undefined) return undefined;
  if (call.startsWith('api/key')) return 'api-key';
  return call === 'panel/account/auth' || call.startsWith('panel/subpaas') ? 'panel-session' : 'session';
}

/**
 * Whether the value is used in a call of the panel API, or under its own names for the key (platform documentation,
 * "Panel API: authentication").
 */
function isPanelCall({ before, after, url }: Context): boolean {
  if (/(?:^|\/)panel\//.test(url?.path ?? '')) return true;
  const near = before.slice(-REACH);
  if (/\bpanel_session_key\b/.test(near + after)) return true;
  if (!near.includes('panel')) return false;
  const paths = [
    ...near.matchAll(
      /(?:\/|["'`\s])(panel\/)?[a-z_]{3,30}\/[a-z_]{3,30}(?:\/[a-z_]{2,30}){0,3}\/?(?=["'`?\s])|\/panel(?=["'`\s])/g,
    ),
  ];
  const last = paths.at(-1);
  return last !== undefined && (last[1] !== undefined || last[0] === '/panel');
}

/**
 * Whether the value is a key of a delivery, locator or geo link, which is meant to be shared (platform documentation,
 * "Tracker: location links").
 */
function isShareLink(context: Context): boolean {
  const { before, url, named } = context;
  if (url !== undefined && /\/ls\/?$/.test(url.path) && url.tail.startsWith('#')) return true;
  if (url !== undefined && /\/(?:delivery|locator|weblocator)\/?$/.test(url.path) && /[?&]key=$/.test(url.tail))
    return true;
  const near = before.slice(-REACH);
  if (/\bsession\/(?:delivery|weblocator)\b/.test(near)) return true;
  if (named?.name !== 'hash') return false;
  return /\btracker\/location\/link\b/.test(near) || isGeoLink(context);
}
