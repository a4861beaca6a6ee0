import type { TSESTree } from '@typescript-eslint/utils';
import type { Analysis } from './analysis.ts';
import { type Node, chainNames, isFunction, propertyName, unwrap } from './ast.ts';
import { argumentsFor, promiseSettling } from './local-calls.ts';
import { propertiesOf } from './members.ts';
import type { Request } from './requests.ts';
import { type PatternPath, patternPath } from './scopes.ts';

/** Part of what a request was answered: `data.hash` of `user/auth`. */
export interface Answer {
  readonly request: Request;
  /** Whether the body has been read: logging a `Response` shows nothing of it. */
  readonly isRead: boolean;
  /** The properties gone into, envelopes such as `data` and `body` left out. */
  readonly path: readonly string[];
}

/** Steps one question may take; a real one takes some dozen. */
const MAX_STEPS = 200;
const MAX_ANSWERS = 8;
const READERS = new Set(['json', 'text', 'getContentText', 'body', 'data']);
const SAME = new Set(['catch', 'finally', 'toString', 'trim', 'unwrap', 'toPromise']);
const ENVELOPES = new Set(['data', 'body', 'result', 'response', 'payload', '']);
/** Clients whose answer is a response that must be read first. */
const UNREAD = /^(?:(?:window|globalThis|self|global)\.)?fetch$|^UrlFetchApp\.fetch$/;

/** @returns the answers that an expression may be a part of, followed back within the file */
export function answersOf(node: Node, analysis: Analysis): Answer[] {
  return new Follower(analysis).follow(node).slice(0, MAX_ANSWERS);
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

/**
 * Goes back step by step where the tracer goes at once: it has to notice a call of the API that is a local
 * helper's, behind which lies the one `fetch` of all calls.
 */
class Follower {
  readonly #analysis: Analysis;
  readonly #seen = new Set<Node>();

  constructor(analysis: Analysis) {
    this.#analysis = analysis;
  }

  follow(given: Node): Answer[] {
    const node = unwrap(given);
    if (this.#seen.size > MAX_STEPS || this.#seen.has(node)) return [];
    this.#seen.add(node);
    switch (node.type) {
      case 'Identifier':
        return this.#followName(node);
      case 'MemberExpression':
        return this.#followMember(node);
      case 'CallExpression':
        return this.#followCall(node);
      case 'ConditionalExpression':
        return [...this.follow(node.consequent), ...this.follow(node.alternate)];
      case 'LogicalExpression':
        return [...this.follow(node.left), ...this.follow(node.right)];
      case 'AssignmentExpression':
        return this.follow(node.right);
      default:
        return [];
    }
  }

  #followMember(node: TSESTree.MemberExpression): Answer[] {
    const name = propertyName(node) ?? '';
    const given = name === '' ? [] : propertiesOf(node.object, name, this.#analysis.tracer);
    if (given.length > 0) return given.flatMap((one) => this.follow(one));
    return this.follow(node.object).map((answer) => goInto(answer, name));
  }

  #followCall(node: TSESTree.CallExpression): Answer[] {
    const { tracer } = this.#analysis;
    const request = this.#analysis.requestOf(node);
    if (request) return [{ request, isRead: !UNREAD.test(request.callee.join('.')), path: [] }];
    const callee = unwrap(node.callee);
    const [first] = node.arguments;
    if (chainNames(callee).join('.') === 'JSON.parse' && first) return this.follow(first).map(read);
    if (callee.type === 'MemberExpression') {
      const name = propertyName(callee) ?? '';
      if (READERS.has(name)) return this.follow(callee.object).map(read);
      if (SAME.has(name)) return this.follow(callee.object);
      if (name === 'then' && first) return tracer.functionsOf(first).flatMap((one) => tracer.returned(one)).flatMap((one) => this.follow(one));
    }
    return tracer.functionsOf(callee).flatMap((one) => tracer.returned(one)).flatMap((one) => this.follow(one));
  }

  #followName(node: TSESTree.Identifier): Answer[] {
    const variable = this.#analysis.tracer.variableOf(node);
    const written = (variable?.references ?? []).filter((one) => one.isWrite() && one.init !== true).map((one) => one.identifier as Node);
    return [...(variable?.defs ?? []).map((definition) => definition.name as Node), ...written].flatMap((bound) => this.#followBound(bound));
  }

  /** What a declaration, a write or a parameter gives the name it binds. */
  #followBound(bound: Node): Answer[] {
    const path = patternPath(bound);
    if (!path) return [];
    return this.#valuesOf(path)
      .flatMap((value) => this.follow(value))
      .map((answer) => path.steps.reduce((inner, step) => goInto(inner, step.name ?? ''), answer));
  }

  #valuesOf({ holder, pattern }: PatternPath): Node[] {
    if (holder.type === 'VariableDeclarator') return holder.init ? [holder.init] : [];
    if (holder.type === 'AssignmentExpression') return holder.operator === '=' ? [holder.right] : [];
    if (!isFunction(holder)) return [];
    const position = holder.params.indexOf(pattern as TSESTree.Parameter);
    const settled = promiseSettling(holder, position);
    return settled ? [settled] : argumentsFor(holder, position, this.#analysis.tracer);
  }
}

function goInto(answer: Answer, name: string): Answer {
  if (READERS.has(name)) return read(answer);
  return ENVELOPES.has(name) || /^\d+$/.test(name) ? answer : { ...answer, path: [...answer.path, name] };
}

function read(answer: Answer): Answer {
  return { ...answer, isRead: true };
}
