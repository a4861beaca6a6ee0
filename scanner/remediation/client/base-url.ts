// Checks base URLs: only official or explicitly named hosts may receive secrets.

import { isOfficialHost } from '../../../src/navixy/official-hosts.ts';
import { trimEndOf } from '../../../src/trim-end.ts';
import { clean } from '../../text/clean.ts';
import { shellWord } from '../../text/shell.ts';

/** What to do if no host can be reached. */
export const UNREACHABLE =
  'The platform could not be reached: check your connection, or name your own API with --api-url.';

/** A base URL to which nothing may be sent. The message is for the user and contains no secret. */
export class BaseUrlError extends Error {
  override readonly name = 'BaseUrlError';

  constructor(message: string) {
    super(clean(message));
  }
}

/**
 * The base URL to use for `url`, if it may receive secrets: HTTPS (plain HTTP only for loopback), and an official host
 * or one named by the user. A host found next to a secret is neither.
 * @param options.named base URLs that the user named with `--api-url`
 * @returns the URL without a trailing slash
 * @throws BaseUrlError with a remedy
 */
export function assertAllowedBaseUrl(url: string, options: { readonly named: readonly string[] }): string {
  const parsed = parse(url);
  const base = normalise(parsed);
  if (parsed.protocol === 'http:' && !isLoopback(parsed.hostname)) {
    throw new BaseUrlError(`${parsed.host}: a secret goes over HTTPS only; use https://`);
  }
  const isOfficial = parsed.protocol === 'https:' && parsed.port === '' && isOfficialHost(parsed.hostname);
  const isNamed = options.named.some((name) => normalise(parse(name)) === base);
  if (!isOfficial && !isNamed) {
    throw new BaseUrlError(
      `${parsed.host} is not a Navixy host; if you trust it with your secrets, name it: --api-url ${shellWord(base)}`,
    );
  }
  return base;
}

/** @returns whether the host of a well-formed base URL is an official one */
export function isOfficialBaseUrl(url: string): boolean {
  try {
    assertAllowedBaseUrl(url, { named: [] });
    return true;
  } catch {
    return false;
  }
}

/** Host and port for people; `(not a URL)` for other text, which may contain anything. */
export function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '(not a URL)';
}

function parse(url: string): URL {
  if (!URL.canParse(url))
    throw new BaseUrlError('the API URL is not a URL; it looks like https://api.eu.navixy.com/v2');
  const parsed = new URL(url);
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    throw new BaseUrlError(`the API URL must begin with https://, not ${parsed.protocol}//`);
  }
  if (parsed.username !== '' || parsed.password !== '' || parsed.search !== '' || parsed.hash !== '') {
    throw new BaseUrlError(`the API URL of ${parsed.host} must have no user, query or fragment`);
  }
  return parsed;
}

function normalise(url: URL): string {
  return `${url.origin}${trimEndOf(url.pathname, '/')}`;
}

/** 127.0.0.0/8, ::1 and localhost; `URL` has already normalised forms such as `127.1`. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/u.test(hostname);
}
