/** Sorts the options of calls and clients into address, query, headers, body and hooks. */
import { type Node, chainNames, isFunction, unwrap } from '../syntax/ast.ts';
import { calledClass } from './class-names.ts';
import { entriesOf, makesCollection } from './entries.ts';
import type { Tracing } from './tracing.ts';

export interface RequestOptions {
  readonly url: Node[];
  readonly base: Node[];
  readonly host: Node[];
  readonly query: Node[];
  readonly headers: Node[];
  readonly body: Node[];
  /** Functions that may change each request before it is sent. */
  readonly hooks: Node[];
}

const URL_KEYS = new Set(['url', 'uri', 'endpoint', 'path', 'href']);
const BASE_KEYS = new Set(['baseurl', 'prefixurl', 'prefix', 'baseuri', 'apiurl', 'base']);
const HOST_KEYS = new Set(['host', 'hostname']);
const QUERY_KEYS = new Set(['params', 'query', 'qs', 'searchparams', 'setparams']);
const HEADER_KEYS = new Set(['headers', 'setheaders']);
/** Parts of a client's headers: `axios.defaults.headers.common`. */
const HEADER_PARTS = /^(?:common|get|post|put|patch|delete)$/;
const BODY_KEYS = new Set(['body', 'data', 'json', 'form', 'formdata', 'payload', 'multipart', 'fields']);
const HOOK_KEYS = new Set([
  'hooks',
  'init',
  'beforerequest',
  'beforesend',
  'onrequest',
  'prepareheaders',
  'transformrequest',
  'requestinterceptor',
  'requestinterceptors',
  'interceptors',
  'middleware',
  'request',
  'beforefetch',
  'options',
]);
/** Properties with a client's later options. */
const DEFAULTS = new Set(['defaults', 'config']);

export function emptyOptions(): RequestOptions {
  return { url: [], base: [], host: [], query: [], headers: [], body: [], hooks: [] };
}

/** Adds the named values of an object to the options they belong to. */
export function readOptions(node: Node, options: RequestOptions, tracer: Tracing): void {
  const pending = [node];
  for (let next = pending.pop(), left = 8; next && left > 0; next = pending.pop(), left -= 1) {
    for (const { name, value } of entriesOf(next, tracer)) {
      const key = name.toLowerCase();
      if (URL_KEYS.has(key)) options.url.push(value);
      else if (BASE_KEYS.has(key)) options.base.push(value);
      else if (HOST_KEYS.has(key)) options.host.push(value);
      else if (QUERY_KEYS.has(key)) options.query.push(value);
      else if (HEADER_KEYS.has(key)) options.headers.push(value, ...partsOfHeaders(value, tracer));
      else if (BODY_KEYS.has(key)) options.body.push(value);
      else if (DEFAULTS.has(key)) pending.push(value);
      if (HOOK_KEYS.has(key)) options.hooks.push(value);
    }
  }
}

function partsOfHeaders(headers: Node, tracer: Tracing): Node[] {
  return entriesOf(headers, tracer).flatMap(({ name, value }) => (HEADER_PARTS.test(name) ? [value] : []));
}

/** Maximum number of hooks; they are properties, list elements or single functions. */
const MAX_HOOKS = 12;

/** @returns the options that hooks add to their requests */
export function optionsOfHooks(nodes: readonly Node[], tracer: Tracing): RequestOptions {
  const options = emptyOptions();
  const pending = [...nodes];
  for (let next = pending.shift(), left = MAX_HOOKS; next && left > 0; next = pending.shift(), left -= 1) {
    for (const source of tracer.sources(next)) {
      if (isFunction(source)) readHook(source, options, tracer);
      else if (source.type === 'ArrayExpression')
        pending.push(...source.elements.filter((one) => one !== null && one.type !== 'SpreadElement'));
      else if (source.type === 'ObjectExpression') pending.push(...entriesOf(source, tracer).map(({ value }) => value));
      // `fetchOptions({ … })`, `withAuth(…)`: functions that create a hook are not followed.
    }
  }
  return options;
}

/** Usual parameter names of hooks for the parts of a request; headers may also be set on the request itself. */
const HEADERS_PARAMETER = /headers$|^(?:xhr|jqXHR|request|req)$/i;
const QUERY_PARAMETER = /^(?:params|query|searchParams)$/i;
const BODY_PARAMETER = /^(?:data|body|payload)$/i;

/** A hook changes its arguments, or returns a replacement. */
function readHook(hook: Extract<Node, { params: unknown }>, options: RequestOptions, tracer: Tracing): void {
  if (!isFunction(hook)) return;
  for (const parameter of hook.params.flatMap((one) => identifiersBoundBy(one))) {
    readOptions(parameter, options, tracer);
    const name = chainNames(parameter).at(-1) ?? '';
    if (HEADERS_PARAMETER.test(name)) options.headers.push(parameter);
    if (QUERY_PARAMETER.test(name)) options.query.push(parameter);
    if (BODY_PARAMETER.test(name)) options.body.push(parameter);
  }
  for (const returned of tracer.returned(hook).flatMap((one) => tracer.sources(one)))
    readReturned(returned, options, tracer);
}

function readReturned(returned: Node, options: RequestOptions, tracer: Tracing): void {
  if (returned.type === 'ObjectExpression') {
    readOptions(returned, options, tracer);
    // `(url, options) => ({ url, options: { … } })`
    for (const { name, value } of entriesOf(returned, tracer))
      if (name === 'options') readOptions(value, options, tracer);
    return;
  }
  if (returned.type === 'CallExpression' && makesCollection(returned, tracer)) options.body.push(returned);
  if (returned.type === 'NewExpression' && calledClass(returned, tracer.index) === 'Request') {
    const [address, init] = returned.arguments;
    // The query that a hook appends to the original address.
    if (address && address.type !== 'SpreadElement') options.query.push(address);
    if (init && init.type !== 'SpreadElement') readOptions(init, options, tracer);
  }
}

/** @returns the identifiers that a parameter binds */
function identifiersBoundBy(parameter: Node): Node[] {
  const found: Node[] = [];
  const pending = [parameter];
  for (let node = pending.pop(); node; node = pending.pop()) {
    const one = unwrap(node);
    if (one.type === 'Identifier') found.push(one);
    else if (one.type === 'AssignmentPattern') pending.push(one.left);
    else if (one.type === 'ObjectPattern')
      pending.push(
        ...one.properties.map((property) =>
          property.type === 'Property' ? (property.value as Node) : property.argument,
        ),
      );
  }
  return found;
}
