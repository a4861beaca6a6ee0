// Recognizes URLs of the platform's API, and finds the API base URL near a value.
import { WindowSearch } from './context/window-search.ts';
import type { UrlAround } from './context/types.ts';
import { isPlatformHost } from './navixy/official-hosts.ts';
import { isPanelPath, isUserPath, resources } from './navixy/find-documented-call.ts';

/** How far from a value an API address is still attributed to it, in characters. */
const REACH = 1200;

const ADDRESS = /https?:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9_.-]+){0,3}?\/(?:api-v2|v2)(?=["'`\s/\\&]|$)/gi;

/** Whether a URL belongs to the platform: by its host or, for white labels, by its path. */
export function isPlatformUrl(url: UrlAround, hosts: readonly string[]): boolean {
  if (url.host !== undefined && isPlatformHost(url.host, hosts)) return true;
  if (/\/(?:event\/subscription|pro\/(?:demo|applications))(?:\/|$)/.test(url.path)) return true;
  const resource = /\/api-v2(?:\/([^/]*)|$)/.exec(url.path);
  if (resource !== null && resources().has(resource[1] ?? '')) return true;
  return isDocumentedPath(url.path);
}

/** @returns whether the URL is absolute and does not belong to the platform */
export function isForeignUrl(url: UrlAround, hosts: readonly string[]): boolean {
  return url.host !== undefined && url.host.includes('.') && !isPlatformUrl(url, hosts);
}

function isDocumentedPath(path: string): boolean {
  const tail = path.replace(/^.*?\/(?:v2|api)\//, '').replace(/^\//, '');
  if (!tail.includes('/')) return false;
  return isPanelPath(tail) || (isUserPath(tail) && (tail !== path.replace(/^\//, '') || /tracker|_|\/.*\//.test(tail)));
}

/**
 * Finds API addresses near the values of one text. They are evidence and a hint for a person, never trusted: nothing is
 * sent to a host just because it appears in scanned text.
 */
export class NearbyAddresses {
  readonly #text: string;
  readonly #versions: WindowSearch;

  constructor(text: string) {
    this.#text = text;
    this.#versions = new WindowSearch(text, SLASHES, versionLengthAt);
  }

  /** @returns the address that the value is part of, else the nearest one */
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

/** Length of the version segment that ends every {@link ADDRESS}, in any letter case; 0 if there is none. */
function versionLengthAt(text: string, at: number): number {
  const word = text.slice(at + 1, at + 7).toLowerCase();
  if (word === 'api-v2') return 7;
  return word.startsWith('v2') ? 3 : 0;
}
