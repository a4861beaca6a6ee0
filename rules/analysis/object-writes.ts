/** Finds values that a file adds to objects after creating them. */
import type { TSESTree } from '@typescript-eslint/utils';
import { type Call, type Node, isFunction, propertyName, unwrap, outermost } from '../syntax/ast.ts';
import type { Entry } from './entry.ts';
import { objectOfKey } from './loops.ts';
import { keyText, nameOfKey } from './key-names.ts';
import { type Variable, ownerOfThis } from '../syntax/scopes.ts';
import type { Tracing } from './tracing.ts';

/** Added values: named values, and objects whose properties are all added. */
export interface ObjectWrites {
  readonly entries: readonly Entry[];
  readonly records: readonly Node[];
}

/** The position of an object: the root of its member chain, and the properties from there, each after a dot. */
interface ObjectPath {
  readonly root: Node | Variable | string;
  readonly path: string;
}

interface MutableWrites {
  readonly entries: Entry[];
  readonly records: Node[];
}
type WritesByPath = Map<ObjectPath['root'], Map<string, MutableWrites>>;

const SETTERS = ['set', 'append', 'add', 'setRequestHeader', 'setHeader', 'push'];
/** wretch: `.auth('NVX ' + key)` sets the header. */
export const AUTH_LINK = 'auth';
const NOTHING: ObjectWrites = { entries: [], records: [] };

const groupsByTracer = new WeakMap<Tracing, () => WritesByPath>();

/** @returns the values added to the object that an expression names: `params.hash = h`, `params.set('hash', h)` */
export function writesTo(node: Node, tracer: Tracing, part = ''): ObjectWrites {
  const place = objectPathOf(node, tracer);
  return place === undefined ? NOTHING : writesAt(place, part, tracer);
}

/** @returns the values added to an object after its creation, by the variable or property that holds it */
export function writesToCreated(source: Node, tracer: Tracing, part = ''): ObjectWrites {
  const place = pathOfCreated(source, tracer);
  return place === undefined ? NOTHING : writesAt(place, part, tracer);
}

function writesAt({ root, path }: ObjectPath, part: string, tracer: Tracing): ObjectWrites {
  let groups = groupsByTracer.get(tracer);
  if (!groups) groupsByTracer.set(tracer, (groups = tracer.traversal.lazyFact(() => findWrites(tracer), new Map())));
  return (
    groups()
      .get(root)
      ?.get(path + part) ?? NOTHING
  );
}

/** @returns the values that a call such as `….set('name', value)` adds to a collection */
export function writesOfCall(call: Call, tracer: Tracing): ObjectWrites {
  const callee = unwrap(call.callee);
  const method = callee.type === 'MemberExpression' ? (propertyName(callee) ?? '') : '';
  const [key, value] = call.arguments;
  if (call.type !== 'CallExpression' || !key || key.type === 'SpreadElement') return NOTHING;
  if (method === AUTH_LINK && !value) return { entries: [{ name: 'Authorization', value: key }], records: [] };
  if (!SETTERS.includes(method)) return NOTHING;
  if (method === 'push') return pushedPair(key, tracer);
  // `headers.set({ … })` of axios, superagent and others.
  if (!value) return method === 'set' ? { entries: [], records: [key] } : NOTHING;
  if (value.type === 'SpreadElement') return NOTHING;
  const name = keyText(key, tracer);
  if (name !== undefined) return { entries: [{ name, value }], records: [] };
  const record = objectOfKey(key, tracer);
  return record ? { entries: [], records: [record] } : NOTHING;
}

/** @returns the values pushed to a list after its creation */
export function elementsPushedTo(list: Node, tracer: Tracing): Node[] {
  const place = pathOfCreated(list, tracer);
  if (!place) return [];
  return (tracer.index.callsByName.get('push') ?? []).flatMap((call) => {
    const callee = unwrap(call.callee);
    const target = callee.type === 'MemberExpression' ? objectPathOf(callee.object, tracer) : undefined;
    return target?.root === place.root && target.path === place.path
      ? call.arguments.filter((one) => one.type !== 'SpreadElement')
      : [];
  });
}

/** `headers.push(['Authorization', value])` */
function pushedPair(pair: Node, tracer: Tracing): ObjectWrites {
  const [key, value] = pair.type === 'ArrayExpression' && pair.elements.length === 2 ? pair.elements : [];
  const name = key && key.type !== 'SpreadElement' ? keyText(key, tracer) : undefined;
  return name === undefined || !value || value.type === 'SpreadElement'
    ? NOTHING
    : { entries: [{ name, value }], records: [] };
}

function findWrites(tracer: Tracing): WritesByPath {
  const groups: WritesByPath = new Map();
  const { index } = tracer;
  for (const { left, right, operator } of index.memberAssignments) {
    const target = unwrap(left);
    if (target.type !== 'MemberExpression' || !/^(?:=|\|\|=|\?\?=)$/.test(operator)) continue;
    const name = nameOfKey(target, tracer);
    const record = name === undefined && target.computed ? objectOfKey(target.property, tracer) : undefined;
    if (name !== undefined) add(groups, target.object, { entries: [{ name, value: right }], records: [] }, tracer);
    else if (record) add(groups, target.object, { entries: [], records: [record] }, tracer);
  }
  for (const call of SETTERS.flatMap((name) => index.callsByName.get(name) ?? [])) {
    const callee = unwrap(call.callee);
    if (callee.type === 'MemberExpression') add(groups, callee.object, writesOfCall(call, tracer), tracer);
  }
  for (const call of index.callsByName.get('assign') ?? []) {
    const [target, ...given] = call.arguments;
    if (target && target.type !== 'ObjectExpression' && target.type !== 'SpreadElement') {
      add(groups, target, { entries: [], records: given.filter((one) => one.type !== 'SpreadElement') }, tracer);
    }
  }
  return groups;
}

/** Records a write for the object and, as a property, for each enclosing object. */
function add(groups: WritesByPath, object: Node, written: ObjectWrites, tracer: Tracing): void {
  if (written.entries.length === 0 && written.records.length === 0) return;
  let current = unwrap(object);
  let parts: ObjectWrites = written;
  for (let place = objectPathOf(current, tracer); place; place = objectPathOf(current, tracer)) {
    let byPath = groups.get(place.root);
    if (!byPath) groups.set(place.root, (byPath = new Map()));
    let group = byPath.get(place.path);
    if (!group) byPath.set(place.path, (group = { entries: [], records: [] }));
    group.entries.push(...parts.entries);
    group.records.push(...parts.records);
    if (current.type !== 'MemberExpression') return;
    const name = propertyName(current) ?? '';
    if (name === 'searchParams') return;
    parts = { entries: [{ name, value: current }], records: [] };
    current = unwrap(current.object);
  }
}

function objectPathOf(node: Node, tracer: Tracing): ObjectPath | undefined {
  let path = '';
  let current = unwrap(node);
  while (current.type === 'MemberExpression') {
    const name = propertyName(current);
    if (name === undefined) return undefined;
    path = `.${name}${path}`;
    current = unwrap(current.object);
  }
  if (current.type === 'ThisExpression') return { root: ownerOfThis(current) ?? 'this', path };
  return current.type === 'Identifier' ? { root: tracer.variableOf(current) ?? current.name, path } : undefined;
}

function pathOfCreated(source: Node, tracer: Tracing): ObjectPath | undefined {
  let path = '';
  for (let node = outermost(source); ;) {
    const { parent } = node;
    if (parent?.type === 'Property' && parent.value === node) {
      const name = propertyName(parent);
      if (name === undefined) return undefined;
      path = `.${name}${path}`;
      node = outermost(parent.parent);
      continue;
    }
    const holder = holderOf(node, tracer);
    return holder && { root: holder.root, path: holder.path + path };
  }
}

/** @returns the reducer's parameter for the initial value in `pairs.reduce(reducer, start)` */
function accumulatorOf({ callee, arguments: [reducer, start] }: TSESTree.CallExpression, node: Node): Node | undefined {
  const isReduction = start === node && isFunction(reducer) && propertyNameOf(callee) === 'reduce';
  return isReduction ? reducer.params[0] : undefined;
}

function propertyNameOf(callee: Node): string | undefined {
  const one = unwrap(callee);
  return one.type === 'MemberExpression' ? propertyName(one) : undefined;
}

function holderOf(node: Node, tracer: Tracing): ObjectPath | undefined {
  const { parent } = node;
  if (parent?.type === 'VariableDeclarator') return objectPathOf(parent.id, tracer);
  if (parent?.type === 'AssignmentExpression') return objectPathOf(parent.left, tracer);
  if (parent?.type === 'LogicalExpression' && parent.parent.type === 'AssignmentExpression')
    return objectPathOf(parent.parent.left, tracer);
  const accumulator = parent?.type === 'CallExpression' ? accumulatorOf(parent, node) : undefined;
  if (accumulator) return objectPathOf(accumulator, tracer);
  if (parent?.type !== 'PropertyDefinition') return undefined;
  return { root: parent.parent.parent, path: `.${propertyName(parent) ?? ''}` };
}
