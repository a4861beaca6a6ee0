// Finds unencrypted addresses of the API in any text.
import { isOfficialHost, isPlatformHost } from '../../src/navixy/official-hosts.ts';

/** An unencrypted API address in a text. */
export interface InsecureAddress {
  /** Offsets of the scheme and host. */
  readonly start: number;
  readonly end: number;
  readonly scheme: 'http' | 'ws';
  readonly host: string;
  /** Whether the host certainly supports TLS. */
  readonly isOfficial: boolean;
  /** Whether the address has a port, which would also have to change. */
  readonly hasPort: boolean;
}

/** JSON may escape the slashes. */
const ADDRESS = /(?<![\w-])(http|ws):\\?\/\\?\/([^\s"'`<>]*)/gi;
/** Template placeholders are bounded: otherwise each unclosed one would be read to the end of the text. */
const PARTS = /^(?:[^/@\\]*@)?(\[[^\]]*\]|(?:\$\{[^}]{0,200}\}|\{\{[^}]{0,200}\}\}|[^/:?#\\])*)(:\d+)?([^\s]*)$/;
const LOOPBACK = /^(?:localhost|127(?:\.\d+){1,3}|\[::1\]|0\.0\.0\.0|host\.docker\.internal|.*\.localhost)$/i;

/** @returns the platform's unencrypted addresses in a text, in any language */
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
        isOfficial: supportsTls(host),
        hasPort: port !== undefined,
      },
    ];
  });
}

/** Whether a host is this machine, so no traffic leaves it. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}

/** Whether a host is known to support `https:`: the documented hosts and their regions. */
export function supportsTls(host: string): boolean {
  return isOfficialHost(host) || /^api(?:\.[a-z]{2})?\.navixy\.com$/i.test(host);
}

function isApiAddress(host: string, writtenPath: string, hosts: readonly string[]): boolean {
  if (isLoopback(host)) return false;
  const path = writtenPath.replaceAll('\\', '');
  if (/^\/(?:[\w-]+\/)?api-v2(?:[/?#]|$)/i.test(path)) return true;
  if (supportsTls(host) || hosts.some((one) => one.toLowerCase() === host.toLowerCase())) return true;
  return isPlatformHost(host, hosts) && (/^api\b/i.test(host) || /^\/(?:v2|api|dwh|eco_fleet)(?:\/|$)/i.test(path));
}
