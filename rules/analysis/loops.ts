/** Finds the object whose keys a loop variable or callback parameter iterates over. */
import type { TSESTree } from '@typescript-eslint/utils';
import { type Node, chainNames, isFunction, unwrap } from '../syntax/ast.ts';
import { patternPath } from '../syntax/scopes.ts';
import type { Tracing } from './tracing.ts';

/**
 * Library functions that pass the value and the key of each property to a callback; the second list passes the key
 * first.
 */
const EACH = /^(?:_|lodash|R|Ramda)\.(?:each|forEach|forOwn|forIn|map|mapValues|forEachObjIndexed)$/;
const KEY_FIRST = /^(?:\$|jQuery)\.(?:each|map)$/;
/** Usual keys for the name in a pair: `{ name: 'hash', value: h }`. */
export const PAIR_NAME = /^(?:name|key|param|parameter|field)$/i;
const ITERATION = /^(?:forEach|map|flatMap|filter|reduce|some|every)$/;

/** @returns the object whose keys a name iterates over: `for (const [k, v] of Object.entries(object))` */
export function objectOfKey(key: Node, tracer: Tracing): Node | undefined {
  const definition = tracer.variableOf(unwrap(key))?.defs[0]?.name as Node | undefined;
  const path = definition && patternPath(definition);
  if (!path) return undefined;
  const { holder, pattern, steps } = path;
  const names = steps.map(({ name }) => name);
  if (holder.type === 'VariableDeclarator') {
    const loop = holder.parent.parent;
    if (loop.type === 'ForInStatement') return names.length === 0 ? loop.right : undefined;
    return loop.type === 'ForOfStatement' ? recordOfList(loop.right, names, tracer) : undefined;
  }
  return isFunction(holder)
    ? recordOfCallback(holder, holder.params.indexOf(pattern as TSESTree.Parameter), names, tracer)
    : undefined;
}

type Names = readonly (string | undefined)[];

function recordOfCallback(holder: Node, position: number, names: Names, tracer: Tracing): Node | undefined {
  const call = holder.parent;
  if (call?.type !== 'CallExpression') return undefined;
  const chain = chainNames(call.callee);
  const name = chain.join('.');
  const [first] = call.arguments;
  if (first && call.arguments[1] === holder && names.length === 0) {
    if (EACH.test(name) && position === 1) return first;
    if (KEY_FIRST.test(name) && position === 0) return first;
  }
  const callee = unwrap(call.callee);
  if (callee.type !== 'MemberExpression' || first !== holder || !ITERATION.test(chain.at(-1) ?? '')) return undefined;
  const wanted = chain.at(-1) === 'reduce' ? 1 : 0;
  // Maps, headers and parameters pass the value first and then the key.
  if (position === 1 && wanted === 0 && chain.at(-1) === 'forEach' && names.length === 0) return callee.object;
  return position === wanted ? recordOfList(callee.object, names, tracer) : undefined;
}

/** `Object.entries(object)` with the first element of each pair, `Object.keys(object)`, or a collection of pairs. */
function recordOfList(list: Node, names: Names, tracer: Tracing): Node | undefined {
  const isPair = names.length === 1 && names[0] === '0';
  for (const source of [unwrap(list), ...tracer.sources(list)]) {
    if (source.type === 'CallExpression') {
      const chain = chainNames(source.callee);
      const [first] = source.arguments;
      const name = chain.slice(-2).join('.');
      if (first && name === 'Object.entries' && isPair) return first;
      if (first && name === 'Object.keys' && names.length === 0) return first;
      const callee = unwrap(source.callee);
      if (callee.type === 'MemberExpression' && chain.at(-1) === 'entries' && isPair) return callee.object;
      if (callee.type === 'MemberExpression' && chain.at(-1) === 'keys' && names.length === 0) return callee.object;
      // `Object.entries(object).filter(…)`
      if (callee.type === 'MemberExpression' && chain.at(-1) === 'filter')
        return recordOfFiltered(callee.object, isPair);
    }
  }
  return isPair || (names.length === 1 && PAIR_NAME.test(names[0] ?? '')) ? list : undefined;
}

function recordOfFiltered(list: Node, isPair: boolean): Node | undefined {
  const call = unwrap(list);
  if (call.type !== 'CallExpression') return undefined;
  return chainNames(call.callee).join('.') === (isPair ? 'Object.entries' : 'Object.keys')
    ? call.arguments[0]
    : undefined;
}
