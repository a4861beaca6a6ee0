import { DEFAULT_BASE_URLS } from '../../../src/navixy/official-hosts.ts';
import { trimEndOf } from '../../../src/trim-end.ts';
import { assertAllowedBaseUrl, hostOf, isOfficialBaseUrl } from '../client/index.ts';
import type { LeakedSecret, Prompts } from './leaked-secret.ts';

/** Where secrets may go in this run. */
export interface TargetHosts {
  /** Asked about every secret, in this order. */
  readonly baseUrls: readonly string[];
  /** Whether the user chose {@link baseUrls} with `--api-url`; then nothing else is asked. */
  readonly isNamed: boolean;
  /** Found beside a secret and approved by the user; asked about the secrets found beside them. */
  readonly approved: readonly string[];
}

/**
 * @param named by `--api-url`; then these alone are asked
 * @param trusted by the user's configuration; asked before the official ones
 * @throws BaseUrlError for a URL to which no secret may go
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
 * Asks the person about every host found beside a secret that is neither official nor named. Each
 * host is a question of its own, and no is the answer to anything but a yes; `--yes` is none.
 * @param leaked the secrets of this run; share keys are never sent, so their hosts are not asked about
 * @returns `known` with the approved ones
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
    const question = `${hostOf(url)} stands beside ${what}, found in ${first?.places[0] ?? '?'}. It is not a Navixy host. Send ${secrets.length === 1 ? 'the value' : 'them'} to ${url}? Only if you know who runs it.`;
    if (await prompts.confirm(question)) approved.push(url);
  }
  return { ...known, approved };
}

/** The base URLs to ask about one secret, those whose host stands beside it first. */
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

/** The form in which a secret may go there. */
function overHttps(url: string): string {
  return trimEndOf(url.replace(/^http:/iu, 'https:'), '/');
}

/** Text of a stranger: what is not a plain base URL is not worth a question. */
function isUsable(url: string): boolean {
  try {
    return assertAllowedBaseUrl(url, { named: [url] }) === url;
  } catch {
    return false;
  }
}
