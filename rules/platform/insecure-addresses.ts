import { isOfficialHost, isPlatformHost } from '../../src/navixy/official-hosts.ts';

/** An address of the API without encryption, as it stands in a text. */
export interface InsecureAddress {
  /** Offsets of scheme and host together. */
  readonly start: number;
  readonly end: number;
  readonly scheme: 'http' | 'ws';
  readonly host: string;
  /** Whether the host is one that surely answers over TLS. */
  readonly isOfficial: boolean;
  /** Whether a port is named, which would have to change as well. */
  readonly hasPort: boolean;
}

/** In JSON the slashes may be escaped. */
const ADDRESS = /(?<![\w-])(http|ws):\\?\/\\?\/([^\s"'`<>]*)/gi;
/** What stands in a template is bounded, or many that are open would be read to the end each. */
const PARTS = /^(?:[^/@\\]*@)?(\[[^\]]*\]|(?:\$\{[^}]{0,200}\}|\{\{[^}]{0,200}\}\}|[^/:?#\\])*)(:\d+)?([^\s]*)$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){1,3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal|.*\.localhost)$/i;

/** @returns the insecure addresses of the platform that are written out in a text, in any language */
export function findInsecureAddresses(text: string, hosts: readonly string[]): InsecureAddress[] {
  return [...text.matchAll(ADDRESS)].flatMap((match) => {
    const [whole, scheme, rest] = match as unknown as [string, string, string];
    const [, host, port, path] = PARTS.exec(rest) ?? [];
    if (host === undefined || !isApiAddress(host, path ?? '', hosts)) return [];
    const end = match.index + whole.length - rest.length + rest.indexOf(host) + host.length;
    return [
      {
        start: match.index,
        end,
        scheme: scheme.toLowerCase() as 'http' | 'ws',
        host,
        isOfficial: isSurelyEncrypted(host),
        hasPort: port !== undefined,
      },
    ];
  });
}

/** Whether a host runs on this machine, where nothing is overheard. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Whether `https:` is known to answer: the documented hosts and their regions. */
export function isSurelyEncrypted(host: string): boolean {
  return isOfficialHost(host) || /^api(?:\.[a-z]{2})?\.navixy\.com$/i.test(host);
}

function isApiAddress(host: string, writtenPath: string, hosts: readonly string[]): boolean {
  if (isLoopback(host)) return false;
  const path = writtenPath.replaceAll('\\', '');
  if (/^\/(?:[\w-]+\/)?api-v2(?:[/?#]|$)/i.test(path)) return true;
  if (isSurelyEncrypted(host) || hosts.some((one) => one.toLowerCase() === host.toLowerCase())) return true;
  return isPlatformHost(host, hosts) && (/^api\b/i.test(host) || /^\/(?:v2|api|dwh|eco_fleet)(?:\/|$)/i.test(path));
}
