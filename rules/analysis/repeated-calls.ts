/** Detects code that runs repeatedly: on a timer, in an endless loop, or called from such code. */
import { lazy } from '../../src/lazy.ts';
import type { Analysis } from './analysis.ts';
import { type FunctionNode, type Node, chainNames, enclosingFunction, isFunction } from '../syntax/ast.ts';
import { functionBinding } from '../syntax/scopes.ts';
import type { Question } from './traversal.ts';

/** Calls that run a function repeatedly. */
const TIMER = lazy(
  () =>
    new RegExp(
      String.raw`^(?:setInterval|schedule|scheduleJob|scheduler|cron|CronJob|Cron|every|repeat|addCronJob|` +
        String.raw`addInterval|setIntervalAsync|useInterval|interval|timer|newTrigger|onSchedule)$`,
    ),
);

/** Maximum number of function calls to follow; methods are matched by name only, so more would mislead. */
const MAX_HOPS = 4;

const REPEATED: Question<boolean, Analysis> = {
  answer(node, analysis, hops) {
    if (isInEndlessLoop(node)) return true;
    const holder = enclosingFunction(node);
    if (!holder) return false;
    const next = Number(hops) + 1;
    return (
      isTimerCallback(holder, analysis) ||
      isRepeated(holder, analysis, next) ||
      isCalledRepeatedly(holder, analysis, next)
    );
  },
  circular: () => false,
  unknown: () => false,
};

/** Whether an expression runs on a timer, in an endless loop, or in a local function that does. */
export function isRepeated(node: Node, analysis: Analysis, hops = 0): boolean {
  return hops <= MAX_HOPS && analysis.traversal.ask(REPEATED, node, analysis, String(hops));
}

function isInEndlessLoop(node: Node): boolean {
  for (let current = node.parent; current && !isFunction(current); current = current.parent) {
    if (current.type === 'WhileStatement' && current.test.type === 'Literal' && Boolean(current.test.value))
      return true;
    if (current.type === 'ForStatement' && !current.test) return true;
  }
  return false;
}

function isTimerCallback(holder: FunctionNode, analysis: Analysis): boolean {
  const { parent } = holder;
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') return isTimerCall(parent.callee);
  if (
    parent?.type === 'MethodDefinition' &&
    parent.decorators?.some(({ expression }) => /^(?:Cron|Interval)$/.test(chainNames(expression).at(-1) ?? ''))
  )
    return true;
  const binding = functionBinding(holder)?.declaration;
  const variable = binding && analysis.tracer.variableOf(binding);
  return (variable?.references ?? []).some(({ identifier }) => {
    const call = (identifier as Node).parent;
    return (
      (call?.type === 'CallExpression' || call?.type === 'NewExpression') &&
      call.callee !== identifier &&
      isTimerCall(call.callee)
    );
  });
}

function isTimerCall(callee: Node): boolean {
  return chainNames(callee)
    .slice(-2)
    .some((name) => TIMER().test(name));
}

function isCalledRepeatedly(holder: FunctionNode, analysis: Analysis, hops: number): boolean {
  const binding = functionBinding(holder);
  if (!binding) return false;
  return (analysis.index.callsByName.get(binding.name) ?? []).some(
    (call) => enclosingFunction(call) !== holder && isRepeated(call, analysis, hops),
  );
}
