// `fetch` with proxy and extra certificates.

import { rootCertificates } from 'node:tls';
import { EnvHttpProxyAgent, fetch as undiciFetch, type RequestInit as UndiciInit } from 'undici';
import { BaseUrlError } from './base-url.ts';

/** How requests reach the network. */
export interface NetworkOptions {
  /** Source of `HTTPS_PROXY` and `NO_PROXY`, in either case. Default: no proxy. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** PEM certificates to trust in addition to the well-known ones. `NODE_EXTRA_CA_CERTS` works without this. */
  readonly extraCa?: string;
  /** Replaces all of the above. */
  readonly fetch?: Fetch;
}

/** The part of `fetch` that the client needs. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** A secret in plain HTTP must not leave the machine, so requests to loopback never use a proxy. */
const NEVER_PROXIED = ['localhost', '127.0.0.1', '[::1]'];

/**
 * `fetch` through the proxy from the environment, with extra certificates. Not the built-in one: on Node 20 and 22 it
 * supports neither. Only HTTPS uses the proxy, through a tunnel (`CONNECT`), so the proxy only sees host and port.
 * @throws BaseUrlError if the proxy's address is not a URL; the message omits the address, which may contain a password
 */
export function networkFetch(options: NetworkOptions): Fetch {
  if (options.fetch !== undefined) return options.fetch;
  const { env = {} } = options;
  const proxy = env['https_proxy'] ?? env['HTTPS_PROXY'] ?? '';
  if (proxy !== '' && !/^https?:\/\//iu.test(proxy))
    throw new BaseUrlError('HTTPS_PROXY must be a URL such as http://proxy.example:3128');
  if (proxy !== '' && !URL.canParse(proxy)) throw new BaseUrlError('HTTPS_PROXY is not a URL');
  const exempt = env['no_proxy'] ?? env['NO_PROXY'] ?? '';
  const trust = options.extraCa === undefined ? {} : { ca: [...rootCertificates, options.extraCa] };
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy: '',
    httpsProxy: proxy,
    noProxy: exempt === '*' ? exempt : [...NEVER_PROXIED, exempt].join(','),
    connect: trust,
    requestTls: trust,
    proxyTls: trust,
  });
  return (url, init) => undiciFetch(url, { ...(init as unknown as UndiciInit), dispatcher }) as Promise<Response>;
}
