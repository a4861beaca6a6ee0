/** Recognizes responses without a hash: in code for a failed call, or after the hash was removed. */
import { HASH_FIELD } from '../../src/navixy/carriers.ts';
import type { Analysis } from './analysis.ts';
import { responsePartsOf } from './response-flow.ts';
import { type Node, alwaysExits, isFunction, propertyName, unwrap } from '../syntax/ast.ts';
import type { Question } from './traversal.ts';

/** Properties of a response that exist only if the call succeeded. */
const SUCCESS = new Set(['success', HASH_FIELD, 'ok', 'key', 'user']);
/** Properties of a response that exist only if the call failed. */
const FAILURE = new Set(['error', 'errors', 'status.code', 'status.description', 'description']);
const HTTP_STATUS = new Set(['status', 'statusCode']);

/** Whether the conditions around `node` show that its response is from a failed call. */
export function hasNoHash(node: Node, analysis: Analysis): boolean {
  const requests = new Set(responsePartsOf(node, analysis).map(({ request }) => request.node as Node));
  if (requests.size === 0) return false;
  const says = (test: Node, outcome: boolean): boolean =>
    analysis.traversal.ask(outcome ? IF_TRUE : IF_FALSE, unwrap(test), { analysis, requests });
  for (let child = node, { parent } = node; parent && !isFunction(child); child = parent, { parent } = parent) {
    if (parent.type === 'IfStatement' || parent.type === 'ConditionalExpression') {
      if (parent.test !== child && says(parent.test, parent.consequent === child)) return true;
    } else if (parent.type === 'LogicalExpression' && parent.right === child && parent.operator !== '??') {
      if (says(parent.left, parent.operator === '&&')) return true;
    } else if (parent.type === 'BlockStatement' || parent.type === 'Program' || parent.type === 'SwitchCase') {
      const body: readonly Node[] = parent.type === 'SwitchCase' ? parent.consequent : parent.body;
      for (const before of body.slice(0, body.indexOf(child))) {
        if (deletesHash(before, node, analysis)) return true;
        if (
          before.type === 'IfStatement' &&
          !before.alternate &&
          alwaysExits(before.consequent) &&
          says(before.test, false)
        )
          return true;
      }
    }
  }
  return false;
}

/** `delete answer.hash;` before the expression that shows the response */
function deletesHash(statement: Node, shown: Node, { tracer }: Analysis): boolean {
  const deletion = statement.type === 'ExpressionStatement' ? statement.expression : undefined;
  if (deletion?.type !== 'UnaryExpression' || deletion.operator !== 'delete') return false;
  const member = unwrap(deletion.argument);
  if (member.type !== 'MemberExpression' || propertyName(member) !== HASH_FIELD) return false;
  const variable = tracer.variableOf(unwrap(member.object));
  return variable !== undefined && variable === tracer.variableOf(unwrap(shown));
}

interface FailureContext {
  readonly analysis: Analysis;
  readonly requests: ReadonlySet<Node>;
}

/** Whether a test implies failure if it is true. */
const IF_TRUE: Question<boolean, FailureContext> = {
  answer: (test, readers) => impliesFailure(test, true, readers),
  circular: () => false,
  unknown: () => false,
};

/** Whether a test implies failure if it is false. */
const IF_FALSE: Question<boolean, FailureContext> = {
  answer: (test, readers) => impliesFailure(test, false, readers),
  circular: () => false,
  unknown: () => false,
};

function impliesFailure(test: Node, outcome: boolean, readers: FailureContext): boolean {
  const ask = (node: Node, result: boolean): boolean =>
    readers.analysis.traversal.ask(result ? IF_TRUE : IF_FALSE, unwrap(node), readers);
  switch (test.type) {
    case 'UnaryExpression':
      return test.operator === '!' && ask(test.argument, !outcome);
    case 'LogicalExpression': {
      // `a && b` is true if both are, and false if either is; for `a || b` it is the opposite.
      const isBoth = (test.operator === '&&') === outcome;
      const [left, right] = [ask(test.left, outcome), ask(test.right, outcome)];
      return isBoth ? left || right : left && right;
    }
    case 'BinaryExpression':
      return comparisonImpliesFailure(test.left, test.operator, test.right, outcome, readers);
    case 'CallExpression':
      return (
        /^Boolean$/.test(test.callee.type === 'Identifier' ? test.callee.name : '') &&
        test.arguments[0] !== undefined &&
        ask(test.arguments[0], outcome)
      );
    default: {
      const path = pathOf(test, readers);
      if (path === undefined) return false;
      return outcome ? FAILURE.has(path) : SUCCESS.has(path.split('.').at(-1) ?? '');
    }
  }
}

function comparisonImpliesFailure(
  left: Node,
  operator: string,
  right: Node,
  outcome: boolean,
  readers: FailureContext,
): boolean {
  const path = pathOf(unwrap(left), readers);
  if (path === undefined) return false;
  const isEqual = /^===?$/.test(operator);
  if (HTTP_STATUS.has(path) && right.type === 'Literal' && typeof right.value === 'number') {
    if (isEqual || /^!==?$/.test(operator)) return (right.value < 400 && right.value >= 200) !== (isEqual === outcome);
    return /^>=?$/.test(operator) && outcome && right.value >= 299;
  }
  if (!isEqual && !/^!==?$/.test(operator)) return false;
  const value =
    right.type === 'Literal'
      ? right.value
      : right.type === 'Identifier' && right.name === 'undefined'
        ? undefined
        : right;
  const holds = isEqual === outcome;
  if (SUCCESS.has(path.split('.').at(-1) ?? '')) return value === true ? !holds : !value && holds;
  // `data.status.code === 4`, `data.error != null`
  return FAILURE.has(path) && (value ? holds : !holds);
}

/** @returns the property path that an expression reads from a response to one of the requests */
function pathOf(node: Node, { analysis, requests }: FailureContext): string | undefined {
  const answer = responsePartsOf(node, analysis).find(({ request }) => requests.has(request.node));
  return answer?.path.join('.');
}
