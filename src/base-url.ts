import { LastSeen } from './context/last-seen.ts';
import type { UrlAround } from './context/types.ts';
import { isPlatformHost } from './navixy/official-hosts.ts';
import { isPanelPath, isUserPath, resources } from './navixy/paths.ts';

/** How far from a value an API address still speaks for it, in characters. */
const REACH = 1200;

const ADDRESS = /https?:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9_.-]+){0,3}?\/(?:api-v2|v2)(?=["'`\s/\\&]|$)/gi;

/** Whether a URL is one of the platform's, by host or, on a white label, by path. */
export function isPlatformUrl(url: UrlAround, hosts: readonly string[]): boolean {
  if (url.host !== undefined && isPlatformHost(url.host, hosts)) return true;
  if (/\/(?:event\/subscription|pro\/(?:demo|applications))(?:\/|$)/.test(url.path)) return true;
  const resource = /\/api-v2(?:\/([^/]*)|$)/.exec(url.path);
  if (resource !== null && resources().has(resource[1] ?? '')) return true;
  return isDocumentedPath(url.path);
}

/** @returns whether the URL is absolute and nothing in it is the platform's */
export function isForeignUrl(url: UrlAround, hosts: readonly string[]): boolean {
  return url.host !== undefined && url.host.includes('.') && !isPlatformUrl(url, hosts);
}

function isDocumentedPath(path: string): boolean {
  const tail = path.replace(/^.*?\/(?:v2|api)\//, '').replace(/^\//, '');
  if (!tail.includes('/')) return false;
  return isPanelPath(tail) || (isUserPath(tail) && (tail !== path.replace(/^\//, '') || /tracker|_|\/.*\//.test(tail)));
}

/**
 * API addresses found beside values of one text: evidence and a hint for a person. They are shown, never trusted:
 * nothing is sent to a host only because it stood in scanned text.
 */
export class AddressesNear {
  readonly #text: string;
  readonly #versions: LastSeen;

  constructor(text: string) {
    this.#text = text;
    this.#versions = new LastSeen(text, SLASHES, versionAt);
  }

  /** @returns the one that the value is part of, else the nearest */
  nearest(at: number, url: UrlAround | undefined): string | undefined {
    if (url?.host !== undefined && /^https?:$/.test(url.scheme ?? '')) {
      const prefix = /^(?:\/[^/]+)*?\/(?:api-v2|v2)(?=\/)/.exec(url.path);
      if (prefix !== null) return `${url.scheme}//${url.host}${prefix[0]}`;
    }
    const from = Math.max(0, at - REACH);
    const to = Math.min(this.#text.length, at + REACH);
    if (!this.#versions.isWithin(from, to)) return undefined;
    let nearest: { distance: number; address: string } | undefined;
    for (const match of this.#text.slice(from, to).matchAll(ADDRESS)) {
      const distance = Math.abs(from + match.index - at);
      if (nearest === undefined || distance < nearest.distance) nearest = { distance, address: match[0] };
    }
    return nearest?.address;
  }
}

const SLASHES = new Uint8Array(128);
SLASHES['/'.charCodeAt(0)] = 1;

/** What every {@link ADDRESS} ends in, in any letter case. */
function versionAt(text: string, at: number): number {
  const word = text.slice(at + 1, at + 7).toLowerCase();
  if (word === 'api-v2') return 7;
  return word.startsWith('v2') ? 3 : 0;
}
