/** Knows where common HTTP clients take their options, headers and body. */
import type { TSESTree } from '@typescript-eslint/utils';
import type { Analysis } from './analysis.ts';
import { type Node, chainNames, textOf, unwrap } from '../syntax/ast.ts';

type Library = 'angular' | 'axios' | 'fetch' | 'jquery' | 'options-first-or-second' | 'superagent';

/** The positions of a call's arguments. */
export interface ClientCall {
  /** Position of the options with `headers`. */
  readonly options: number;
  /** Position of the body, if it is a separate argument. */
  readonly body?: number;
}

const MODULES: Readonly<Record<string, Library>> = {
  axios: 'axios',
  ...libraries('options-first-or-second', 'got ky ky-universal request request-promise request-promise-native'),
  ...libraries('fetch', 'cross-fetch isomorphic-fetch node-fetch ofetch undici'),
  ...libraries('superagent', 'superagent supertest'),
  jquery: 'jquery',
};
/** Usual names of clients without an import; `fetch` in browsers, Node and elsewhere. */
const NAMES: Readonly<Record<string, Library>> = {
  axios: 'axios',
  ...libraries('options-first-or-second', 'got ky'),
  ...libraries('fetch', '$fetch UrlFetchApp fetch nodeFetch ofetch useFetch'),
  superagent: 'superagent',
  ...libraries('jquery', '$ jQuery'),
};
const GLOBAL_OBJECTS = /^(?:window|globalThis|self|global)$/;
const FACTORY = /^(?:create|defaults|extend)$/;
const BODY_METHOD = /^(?:post|put|patch)(?:Form)?$/;
const OTHER_METHOD = /^(?:get|delete|head|options)$/;

function libraries(library: Library, names: string): Record<string, Library> {
  return Object.fromEntries(names.split(' ').map((name) => [name, library]));
}

/** @returns the positions of options and body in a call of a known client; `undefined` for any other call */
export function clientCallOf(call: TSESTree.CallExpression, analysis: Analysis): ClientCall | undefined {
  const { client, method } = splitCallee(call);
  const library = libraryOf(client, analysis);
  // `axios({ url, … })`, `got({ url, … })`: everything in one argument.
  const isOptionsFirst = call.arguments[0] !== undefined && unwrap(call.arguments[0]).type === 'ObjectExpression';
  switch (library) {
    case 'axios':
      if (method === 'create' || (isOptionsFirst && (method === undefined || method === 'request')))
        return { options: 0 };
      return method === undefined ? { options: 1 } : optionsByMethod(method);
    case 'angular':
      return method === undefined ? undefined : optionsByMethod(method);
    case 'fetch':
      return FACTORY.test(method ?? '') ? { options: 0 } : { options: 1 };
    case 'options-first-or-second':
      return FACTORY.test(method ?? '') || isOptionsFirst ? { options: 0 } : { options: 1 };
    case 'jquery':
      return method === 'ajax' ? { options: isOptionsFirst ? 0 : 1 } : undefined;
    default:
      return undefined;
  }
}

/** Whether a chain of calls starts with superagent: `superagent.get(url).query(…)`. */
export function isSuperagent(link: TSESTree.CallExpression, analysis: Analysis): boolean {
  let node: Node = link;
  while (node.type === 'CallExpression' || node.type === 'MemberExpression') {
    node = unwrap(node.type === 'CallExpression' ? node.callee : node.object);
  }
  return libraryOf(node, analysis) === 'superagent';
}

function optionsByMethod(method: string): ClientCall | undefined {
  if (BODY_METHOD.test(method)) return { options: 2, body: 1 };
  return OTHER_METHOD.test(method) ? { options: 1 } : undefined;
}

/** `client.get(…)`: the client and the method. `fetch(…)` and `window.fetch(…)` are clients themselves. */
function splitCallee(call: TSESTree.CallExpression): { readonly client: Node; readonly method: string | undefined } {
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression') return { client: callee, method: undefined };
  const names = chainNames(callee);
  const isGlobal = names.length === 2 && GLOBAL_OBJECTS.test(names[0]!);
  return isGlobal ? { client: callee, method: undefined } : { client: unwrap(callee.object), method: names.at(-1) };
}

function libraryOf(client: Node, analysis: Analysis): Library | undefined {
  const named = [client, ...analysis.tracer.sources(client)].map((source) => libraryOfSource(source, analysis));
  return named.find((one) => one !== undefined) ?? (isAngular(client, analysis) ? 'angular' : undefined);
}

/** `axios.create(…)` belongs to the library of `axios`. */
function libraryOfSource(source: Node, analysis: Analysis): Library | undefined {
  const maker = makerOf(source);
  const values = maker ? [maker, ...analysis.tracer.sources(maker)] : [source];
  return values.map((value) => libraryOfValue(value, analysis)).find((one) => one !== undefined);
}

/**
 * @returns the client that a factory call derives from, through several factories: `got` for `got.extend(…).extend(…)`
 */
function makerOf(source: Node): Node | undefined {
  let maker: Node | undefined;
  for (let node = source; node.type === 'CallExpression'; node = maker) {
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression' || !FACTORY.test(chainNames(callee).at(-1) ?? '')) break;
    maker = unwrap(callee.object);
  }
  return maker;
}

function libraryOfValue(source: Node, analysis: Analysis): Library | undefined {
  if (source.type === 'CallExpression') return libraryOfRequired(source);
  const names = chainNames(source);
  if (source.type === 'Identifier') {
    const module = moduleOf(source, analysis);
    if (module !== undefined) return Object.hasOwn(MODULES, module) ? MODULES[module] : undefined;
  }
  const name = GLOBAL_OBJECTS.test(names[0] ?? '') ? names[1] : names[0];
  return names.length <= 2 && name !== undefined && Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}

/** The library loaded by a CommonJS `require`. */
function libraryOfRequired(call: TSESTree.CallExpression): Library | undefined {
  const names = chainNames(call.callee);
  const [first] = call.arguments;
  const module = (first && textOf(first)) ?? '';
  return names.join('.') === 'require' && Object.hasOwn(MODULES, module) ? MODULES[module] : undefined;
}

function moduleOf(identifier: TSESTree.Identifier, { tracer }: Analysis): string | undefined {
  const definition = tracer.variableOf(identifier)?.defs[0];
  const source = (definition?.parent as { source?: { value?: unknown } } | null | undefined)?.source?.value;
  return typeof source === 'string' ? source : undefined;
}

/** Angular injects its client into the constructor under any name; `http` is the usual one. */
function isAngular(client: Node, { sourceCode }: Analysis): boolean {
  return /http/i.test(chainNames(client).at(-1) ?? '') && sourceCode.text.includes('@angular/common/http');
}
