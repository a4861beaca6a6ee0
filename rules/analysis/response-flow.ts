/** Traces which responses of the platform an expression is part of. */
import { HASH_FIELD } from '../../src/navixy/carriers.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import type { FileAnalysis } from './file-analysis.ts';
import { type Node, chainNames, isFunction, propertyName, unwrap } from '../syntax/ast.ts';
import { argumentsFor, settledPromise } from './call-arguments.ts';
import { propertiesOf } from './property-sources.ts';
import type { Request } from './platform-requests.ts';
import { type PatternPath, type PatternStep, patternPath } from '../syntax/scopes.ts';
import type { Question } from './traversal.ts';

/** Part of a response: `data.hash` of `user/auth`. */
export interface ResponsePart {
  readonly request: Request;
  /** Whether the body has been read; logging an unread `Response` shows none of it. */
  readonly isRead: boolean;
  /** The property path, without envelopes such as `data` and `body`. */
  readonly path: readonly string[];
}

const MAX_PARTS = 8;
const READERS = new Set(['json', 'text', 'getContentText', 'body', 'data']);
const PASS_THROUGH = new Set(['catch', 'finally', 'toString', 'trim', 'unwrap', 'toPromise']);
const ENVELOPES = new Set(['data', 'body', 'result', 'response', 'payload', '']);
/** Path of a response without its hash. */
const WITHOUT_HASH = '...';
/** Clients whose response must be read first. */
const UNREAD_RESPONSE = /^(?:(?:window|globalThis|self|global)\.)?fetch$|^UrlFetchApp\.fetch$/;

/**
 * Traces step by step, unlike the tracer: it must notice an API call made through a local helper before the helper's
 * single `fetch` for all calls.
 */
const RESPONSE_PARTS: Question<readonly ResponsePart[], FileAnalysis> = {
  answer: (node, analysis) => distinct(follow(node, analysis)),
  circular: () => [],
  unknown: () => [],
};

/** @returns the responses that an expression may be part of, at most 8, traced within the file */
export function responsePartsOf(node: Node, analysis: FileAnalysis): readonly ResponsePart[] {
  return analysis.traversal.ask(RESPONSE_PARTS, unwrap(node), analysis);
}

/** Whether the part is the hash itself; all calls that return one use the same name. */
export function isHashPart({ path }: ResponsePart): boolean {
  return path.at(-1) === HASH_FIELD;
}

/** Parts of responses that contain hashes themselves: the keys of an account. */
const HOLDERS = new Set(['list', 'value', 'keys']);

/** Whether the part is the whole response, including its hash. */
export function isWholeBody({ isRead, path }: ResponsePart): boolean {
  return isRead && path.every((name) => HOLDERS.has(name));
}

/** @returns the documented paths of the call that returned the response */
export function pathsOf({ request }: ResponsePart): string[] {
  return request.endpoints.flatMap(({ path }) => (path === undefined ? [] : [path]));
}

function follow(node: Node, analysis: FileAnalysis): readonly ResponsePart[] {
  switch (node.type) {
    case 'Identifier':
      return followName(node, analysis);
    case 'MemberExpression':
      return followMember(node, analysis);
    case 'CallExpression':
      return followCall(node, analysis);
    case 'ConditionalExpression':
      return followAll([node.consequent, node.alternate], analysis);
    case 'LogicalExpression':
      return followAll([node.left, node.right], analysis);
    case 'AssignmentExpression':
      return responsePartsOf(node.right, analysis);
    default:
      return [];
  }
}

function followAll(nodes: readonly Node[], analysis: FileAnalysis): ResponsePart[] {
  return nodes.flatMap((node) => responsePartsOf(node, analysis));
}

function followMember(node: TSESTree.MemberExpression, analysis: FileAnalysis): readonly ResponsePart[] {
  const name = propertyName(node) ?? '';
  const given = name === '' ? [] : propertiesOf(node.object, name, analysis.tracer);
  if (given.length > 0) return followAll(given, analysis);
  return responsePartsOf(node.object, analysis).map((answer) => enterProperty(answer, name));
}

function followCall(node: TSESTree.CallExpression, analysis: FileAnalysis): readonly ResponsePart[] {
  const { tracer } = analysis;
  const request = analysis.requestOf(node);
  if (request) return [{ request, isRead: !UNREAD_RESPONSE.test(request.callee.join('.')), path: [] }];
  const callee = unwrap(node.callee);
  const [first] = node.arguments;
  if (chainNames(callee).join('.') === 'JSON.parse' && first) return responsePartsOf(first, analysis).map(markRead);
  if (callee.type === 'MemberExpression') {
    const name = propertyName(callee) ?? '';
    if (READERS.has(name)) return responsePartsOf(callee.object, analysis).map(markRead);
    if (PASS_THROUGH.has(name)) return responsePartsOf(callee.object, analysis);
    if (name === 'then' && first) return followAll(tracer.resultsOf(first), analysis);
  }
  return followAll(tracer.resultsOf(callee), analysis);
}

function followName(node: TSESTree.Identifier, analysis: FileAnalysis): readonly ResponsePart[] {
  const { tracer } = analysis;
  const variable = tracer.variableOf(node);
  if (!variable) return [];
  const bound = [...variable.defs.map((definition) => definition.name as Node), ...tracer.writesOf(variable)];
  return bound.flatMap((one) => followBound(one, analysis));
}

/** Follows a declaration, an assignment or a parameter to the value of the name it binds. */
function followBound(bound: Node, analysis: FileAnalysis): readonly ResponsePart[] {
  const path = patternPath(bound);
  if (!path) return [];
  return followAll(valuesOf(path, analysis), analysis).map((answer) =>
    path.steps.reduce((inner, step) => takeStep(inner, step), answer),
  );
}

function valuesOf({ holder, pattern }: PatternPath, { tracer }: FileAnalysis): readonly Node[] {
  if (holder.type === 'VariableDeclarator') return holder.init ? [holder.init] : [];
  if (holder.type === 'AssignmentExpression') return holder.operator === '=' ? [holder.right] : [];
  if (!isFunction(holder)) return [];
  const position = holder.params.indexOf(pattern as TSESTree.Parameter);
  const settled = settledPromise(holder, position);
  return settled ? [settled] : argumentsFor(holder, position, tracer);
}

/** @returns the first 8 response parts without duplicates */
function distinct(parts: readonly ResponsePart[]): readonly ResponsePart[] {
  const found: ResponsePart[] = [];
  for (const one of parts) {
    const isKnown = found.some(
      (other) =>
        other.request === one.request && other.isRead === one.isRead && other.path.join('.') === one.path.join('.'),
    );
    if (!isKnown && found.push(one) === MAX_PARTS) break;
  }
  return found;
}

/** A rest pattern without the hash is as harmless as any other part of a response. */
function takeStep(part: ResponsePart, { name, without = [] }: PatternStep): ResponsePart {
  if (name !== undefined) return enterProperty(part, name);
  return without.includes(HASH_FIELD) && part.path.length === 0 ? { ...part, path: [WITHOUT_HASH] } : part;
}

function enterProperty(part: ResponsePart, name: string): ResponsePart {
  if (READERS.has(name)) return markRead(part);
  return ENVELOPES.has(name) || /^\d+$/.test(name) ? part : { ...part, path: [...part.path, name] };
}

function markRead(part: ResponsePart): ResponsePart {
  return { ...part, isRead: true };
}
