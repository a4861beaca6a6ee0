/** The hosts of the platform. Source: the platform's public documentation, page "Getting started". */

/** Base URLs of the user API, one per region; a hash is valid in its own region only. */
export const DEFAULT_BASE_URLS: readonly string[] = [
  'https://api.eu.navixy.com/v2',
  'https://api.us.navixy.com/v2',
  'https://api.me.navixy.com/v2',
];

/** Every documented host of the API, including the host without a region and the UI hosts (`/api-v2/`). */
const OFFICIAL_API_HOSTS: readonly string[] = [
  'api.eu.navixy.com',
  'api.us.navixy.com',
  'api.me.navixy.com',
  'api.navixy.com',
  'saas.navixy.com',
  'saas.us.navixy.com',
  'saas.me.navixy.com',
  'demo.navixy.com',
  'tracker.navixy.com',
];

/** Domains of the platform; a host on one of them, or below it, is evidence. */
export const PLATFORM_DOMAINS: readonly string[] = ['navixy.com', 'navixy.dev', 'b2field.com'];

/** @returns whether a secret may be sent to `host` without the user naming it: exactly the listed API hosts */
export function isOfficialHost(host: string): boolean {
  return OFFICIAL_API_HOSTS.includes(host.toLowerCase());
}

/**
 * Whether `host` belongs to the platform or to a white label from the settings. This is evidence, never permission to
 * send anything there.
 * @param named hosts of white labels, from the settings
 */
export function isPlatformHost(host: string, named: readonly string[] = []): boolean {
  const wanted = host.toLowerCase();
  return [...PLATFORM_DOMAINS, ...named.map((name) => name.toLowerCase())].some(
    (domain) => wanted === domain || wanted.endsWith(`.${domain}`),
  );
}
