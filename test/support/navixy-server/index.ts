import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { ApiFailure, failure, type ServerAnswer } from './errors.ts';
import { Faults, strike } from './faults.ts';
import { PANEL_API } from './panel-api.ts';
import { RateLimiter } from './rate-limit.ts';
import { readRequest, withoutHash, type ParsedRequest } from './request.ts';
import { ServerState } from './state.ts';
import type { Fault, NavixyServerOptions, RecordedRequest } from './types.ts';
import { USER_API } from './user-api.ts';

export type { Fault, NavixyServerOptions, RecordedRequest, UserSeed } from './types.ts';

/** A running stand-in. */
export interface NavixyServer {
  /** `http://127.0.0.1:PORT/v2`; the same answers are under `/api-v2`. */
  readonly baseUrl: string;
  readonly origin: string;
  /** Every request so far, in order of arrival. */
  readonly requests: RecordedRequest[];
  /** Every true answer so far with its path, without the answers of faults. */
  readonly answers: { readonly path: string; readonly answer: ServerAnswer }[];
  readonly port: number;
  readonly state: ServerState;
  /** Adds a fault; see {@link Fault}. */
  fault(fault: Fault): void;
  clearFaults(): void;
  /** Breaks open connections and stops listening. */
  close(): Promise<void>;
}

const HANDLERS = { ...USER_API, ...PANEL_API };

/**
 * Starts a stand-in for the Navixy API on loopback: it answers as the public documentation says,
 * keeps state, and records every request. Node only; the demo uses it as well as the tests.
 */
export async function startNavixyServer(options: NavixyServerOptions = {}): Promise<NavixyServer> {
  const state = new ServerState(options);
  const faults = new Faults();
  const requests: RecordedRequest[] = [];
  const answers: NavixyServer['answers'] = [];
  const limiter = options.rateLimit === undefined ? undefined : new RateLimiter(options.rateLimit);

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parsed = await readRequest(message);
    requests.push(parsed.request);
    const fault = faults.take(parsed.request.path);
    const lost = fault !== undefined && fault.after !== true && fault.drop === undefined;
    const seen = fault?.drop === undefined ? parsed : { ...parsed, request: withoutHash(parsed.request, fault.drop) };
    const truth = lost
      ? { http: 200, body: { success: true } }
      : answer(seen, state, limiter, message.socket.remoteAddress ?? '');
    if (!lost) answers.push({ path: parsed.request.path, answer: truth });
    if (fault === undefined) send(truth, response);
    else strike(fault, truth, parsed.request, response);
  };

  const listener = (message: IncomingMessage, response: ServerResponse): void => {
    serve(message, response).catch(() => response.destroy());
  };
  const server = options.tls === undefined ? createServer(listener) : createTlsServer(options.tls, listener);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, options.host ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const origin =
    options.tls !== undefined
      ? `https://localhost:${port}`
      : `http://${options.host === '::1' ? '[::1]' : (options.host ?? '127.0.0.1')}:${port}`;
  return {
    baseUrl: `${origin}/v2`,
    origin,
    port,
    requests,
    answers,
    state,
    fault: (fault) => faults.add(fault),
    clearFaults: () => faults.clear(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(
  parsed: ParsedRequest,
  state: ServerState,
  limiter: RateLimiter | undefined,
  address: string,
): ServerAnswer {
  const { request } = parsed;
  if (!parsed.isApi || (!state.hasPanel && request.path.startsWith('panel/')))
    return {
      http: 404,
      body: undefined,
      raw: '<html><body>404 Not Found</body></html>',
      headers: { 'content-type': 'text/html' },
    };
  if (limiter !== undefined && !limiter.allows(request.hash ?? address)) return failure(15);
  if (parsed.malformed) return failure(5);
  const handler = Object.hasOwn(HANDLERS, request.path) ? HANDLERS[request.path] : undefined;
  if (handler === undefined) return failure(isKnownResource(request.path) ? 112 : 111);
  try {
    return handler(request, state);
  } catch (error) {
    if (error instanceof ApiFailure) return failure(error.code, error.errors);
    throw error;
  }
}

/** Documented: 111 "wrong handler" for an unknown resource, 112 "wrong method" for an unknown action of a known one. */
function isKnownResource(path: string): boolean {
  const resource = path.slice(0, path.lastIndexOf('/') + 1);
  return resource !== '' && Object.keys(HANDLERS).some((known) => known.startsWith(resource));
}

function send(answer: ServerAnswer, response: ServerResponse): void {
  response.writeHead(answer.http, { 'content-type': 'application/json;charset=utf-8', ...answer.headers });
  response.end(answer.raw ?? JSON.stringify(answer.body));
}
