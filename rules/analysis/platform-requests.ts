// Finds the calls that send requests to the platform, and reads their address, query, headers and body.
import { lazy } from '../../src/lazy.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { type Call, type Node, chainNames, isFunction, propertyName, unwrap, outermost } from '../syntax/ast.ts';
import {
  clientOptions,
  endpointOptions,
  evidenceAround,
  factoryOptions,
  isFactory,
  registeredOptions,
} from './client-instances.ts';
import { entriesOf, makesCollection } from './entries.ts';
import type { Evaluator } from './evaluator.ts';
import { withQuestionMark } from './format-calls.ts';
import { type RequestOptions, emptyOptions, optionsOfHooks, readOptions } from './request-options.ts';
import type { Endpoint, Platform } from '../platform/platform-addresses.ts';
import type { Tracing } from './tracing.ts';
import { AUTH_LINK, writesTo } from './object-writes.ts';
import { type Value, holeValue, join, textValue } from '../syntax/values.ts';

/** A call that sends a request to the platform, directly or through a helper. */
export interface Request {
  readonly node: Call;
  /** Names of the callee: `['axios', 'get']`. */
  readonly callee: readonly string[];
  readonly endpoints: readonly Endpoint[];
  /** Expression for the address or the path. */
  readonly url: Node;
  /** The whole address, including the client's base. */
  readonly address: Value;
  readonly query: readonly Node[];
  readonly headers: readonly Node[];
  readonly body: readonly Node[];
  /** Arguments of unknown use: `api('tracker/list', params)`. */
  readonly loose: readonly Node[];
}

export interface RequestContext {
  readonly tracer: Tracing;
  readonly evaluator: Evaluator;
  readonly platform: Platform;
}

/** Methods that are not API calls, even with a documented path: they compare, split or assert strings. */
const OTHER_METHODS = lazy(
  () =>
    new RegExp(
      String.raw`^(?:includes|startsWith|endsWith|indexOf|lastIndexOf|test|exec|match|matchAll|replace|` +
        String.raw`replaceAll|split|push|unshift|concat|join|has|add|delete|error|warn|log|info|debug|trace|` +
        String.raw`require|import|URL|URLSearchParams|Error|String|RegExp|Set|Map|describe|it|expect|to(?:Be|` +
        String.raw`Equal|Match|Have|Strict)\w*|calledWith\w*|on(?:Get|Post|Put|Patch|Delete|Any)|intercept|` +
        String.raw`reply|on|once|off|addEventListener|then|catch|stringify|parse|assign|freeze|` +
        String.raw`encodeURIComponent|set|append|resolve|reject)$`,
    ),
);
/** Clients that send their second argument as a query when the method is GET. */
const POSITIONAL_QUERY = /^(?:\$|jQuery)\.(?:get|getJSON)$/;
const SECOND_IS_BODY = /^(?:post|put|patch)$/;

/** @returns the request of a call; `undefined` without evidence that it goes to the platform */
export function readRequest(call: Call, readers: RequestContext): Request | undefined {
  const callee = chainNames(call.callee);
  if (call.arguments.length === 0 || isFunction(unwrap(call.callee))) return undefined;
  return (
    readRegistration(call, callee, readers) ??
    (OTHER_METHODS().test(callee.at(-1) ?? '') ? undefined : readCall(call, callee, readers))
  );
}

function readCall(call: Call, callee: readonly string[], readers: RequestContext): Request | undefined {
  const { tracer, platform } = readers;
  const options = endpointOptions(call, tracer) ?? emptyOptions();
  const loose: Node[] = [];
  const strings: Node[] = [];
  for (const argument of call.arguments.slice(0, 4)) {
    if (argument.type === 'SpreadElement' || isFunction(argument)) continue;
    if (isStructured(argument, tracer) || isOptionsObject(argument, call, tracer)) {
      loose.push(argument);
      readOptions(argument, options, tracer);
    } else {
      strings.push(argument);
    }
  }
  const isMaker = isFactory(call);
  const client = clientOptions(call, tracer);
  const made = isMaker ? factoryOptions(call, options.hooks, tracer) : emptyOptions();
  const candidates = [...strings, ...options.url, ...(isMaker ? options.base : [])];
  const isNamedClient = callee.some((name) => name !== '') && platform.isNamed(call.callee);
  const bases = isMaker ? [] : [...basesOf(options, readers), ...basesOf(client, readers)];
  const found = findAddress(candidates, bases, isNamedClient, readers);
  if (!found) return undefined;
  const isGetData = isJQueryGet(callee, call, readers);
  const isPositional = POSITIONAL_QUERY.test(callee.join('.')) || isNeedleGet(callee, call);
  const positional = isPositional ? loose.filter((one) => one !== call.arguments[0]) : [];
  const given = [...options.query, ...client.query, ...made.query];
  const query = [...given, ...(isGetData ? options.body : positional), ...chainedArguments(call, 'query')];
  return {
    node: call,
    callee,
    ...found,
    address: [...found.address, ...textQueries(query, readers)],
    query,
    headers: [
      ...options.headers,
      ...optionsOfHooks(options.hooks, tracer).headers,
      ...client.headers,
      ...made.headers,
      ...chainedArguments(call, 'set'),
      ...chainedArguments(call, 'headers'),
      ...chainedArguments(call, AUTH_LINK),
      ...headersSetLater(call, callee),
    ],
    body: [
      ...(isGetData ? [] : options.body),
      ...made.body,
      ...positionalBody(call, callee, found.url),
      ...chainedArguments(call, 'send'),
      ...bodySentLater(call, callee, tracer),
    ],
    loose,
  };
}

/** A registration for all requests of a client: an interceptor, a hook, an endpoint's options. */
function readRegistration(call: Call, callee: readonly string[], readers: RequestContext): Request | undefined {
  const { tracer, platform } = readers;
  const options = registeredOptions(call, tracer);
  if (!options || [options.query, options.headers, options.body, options.url].every((nodes) => nodes.length === 0))
    return undefined;
  const client = clientOptions(call, tracer);
  const found = findAddress([...options.url, ...client.base, ...options.base], [], false, readers);
  const isElsewhere = client.base.length > 0 && client.base.every((base) => hasHost(readers.evaluator.evaluate(base)));
  const evidence = found || isElsewhere ? undefined : evidenceAround(call, platform, tracer);
  if (!found && evidence === undefined) return undefined;
  const unknown = {
    url: call.callee as Node,
    address: holeValue(call.callee),
    endpoints: [{ evidence: evidence ?? 'client', path: undefined }],
  };
  const { query, headers, body } = options;
  const base = found ?? unknown;
  const address = [
    ...base.address,
    ...options.url.flatMap((node) => readers.evaluator.evaluate(node)),
    ...textQueries(query, readers),
  ];
  return { node: call, callee, ...base, address, query, headers, body, loose: [] };
}

/** `params: 'limit=1&hash=' + h`: a query as text, like the part of an address after `?`. */
function textQueries(query: readonly Node[], { tracer, evaluator }: RequestContext): Value {
  return query.flatMap((node) => {
    if (entriesOf(node, tracer).length > 0) return [];
    const value = evaluator.evaluate(node).filter((sequence) => sequence.length > 1);
    return value.length === 0 ? [] : withQuestionMark(value, node);
  });
}

/** Whether all alternatives of an address name a host. */
function hasHost(address: Value): boolean {
  return address.every((sequence) => /^[a-z]+:\/\/[\w.-]+/i.test(sequence[0]?.text ?? ''));
}

function isStructured(argument: Node, tracer: Tracing): boolean {
  return tracer
    .sources(argument)
    .some((source) => source.type === 'ObjectExpression' || makesCollection(source, tracer));
}

/** `fetch(url, init)` with an unknown `init` whose properties are set in this file. */
function isOptionsObject(argument: Node, call: Call, tracer: Tracing): boolean {
  if (argument === call.arguments[0] || unwrap(argument).type !== 'Identifier') return false;
  return writesTo(argument, tracer).entries.length > 0;
}

/** @returns the body of a client that takes it as a positional argument: `axios.post(url, data)`, for any data */
function positionalBody(call: Call, callee: readonly string[], url: Node): Node[] {
  const [first, second] = call.arguments;
  if (!second || second.type === 'SpreadElement' || first !== url || isFunction(second)) return [];
  return SECOND_IS_BODY.test(callee.at(-1) ?? '') && callee[0] !== 'got' && callee[0] !== 'ky' ? [second] : [];
}

/** `xhr.open('GET', url)`, `const request = https.request(url)`: headers are set on the request later. */
function headersSetLater(call: Call, callee: readonly string[]): Node[] {
  const target = unwrap(call.callee);
  if (callee.at(-1) === 'open') return target.type === 'MemberExpression' ? [target.object] : [];
  const { parent } = outermost(call);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? [parent.id] : [];
}

/** `xhr.send(body)`, `request.write(body)` after the request was opened. */
function bodySentLater(call: Call, callee: readonly string[], tracer: Tracing): Node[] {
  const target = unwrap(call.callee);
  const { parent } = outermost(call);
  const isOpened = callee.at(-1) === 'open' && target.type === 'MemberExpression';
  const holder = isOpened ? unwrap(target.object) : parent?.type === 'VariableDeclarator' ? parent.id : undefined;
  const variable = holder && tracer.variableOf(holder);
  if (!variable) return [];
  return ['send', 'write', 'end']
    .flatMap((name) => tracer.index.callsByName.get(name) ?? [])
    .flatMap((one) => {
      const sender = unwrap(one.callee);
      const [body] = one.arguments;
      const isSame = sender.type === 'MemberExpression' && tracer.variableOf(unwrap(sender.object)) === variable;
      return isSame && body && body.type !== 'SpreadElement' ? [body] : [];
    });
}

/** @returns the base addresses for relative paths */
function basesOf({ base, host }: RequestOptions, { evaluator }: RequestContext): Value {
  return [
    ...base.flatMap((node) => evaluator.evaluate(node)),
    ...host.flatMap((node) => join(textValue('https://', node), evaluator.evaluate(node), node)),
  ];
}

function findAddress(
  candidates: readonly Node[],
  bases: Value,
  isNamedClient: boolean,
  { evaluator, platform }: RequestContext,
): Pick<Request, 'url' | 'address' | 'endpoints'> | undefined {
  for (const url of candidates) {
    const plain = evaluator.evaluate(url);
    const address = bases.length === 0 ? plain : withBase(bases, plain, url);
    const endpoints = address.map((sequence) => platform.endpoint(sequence)).filter((one) => one !== undefined);
    if (endpoints.length > 0) return { url, address, endpoints };
    const isPath = plain.some((sequence) =>
      /^\/?[a-z_]+(?:\/[a-z_\uFFFC]+)*(?:\?|$)/i.test(sequence.map((chunk) => chunk.text ?? '\uFFFC').join('')),
    );
    if (isNamedClient && isPath) {
      return {
        url,
        address,
        endpoints: plain.map(
          (sequence) => platform.endpoint(sequence) ?? { evidence: 'client' as const, path: undefined },
        ),
      };
    }
  }
  return undefined;
}

function withBase(bases: Value, path: Value, site: Node): Value {
  return bases
    .flatMap((base) =>
      path.flatMap((tail) => {
        if (/^[a-z]+:\/\//i.test(tail[0]?.text ?? '')) return [tail];
        return join(join([base], textValue('/', site), site), [tail], site);
      }),
    )
    .slice(0, 8);
}

/** `$.ajax({ url, data })` sends its data in the query unless it has another method. */
function isJQueryGet(callee: readonly string[], call: Call, { tracer, evaluator }: RequestContext): boolean {
  if (!/^(?:\$|jQuery)\.ajax$/.test(callee.join('.'))) return false;
  const methods = call.arguments
    .flatMap((argument) => entriesOf(argument, tracer))
    .filter(({ name }) => name === 'type' || name === 'method')
    .flatMap(({ value }) => evaluator.evaluate(value).map((sequence) => sequence[0]?.text?.toUpperCase()));
  return methods.length === 0 || methods.every((method) => method === 'GET');
}

/** `needle('get', url, data)`: the data of a GET is its query. */
function isNeedleGet(callee: readonly string[], call: Call): boolean {
  const [method] = call.arguments;
  return (
    /^needle(?:\.request)?$/.test(callee.join('.')) && method?.type === 'Literal' && /^get$/i.test(String(method.value))
  );
}

/** @returns the arguments of later calls in a chain: superagent's `.query({ hash })`, `.send({ … })` */
function chainedArguments(call: Call, link: typeof AUTH_LINK | 'headers' | 'query' | 'send' | 'set'): Node[] {
  const found: Node[] = [];
  for (let node: Node = outermost(call); ;) {
    const member = node.parent;
    if (member?.type !== 'MemberExpression' || member.object !== node) return found;
    const next: TSESTree.Node | undefined = outermost(member).parent;
    if (next?.type !== 'CallExpression') return found;
    const [first] = next.arguments;
    if (propertyName(member) === link && first)
      found.push(next.arguments.length === 1 && link !== AUTH_LINK ? first : next);
    node = outermost(next);
  }
}
