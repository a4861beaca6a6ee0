import type { IncomingMessage } from 'node:http';
import type { RecordedRequest } from './types.ts';

const PREFIXES = /^\/(?:v2|api-v2)\//u;
const HASH_HEADER = /^NVX ([0-9a-f]{32})$/u;

/** The parsed request, or its error: 5 is the documented code for a malformed body. */
export interface ParsedRequest {
  readonly request: RecordedRequest;
  readonly malformed: boolean;
  /** False if the path is not under `/v2/` or `/api-v2/`, so the API does not answer. */
  readonly isApi: boolean;
}

export async function readRequest(message: IncomingMessage): Promise<ParsedRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  const rawBody = Buffer.concat(chunks).toString('utf8');
  const url = new URL(message.url ?? '/', 'http://stand-in.invalid');
  const query = Object.fromEntries(url.searchParams);
  const { fields, carrier, malformed } = readBody(rawBody, message.headers['content-type'] ?? '');
  const isApi = PREFIXES.test(url.pathname);
  const request = {
    method: message.method ?? 'GET',
    path: url.pathname.replace(PREFIXES, '').replace(/\/+$/u, ''),
    url: message.url ?? '/',
    headers: message.headers,
    rawBody,
    body: fields,
    query,
    ...findHash(fields, carrier, query, message.headers.authorization),
  };
  return { request, malformed, isApi };
}

interface Body {
  readonly fields: Record<string, unknown>;
  readonly carrier: 'json' | 'form';
  readonly malformed: boolean;
}

/** JSON by its content type, anything else is read as a form, as the docs allow both. */
function readBody(rawBody: string, contentType: string): Body {
  if (!contentType.includes('json')) {
    return { fields: Object.fromEntries(new URLSearchParams(rawBody)), carrier: 'form', malformed: false };
  }
  if (rawBody.trim() === '') return { fields: {}, carrier: 'json', malformed: false };
  try {
    const parsed: unknown = JSON.parse(rawBody);
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed);
    return { fields: isObject ? (parsed as Record<string, unknown>) : {}, carrier: 'json', malformed: !isObject };
  } catch {
    return { fields: {}, carrier: 'json', malformed: true };
  }
}

/** Documented precedence: body, then query, then header (2020-21 docs; navixy-api.md section 2). */
function findHash(
  fields: Readonly<Record<string, unknown>>,
  carrier: 'json' | 'form',
  query: Readonly<Record<string, string>>,
  header: string | undefined,
): Pick<RecordedRequest, 'hash' | 'carrier'> {
  if (typeof fields['hash'] === 'string') return { hash: fields['hash'], carrier };
  if (query['hash'] !== undefined) return { hash: query['hash'], carrier: 'query' };
  const match = HASH_HEADER.exec(header ?? '');
  return match?.[1] === undefined ? {} : { hash: match[1], carrier: 'header' };
}

/** The request behind a gateway that drops places for a hash. */
export function withoutHash(request: RecordedRequest, dropped: readonly ('header' | 'body')[]): RecordedRequest {
  const { hash, carrier, ...rest } = request;
  const isGone =
    (carrier === 'header' && dropped.includes('header')) ||
    ((carrier === 'json' || carrier === 'form') && dropped.includes('body'));
  if (!isGone || hash === undefined || carrier === undefined) return request;
  return { ...rest, body: Object.fromEntries(Object.entries(request.body).filter(([name]) => name !== 'hash')) };
}

/** A parameter by name: JSON field, form field or query parameter, as every call accepts all three. */
export function parameter(request: RecordedRequest, name: string): unknown {
  return request.body[name] ?? request.query[name];
}
