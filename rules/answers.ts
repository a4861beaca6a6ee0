import type { Analysis } from './analysis.ts';
import { type Node, chainNames, memberName, unwrap } from './ast.ts';
import type { Request } from './requests.ts';
import { patternPath } from './scopes.ts';

/** Part of what a request was answered: `data.hash` of `user/auth`. */
export interface Answer {
  readonly request: Request;
  /** Whether the body has been read: logging a `Response` shows nothing of it. */
  readonly isRead: boolean;
  /** The properties gone into, envelopes such as `data` and `body` left out. */
  readonly path: readonly string[];
}

const MAX_DEPTH = 12;
const MAX_ANSWERS = 8;
const READERS = new Set(['json', 'text', 'getContentText', 'body', 'data']);
const SAME = new Set(['catch', 'finally', 'toString', 'trim', 'unwrap', 'toPromise']);
const ENVELOPES = new Set(['data', 'body', 'result', 'response', 'payload', '']);
/** Clients whose answer is a response that must be read first. */
const UNREAD = /^(?:(?:window|globalThis|self|global)\.)?fetch$|^UrlFetchApp\.fetch$/;

/** @returns the answers that an expression may be a part of, followed back within the file */
export function answersOf(node: Node, analysis: Analysis): Answer[] {
  return follow(node, analysis, MAX_DEPTH).slice(0, MAX_ANSWERS);
}

/** Whether an answer's part is the hash itself, as every call that gives one names it. */
export function isHashPart({ path }: Answer): boolean {
  return path.at(-1) === 'hash';
}

/** Whether an answer is taken whole, with the hash in it. */
export function isWholeBody({ isRead, path }: Answer): boolean {
  return isRead && path.length === 0;
}

/** @returns the documented paths of the call that gave an answer */
export function pathsOf({ request }: Answer): string[] {
  return request.endpoints.flatMap(({ path }) => (path === undefined ? [] : [path]));
}

function follow(given: Node, analysis: Analysis, depth: number): Answer[] {
  if (depth === 0) return [];
  return analysis.tracer.sources(given).flatMap((source) => followSource(unwrap(source), analysis, depth - 1));
}

function followSource(node: Node, analysis: Analysis, depth: number): Answer[] {
  switch (node.type) {
    case 'Identifier':
      return followPattern(node, analysis, depth);
    case 'MemberExpression': {
      const name = memberName(node) ?? '';
      return follow(node.object, analysis, depth).map((answer) => goInto(answer, name));
    }
    case 'CallExpression': {
      const request = analysis.requestOf(node);
      if (request) return [{ request, isRead: !UNREAD.test(request.callee.join('.')), path: [] }];
      const callee = unwrap(node.callee);
      if (chainNames(callee).join('.') === 'JSON.parse' && node.arguments[0]) return follow(node.arguments[0], analysis, depth).map(read);
      if (callee.type !== 'MemberExpression') return [];
      const name = memberName(callee) ?? '';
      if (READERS.has(name)) return follow(callee.object, analysis, depth).map(read);
      return SAME.has(name) ? follow(callee.object, analysis, depth) : [];
    }
    default:
      return [];
  }
}

/** `const { hash } = await answer.json()`: the tracer stops at what a call gives, this goes on. */
function followPattern(node: Node, analysis: Analysis, depth: number): Answer[] {
  const variable = analysis.tracer.variableOf(node);
  return (variable?.defs ?? []).flatMap((definition) => {
    const path = patternPath(definition.name as Node);
    if (path?.holder.type !== 'VariableDeclarator' || !path.holder.init || path.steps.length === 0) return [];
    return follow(path.holder.init, analysis, depth).map((answer) => path.steps.reduce((inner, step) => goInto(inner, step.name ?? ''), answer));
  });
}

function goInto(answer: Answer, name: string): Answer {
  if (READERS.has(name)) return read(answer);
  return ENVELOPES.has(name) || /^\d+$/.test(name) ? answer : { ...answer, path: [...answer.path, name] };
}

function read(answer: Answer): Answer {
  return { ...answer, isRead: true };
}
