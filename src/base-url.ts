import type { UrlAround } from './context/types.ts';
import { isPlatformHost } from './navixy/hosts.ts';
import { isPanelPath, isUserPath, RESOURCES } from './navixy/paths.ts';

/** How far from a value an API address still speaks for it, in characters. */
const REACH = 1200;

const ADDRESS = /https?:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:\/[a-z0-9_.-]+){0,3}?\/(?:api-v2|v2)(?=["'`\s/\\&]|$)/gi;

/** Whether a URL is one of the platform's, by host or, on a white label, by path. */
export function isPlatformUrl(url: UrlAround, hosts: readonly string[]): boolean {
  if (url.host !== undefined && isPlatformHost(url.host, hosts)) return true;
  if (/\/(?:event\/subscription|pro\/(?:demo|applications))(?:\/|$)/.test(url.path)) return true;
  const resource = /\/api-v2(?:\/([^/]*)|$)/.exec(url.path);
  if (resource !== null && RESOURCES.has(resource[1] ?? '')) return true;
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
 * The API address found beside a value: evidence and a hint for a person. It is shown, never trusted:
 * nothing is sent to a host only because it stood in scanned text.
 */
export function baseUrlNear(text: string, at: number, url: UrlAround | undefined): string | undefined {
  if (url?.host !== undefined && /^https?:$/.test(url.scheme ?? '')) {
    const prefix = /^(?:\/[^/]+)*?\/(?:api-v2|v2)(?=\/)/.exec(url.path);
    if (prefix !== null) return `${url.scheme}//${url.host}${prefix[0]}`;
  }
  const from = Math.max(0, at - REACH);
  let nearest: { distance: number; address: string } | undefined;
  for (const match of text.slice(from, at + REACH).matchAll(ADDRESS)) {
    const distance = Math.abs(from + match.index - at);
    if (nearest === undefined || distance < nearest.distance) nearest = { distance, address: match[0] };
  }
  return nearest?.address;
}
