import type { TSESTree } from '@typescript-eslint/utils';
import { type Call, type Node, chainNames, isFunction, propertyName, unwrap, wrapped } from './ast.ts';
import { entriesOf } from './entries.ts';
import type { Evaluator } from './evaluate.ts';
import type { Endpoint, Platform } from './platform.ts';
import type { Tracer } from './trace.ts';
import { type Value, join, textValue } from './values.ts';

/** A call that sends something to the platform, or to a helper that does. */
export interface Request {
  readonly node: Call;
  /** The names of the callee: `['axios', 'get']`. */
  readonly callee: readonly string[];
  readonly endpoints: readonly Endpoint[];
  /** The expression that gives the address or the path. */
  readonly url: Node;
  /** The whole address, the client's base included. */
  readonly address: Value;
  readonly query: readonly Node[];
  readonly headers: readonly Node[];
  readonly body: readonly Node[];
  /** Arguments whose use is unknown: `api('tracker/list', params)`. */
  readonly loose: readonly Node[];
}

export interface RequestReaders {
  readonly tracer: Tracer;
  readonly evaluator: Evaluator;
  readonly platform: Platform;
}

const URL_KEYS = new Set(['url', 'uri', 'endpoint', 'path', 'href']);
const BASE_KEYS = new Set(['baseurl', 'prefixurl', 'prefix', 'baseuri', 'apiurl', 'base']);
const QUERY_KEYS = new Set(['params', 'query', 'qs', 'searchparams']);
const HEADER_KEYS = new Set(['headers']);
const BODY_KEYS = new Set(['body', 'data', 'json', 'form', 'formdata', 'payload', 'multipart', 'fields']);
/** Makers of clients with settings of their own. */
const FACTORIES = new Set(['create', 'extend', 'defaults']);
/** Methods that compare, cut or expect strings: a documented path given to one is no call of the API. */
const NO_REQUEST = /^(?:includes|startsWith|endsWith|indexOf|lastIndexOf|test|exec|match|matchAll|replace|replaceAll|split|push|unshift|concat|join|has|add|delete|error|warn|log|info|debug|trace|require|import|URL|URLSearchParams|Error|String|RegExp|Set|Map|describe|it|expect|to(?:Be|Equal|Match|Have|Strict)\w*|calledWith\w*|on(?:Get|Post|Put|Patch|Delete|Any)|intercept|reply|on|once|off|addEventListener|then|catch|stringify|parse|assign|freeze|encodeURIComponent|set|append|resolve|reject)$/;
/** Clients whose second argument is sent as a query when the method is GET. */
const POSITIONAL_QUERY = /^(?:\$|jQuery)\.(?:get|getJSON)$/;
const SECOND_IS_BODY = /^(?:post|put|patch)$/;

interface Options {
  readonly url: Node[];
  readonly base: Node[];
  readonly query: Node[];
  readonly headers: Node[];
  readonly body: Node[];
}

/** @returns the request a call makes; `undefined` without evidence that it goes to the platform */
export function readRequest(call: Call, readers: RequestReaders): Request | undefined {
  const callee = chainNames(call.callee);
  if (call.arguments.length === 0 || NO_REQUEST.test(callee.at(-1) ?? '') || isFunction(unwrap(call.callee))) return undefined;
  const options = emptyOptions();
  const loose: Node[] = [];
  const strings: Node[] = [];
  for (const argument of call.arguments.slice(0, 4)) {
    if (argument.type === 'SpreadElement' || isFunction(argument)) continue;
    if (isStructured(argument, readers.tracer)) {
      loose.push(argument);
      readOptions(argument, options, readers.tracer);
    } else {
      strings.push(argument);
    }
  }
  const client = clientOptions(call, readers.tracer);
  const bases = [...options.base, ...(client?.base ?? [])];
  const isFactory = call.type === 'CallExpression' && FACTORIES.has(callee.at(-1) ?? '');
  const candidates = [...strings, ...options.url, ...(isFactory ? options.base : [])];
  const isNamedClient = callee.some((name) => name !== '') && readers.platform.isNamed(call.callee);
  const found = findAddress(candidates, isFactory ? [] : bases, isNamedClient, readers);
  if (!found) return undefined;
  const isGetData = isJQueryGet(callee, call, readers);
  const isPositional = POSITIONAL_QUERY.test(callee.join('.')) || isNeedleGet(callee, call);
  const positional = isPositional ? loose.filter((one) => one !== call.arguments[0]) : [];
  const second = call.arguments[1];
  const body = SECOND_IS_BODY.test(callee.at(-1) ?? '') && second && loose.includes(second) && callee[0] !== 'got' && callee[0] !== 'ky' ? [second] : [];
  return {
    node: call,
    callee,
    ...found,
    query: [...options.query, ...(client?.query ?? []), ...(isGetData ? options.body : positional), ...chained(call, 'query')],
    headers: [...options.headers, ...(client?.headers ?? []), ...chained(call, 'set')],
    body: [...(isGetData ? [] : options.body), ...body, ...chained(call, 'send')],
    loose,
  };
}

function emptyOptions(): Options {
  return { url: [], base: [], query: [], headers: [], body: [] };
}

function isStructured(argument: Node, tracer: Tracer): boolean {
  return tracer.sources(argument).some((source) => {
    if (source.type === 'ObjectExpression') return true;
    const name = source.type === 'NewExpression' || source.type === 'CallExpression' ? chainNames(source.callee).join('.') : '';
    return /^(?:URLSearchParams|FormData|HttpParams|JSON\.stringify|Object\.assign|URLSearchParams\.toString)$/.test(name);
  });
}

function readOptions(node: Node, options: Options, tracer: Tracer): void {
  for (const { name, value } of entriesOf(node, tracer)) {
    const key = name.toLowerCase();
    if (URL_KEYS.has(key)) options.url.push(value);
    else if (BASE_KEYS.has(key)) options.base.push(value);
    else if (QUERY_KEYS.has(key)) options.query.push(value);
    else if (HEADER_KEYS.has(key)) options.headers.push(value);
    else if (BODY_KEYS.has(key)) options.body.push(value);
  }
}

/** @returns the settings of the client that is called: `axios.create({ baseURL })`, `axios.defaults.baseURL = …` */
function clientOptions(call: Call, tracer: Tracer): Options | undefined {
  let root = unwrap(call.callee);
  const own = tracer.sources(root);
  if (root.type === 'MemberExpression') root = unwrap(root.object);
  const options = emptyOptions();
  let isFound = false;
  for (const source of [...own, ...tracer.sources(root)]) {
    if (source.type !== 'CallExpression' && source.type !== 'NewExpression') continue;
    if (source === call || (source.type === 'CallExpression' && !FACTORIES.has(chainNames(source.callee).at(-1) ?? ''))) continue;
    for (const argument of source.arguments) readOptions(argument, options, tracer);
    isFound = true;
  }
  for (const write of tracer.index.memberWrites.get('baseURL') ?? []) {
    const target = unwrap(write.left);
    if (chainNames(target)[0] !== chainNames(root)[0]) continue;
    options.base.push(write.right);
    isFound = true;
  }
  return isFound ? options : undefined;
}

function findAddress(
  candidates: readonly Node[],
  bases: readonly Node[],
  isNamedClient: boolean,
  { evaluator, platform }: RequestReaders,
): Pick<Request, 'url' | 'address' | 'endpoints'> | undefined {
  for (const url of candidates) {
    const plain = evaluator.evaluate(url);
    const address = bases.length === 0 ? plain : withBase(bases, plain, url, evaluator);
    const endpoints = address.map((sequence) => platform.endpoint(sequence)).filter((one) => one !== undefined);
    if (endpoints.length > 0) return { url, address, endpoints };
    const isPath = plain.some((sequence) => /^\/?[a-z_]+(?:\/[a-z_\uFFFC]+)*(?:\?|$)/i.test(sequence.map((chunk) => chunk.text ?? '\uFFFC').join('')));
    if (isNamedClient && isPath) {
      return { url, address, endpoints: plain.map((sequence) => platform.endpoint(sequence) ?? { evidence: 'client' as const, path: undefined }) };
    }
  }
  return undefined;
}

function withBase(bases: readonly Node[], path: Value, site: Node, evaluator: Evaluator): Value {
  return bases
    .flatMap((base) => path.flatMap((tail) => {
      if (/^[a-z]+:\/\//i.test(tail[0]?.text ?? '')) return [tail];
      return join(join(evaluator.evaluate(base), textValue('/', base), base), [tail], site);
    }))
    .slice(0, 8);
}

/** `$.ajax({ url, data })` sends its data in the query unless another method is named. */
function isJQueryGet(callee: readonly string[], call: Call, { tracer, evaluator }: RequestReaders): boolean {
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
  return /^needle(?:\.request)?$/.test(callee.join('.')) && method?.type === 'Literal' && /^get$/i.test(String(method.value));
}

/** @returns the arguments of later links of a chain: superagent's `.query({ hash })`, `.send({ … })` */
function chained(call: Call, link: 'query' | 'send' | 'set'): Node[] {
  const found: Node[] = [];
  for (let node: Node = wrapped(call); ; ) {
    const member = node.parent;
    if (member?.type !== 'MemberExpression' || member.object !== node) return found;
    const next: TSESTree.Node | undefined = wrapped(member).parent;
    if (next?.type !== 'CallExpression') return found;
    const [first] = next.arguments;
    if (propertyName(member) === link && first && next.arguments.length === 1) found.push(first);
    node = wrapped(next);
  }
}
