// Decides which hosts may receive secrets.

import { DEFAULT_BASE_URLS } from '../../../src/navixy/official-hosts.ts';
import { trimEndOf } from '../../../src/trim-end.ts';
import { assertAllowedBaseUrl, hostOf, isOfficialBaseUrl } from '../client/index.ts';
import type { LeakedSecret, Prompts } from './leaked-secret.ts';

/** Hosts that may receive secrets in this run. */
export interface TargetHosts {
  /** Asked about every secret, in this order. */
  readonly baseUrls: readonly string[];
  /** Whether the user set {@link baseUrls} with `--api-url`; then no other host is asked. */
  readonly isNamed: boolean;
  /** Found next to a secret and approved by the user; asked only about the secrets next to which they were found. */
  readonly approved: readonly string[];
}

/**
 * @param named with `--api-url`; then only these are asked
 * @param trusted by the user's configuration; asked before the official ones
 * @throws BaseUrlError for a URL that must not receive secrets
 */
export function targetHosts(named: readonly string[], trusted: readonly string[]): TargetHosts {
  const chosen = named.length > 0 ? named : [...trusted, ...DEFAULT_BASE_URLS];
  const allowed = { named: [...named, ...trusted] };
  return {
    baseUrls: [...new Set(chosen.map((url) => assertAllowedBaseUrl(url, allowed)))],
    isNamed: named.length > 0,
    approved: [],
  };
}

/**
 * Asks the user about every host found next to a secret that is neither official nor named. Each host is a separate
 * question, and only an explicit yes counts; `--yes` does not.
 * @param leaked the secrets of this run; share keys are never sent, so their hosts are not asked about
 * @returns `known` with the approved hosts
 */
export async function approveFound(
  leaked: readonly LeakedSecret[],
  known: TargetHosts,
  prompts: Prompts | undefined,
): Promise<TargetHosts> {
  if (known.isNamed || prompts === undefined) return known;
  const beside = new Map<string, LeakedSecret[]>();
  const knownHosts = new Set(known.baseUrls.map(hostOf));
  for (const one of leaked) {
    if (one.kind === 'share-key') continue;
    for (const url of new Set(one.foundBaseUrls.map(overHttps))) {
      const others = beside.get(url);
      if (others !== undefined) others.push(one);
      else if (!isOfficialBaseUrl(url) && !knownHosts.has(hostOf(url)) && isUsable(url)) beside.set(url, [one]);
    }
  }
  const approved: string[] = [];
  for (const [url, secrets] of beside) {
    const [first] = secrets;
    const what = secrets.length === 1 ? `this value (${first?.secret.redacted})` : `${secrets.length} values`;
    const question =
      `${hostOf(url)} stands beside ` +
      `${what}, found in ${first?.places[0] ?? '?'}. It is not a Navixy host. Send ` +
      `${secrets.length === 1 ? 'the value' : 'them'} to ${url}? Only if you know who runs it.`;
    if (await prompts.confirm(question)) approved.push(url);
  }
  return { ...known, approved };
}

/** The base URLs to ask about one secret; hosts found next to it come first. */
export function targetsFor(
  leaked: LeakedSecret,
  { baseUrls, isNamed, approved }: TargetHosts,
): { readonly asked: readonly string[]; readonly notAsked: readonly string[] } {
  const found = [...new Set(leaked.foundBaseUrls.map(overHttps))];
  const foundHosts = new Set(found.map(hostOf));
  const first = baseUrls.filter((url) => foundHosts.has(hostOf(url)));
  const rest = baseUrls.filter((url) => !foundHosts.has(hostOf(url)));
  const firstHosts = new Set(first.map(hostOf));
  const others = found.filter((url) => !firstHosts.has(hostOf(url)));
  const allowed = isNamed ? [] : others.filter((url) => isOfficialBaseUrl(url) || approved.includes(url));
  const allowedHosts = new Set(allowed.map(hostOf));
  return { asked: [...first, ...allowed, ...rest], notAsked: others.filter((url) => !allowedHosts.has(hostOf(url))) };
}

/** The URL with https, because a secret may only be sent over TLS. */
function overHttps(url: string): string {
  return trimEndOf(url.replace(/^http:/iu, 'https:'), '/');
}

/** The text is untrusted: anything except a plain base URL is ignored. */
function isUsable(url: string): boolean {
  try {
    return assertAllowedBaseUrl(url, { named: [url] }) === url;
  } catch {
    return false;
  }
}
