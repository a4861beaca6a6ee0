import type { Context } from './context.ts';
import type { NameReading } from './names.ts';
import type { Kind } from './types.ts';

/**
 * Tells what kind of credential the surroundings show; `hash` where they do not. Keys and sessions look
 * identical (`navixy-api.md`, section 2), and `?session_key=` carries either of them.
 */
export function kindOf(context: Context, name: NameReading | undefined): Kind {
  if (isShareLink(context)) return 'share-key';
  const words = new Set(name?.words ?? []);
  const has = (...wanted: string[]) => wanted.some((word) => words.has(word));
  if (has('panel') && has('session', 'sess', 'sesskey', 'hash', 'key', 'token', 'auth')) return 'panel-session';
  if (/(?:^|\/)panel\//.test(context.url?.path ?? '')) return 'panel-session';
  if (/\bpanel\/account\/auth\b/.test(context.before.slice(-300))) return 'panel-session';
  if (has('apikey') || (has('api', 'apis') && has('key', 'keys'))) return 'api-key';
  if (/["']?type["']?\s*[:=]\s*["']api_key["'][^{}]{0,80}$/.test(context.before)) return 'api-key';
  if (/\bapi\/key\/(?:delete|create|list)\b/.test(context.before.slice(-300))) return 'api-key';
  if (context.named?.join !== 'query' && has('session', 'sessions', 'sess', 'sessionkey', 'sesskey')) return 'session';
  if (/["']type["']\s*:\s*["']authenticated["']/.test(context.before.slice(-120) + context.after)) return 'session';
  return 'hash';
}

/** Delivery, locator and geo links carry keys that are meant to be given away (`navixy-api.md`, section 2). */
function isShareLink({ before, url, named }: Context): boolean {
  if (url !== undefined && /\/ls\/?$/.test(url.path) && /^#/.test(url.tail)) return true;
  if (url !== undefined && /\/(?:delivery|locator|weblocator)\/?$/.test(url.path) && /[?&]key=$/.test(url.tail)) return true;
  const near = before.slice(-300);
  if (/\bsession\/(?:delivery|weblocator)\b/.test(near)) return true;
  return named?.name === 'hash' && /\btracker\/location\/link\b/.test(near);
}
