/** Reads the configuration of HTTP clients: factories, defaults, interceptors, hooks and chained calls. */
import { anyOf } from '../platform/any-of.ts';
import { mentionsPlatform } from '../../src/navixy/mention.ts';
import {
  type Call,
  alwaysExits,
  type Node,
  chainNames,
  enclosingFunction,
  isFunction,
  propertyName,
  unwrap,
  outermost,
} from '../syntax/ast.ts';
import { entriesOf } from './entries.ts';
import { type RequestOptions, emptyOptions, optionsOfHooks, readOptions } from './request-options.ts';
import type { Platform } from '../platform/platform-addresses.ts';
import type { Tracing } from './tracing.ts';
import { AUTH_LINK, writesToCreated } from './object-writes.ts';

/** Functions that create a configured client. */
const FACTORY = anyOf(String.raw`
  create extend defaults instance fetchBaseQuery ajaxSetup createClient createFetch createInstance createAxios
  createApi setConfig`);
/** Calls that register a hook for each request of a client. */
const REGISTRATION = new RegExp(
  String.raw`(?:^|\.)interceptors\.(?:request\.)?(?:use|push|unshift)$|(?:^\$|\.)ajaxPrefilter$` +
    String.raw`|\.(?:add(?:Async)?RequestTransform|(?:add|use)RequestInterceptor|onRequest|beforeRequest|ajaxSend)$`,
);
/** Middleware registration; only an object with hooks counts: `client.use({ onRequest })`. */
const MIDDLEWARE = /\.(?:use|addMiddleware)$/;
/** RTK Query endpoints: a function returns the options of each call. */
const ENDPOINT = /^(?:query|mutation|infiniteQuery)$/;

export function isFactory(call: Call): boolean {
  return call.type === 'CallExpression' && FACTORY.test(chainNames(call.callee).at(-1) ?? '');
}

/** @returns the settings of the called client: `axios.create({ baseURL })`, `axios.defaults.baseURL = …` */
export function clientOptions(call: Call, tracer: Tracing): RequestOptions {
  const options = emptyOptions();
  const seen = new Set<Node>();
  for (const root of rootsOf(call)) {
    for (const source of tracer.sources(root)) {
      if (source === call || seen.has(source)) continue;
      seen.add(source);
      if (source.type === 'NewExpression' || (source.type === 'CallExpression' && isFactory(source)))
        readArguments(source, options, tracer);
    }
    for (const { name, value } of entriesOf(root, tracer)) if (name === 'defaults') readOptions(value, options, tracer);
  }
  readChainedCalls(call, options, tracer);
  return options;
}

/** @returns the callee and the objects it is a member of: `api.client.get` and `api.client` */
function rootsOf(call: Call): Node[] {
  const roots: Node[] = [];
  for (let node = unwrap(call.callee), left = 4; left > 0; left -= 1) {
    roots.push(node);
    if (node.type !== 'MemberExpression') break;
    node = unwrap(node.object);
  }
  return roots;
}

/** `api.auth('NVX ' + key).url('/tracker/list')` on a client created by `wretch(base)` */
function readChainedCalls(call: Call, options: RequestOptions, tracer: Tracing): void {
  const links = chainedCallsOf(call);
  const root = links.at(-1)?.object;
  if (root?.type !== 'Identifier') return;
  for (const source of tracer.sources(root)) {
    const made = source.type === 'CallExpression' ? chainedCallsOf(source) : [];
    const maker = made.at(-1)?.call ?? source;
    if (maker.type !== 'CallExpression' || chainNames(maker.callee).join('.') !== 'wretch') continue;
    const [base] = maker.arguments;
    if (base && base.type !== 'SpreadElement') options.base.push(base);
    for (const { name, call: link } of [...made, ...links]) {
      const [first] = link.arguments;
      if (name === AUTH_LINK) options.headers.push(link);
      else if (name === 'headers' && first) options.headers.push(first);
      else if (name === 'query' && first) options.query.push(first);
    }
  }
}

interface ChainedCall {
  readonly name: string;
  readonly call: Call;
  readonly object: Node;
}

/** @returns the calls of a chain, last call first */
function chainedCallsOf(call: Call): ChainedCall[] {
  const links: ChainedCall[] = [];
  for (let node: Node = call, left = 12; node.type === 'CallExpression' && left > 0; left -= 1) {
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression') {
      if (links.length > 0) links.push({ name: '', call: node, object: callee });
      break;
    }
    const object = unwrap(callee.object);
    links.push({ name: propertyName(callee) ?? '', call: node, object });
    node = object;
  }
  return links;
}

function readArguments(call: Call, options: RequestOptions, tracer: Tracing): void {
  for (const argument of call.arguments) readOptions(argument, options, tracer);
}

/** @returns the settings of a factory call, including hooks and later defaults */
export function factoryOptions(call: Call, hooks: readonly Node[], tracer: Tracing): RequestOptions {
  const options = optionsOfHooks(hooks, tracer);
  for (const { name, value } of writesToCreated(call, tracer).entries)
    if (name === 'defaults') readOptions(value, options, tracer);
  return options;
}

/** @returns what a call registers for every request of a client; `undefined` if it registers nothing */
export function registeredOptions(call: Call, tracer: Tracing): RequestOptions | undefined {
  const chain = chainNames(call.callee).join('.');
  if (call.type !== 'CallExpression') return undefined;
  if (REGISTRATION.test(chain)) return optionsOfHooks(call.arguments, tracer);
  if (MIDDLEWARE.test(chain))
    return optionsOfHooks(
      call.arguments.filter((one) => !isFunction(unwrap(one))),
      tracer,
    );
  return isClone(call, tracer) ? cloneOptions(call, tracer) : undefined;
}

/** `request.clone({ setHeaders: { … } })`, as an Angular interceptor passes a request on */
function isClone(call: Call, tracer: Tracing): boolean {
  const callee = unwrap(call.callee);
  const [first] = call.arguments;
  if (callee.type !== 'MemberExpression' || propertyName(callee) !== 'clone' || !first) return false;
  return tracer.sources(first).some((source) => source.type === 'ObjectExpression');
}

function cloneOptions(call: Call, tracer: Tracing): RequestOptions {
  const options = emptyOptions();
  readArguments(call, options, tracer);
  return options;
}

/** @returns the options and addresses that an RTK Query endpoint returns; `undefined` for any other call */
export function endpointOptions(call: Call, tracer: Tracing): RequestOptions | undefined {
  const [first] = call.arguments;
  if (call.type !== 'CallExpression' || !first || !ENDPOINT.test(chainNames(call.callee).at(-1) ?? ''))
    return undefined;
  const makers = entriesOf(first, tracer)
    .filter(({ name }) => name === 'query')
    .flatMap(({ value }) => tracer.functionsOf(value));
  if (makers.length === 0) return undefined;
  const options = emptyOptions();
  for (const returned of makers.flatMap((maker) => tracer.returned(maker))) {
    if (tracer.sources(returned).some((source) => source.type === 'ObjectExpression'))
      readOptions(returned, options, tracer);
    else options.url.push(returned);
  }
  for (const base of tracer.index.callsByName.get('fetchBaseQuery') ?? []) {
    const given = emptyOptions();
    readArguments(base, given, tracer);
    options.base.push(...given.base);
  }
  return options;
}

/** @returns the evidence that a registration concerns the platform, if no address shows it */
export function evidenceAround(call: Call, platform: Platform, tracer: Tracing): 'client' | 'name' | undefined {
  if (platform.isNamed(call.callee) || isBehindPlatformTest(call, tracer)) return 'name';
  for (let node: Node | undefined = enclosingFunction(call); node && node.type !== 'Program'; node = node.parent) {
    const name = declaredName(node);
    if (name !== undefined && platform.isPlatformName(name)) return 'name';
  }
  return platform.isMentioned ? 'client' : undefined;
}

/** Whether a call runs only after a test that names the platform: `request.url.startsWith('https://api.…')`. */
function isBehindPlatformTest(call: Call, tracer: Tracing): boolean {
  const names = (test: Node): boolean => mentionsPlatform(tracer.textOf(test));
  let child: Node = call;
  for (let node: Node | undefined = call.parent; node && !isFunction(child); child = node, node = node.parent) {
    if (node.type === 'IfStatement' || node.type === 'ConditionalExpression') {
      if (node.consequent === child && !isNegation(node.test) && names(node.test)) return true;
    }
    if (node.type === 'LogicalExpression' && node.operator === '&&' && node.right === child && names(node.left))
      return true;
    if (node.type !== 'BlockStatement') continue;
    for (const before of node.body.slice(0, node.body.indexOf(child as (typeof node.body)[number]))) {
      if (
        before.type === 'IfStatement' &&
        isNegation(before.test) &&
        alwaysExits(before.consequent) &&
        names(before.test)
      )
        return true;
    }
  }
  return false;
}

function isNegation(test: Node): boolean {
  return test.type === 'UnaryExpression' && test.operator === '!';
}

function declaredName(node: Node): string | undefined {
  if (node.type === 'ClassDeclaration' || node.type === 'FunctionDeclaration' || node.type === 'ClassExpression')
    return node.id?.name;
  const { parent } = outermost(node);
  return parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id.name : undefined;
}
