import { rootCertificates } from 'node:tls';
import { EnvHttpProxyAgent, fetch as undiciFetch, type RequestInit, type Response } from 'undici';
import { BaseUrlError } from './base-url.ts';

/** How requests reach the network. */
export interface NetworkOptions {
  /** `HTTPS_PROXY` and `NO_PROXY`, in either case, are read from here. Default: no proxy. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** PEM certificates to trust beside the well-known ones. `NODE_EXTRA_CA_CERTS` works without this. */
  readonly extraCa?: string;
  /** Another way to the network, instead of all of the above. */
  readonly fetch?: Fetch;
}

/** The part of `fetch` that the client needs. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response | globalThis.Response>;

/** A secret in plain HTTP must not leave the machine, so nothing for loopback ever goes to a proxy. */
const NEVER_PROXIED = ['localhost', '127.0.0.1', '[::1]'];

/**
 * `fetch` over the proxy that the environment names, with extra certificates. Not the built-in one:
 * on Node 20 and 22 that knows neither. Only HTTPS goes to a proxy, through a tunnel (`CONNECT`), so
 * that the proxy sees host and port and nothing else.
 * @throws BaseUrlError when the proxy's address is not a URL; the address is not repeated, for it may hold a password
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
  return (url, init) => undiciFetch(url, { ...init, dispatcher });
}
