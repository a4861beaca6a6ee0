/** Finds values that a file adds to objects after creating them. */
import type { TSESTree } from '@typescript-eslint/utils';
import { type Call, type Node, isFunction, propertyName, unwrap, wrapped } from '../syntax/ast.ts';
import type { Entry } from './entry.ts';
import { recordOfKey } from './loops.ts';
import { keyText, nameOfKey } from './key-names.ts';
import { type Variable, ownerOfThis } from '../syntax/scopes.ts';
import type { Tracing } from './tracing.ts';

/** Added values: named values, and objects whose properties are all added. */
export interface Written {
  readonly entries: readonly Entry[];
  readonly records: readonly Node[];
}

/** The position of an object: the root of its member chain, and the properties from there, each after a dot. */
interface Place {
  readonly root: Node | Variable | string;
  readonly path: string;
}

interface Group {
  readonly entries: Entry[];
  readonly records: Node[];
}
type Groups = Map<Place['root'], Map<string, Group>>;

const SETTERS = ['set', 'append', 'add', 'setRequestHeader', 'setHeader', 'push'];
/** wretch: `.auth('NVX ' + key)` sets the header. */
export const AUTH_LINK = 'auth';
const NOTHING: Written = { entries: [], records: [] };

const known = new WeakMap<Tracing, () => Groups>();

/** @returns the values added to the object that an expression names: `params.hash = h`, `params.set('hash', h)` */
export function writtenInto(node: Node, tracer: Tracing, part = ''): Written {
  const place = placeOf(node, tracer);
  return place === undefined ? NOTHING : at(place, part, tracer);
}

/** @returns the values added to an object after its creation, by the variable or property that holds it */
export function writtenIntoMade(source: Node, tracer: Tracing, part = ''): Written {
  const place = placeOfMade(source, tracer);
  return place === undefined ? NOTHING : at(place, part, tracer);
}

function at({ root, path }: Place, part: string, tracer: Tracing): Written {
  let groups = known.get(tracer);
  if (!groups) known.set(tracer, (groups = tracer.traversal.fact(() => findWritten(tracer), new Map())));
  return (
    groups()
      .get(root)
      ?.get(path + part) ?? NOTHING
  );
}

/** @returns the values that a call such as `….set('name', value)` adds to a collection */
export function setBy(call: Call, tracer: Tracing): Written {
  const callee = unwrap(call.callee);
  const method = callee.type === 'MemberExpression' ? (propertyName(callee) ?? '') : '';
  const [key, value] = call.arguments;
  if (call.type !== 'CallExpression' || !key || key.type === 'SpreadElement') return NOTHING;
  if (method === AUTH_LINK && !value) return { entries: [{ name: 'Authorization', value: key }], records: [] };
  if (!SETTERS.includes(method)) return NOTHING;
  if (method === 'push') return pushed(key, tracer);
  // `headers.set({ … })` of axios, superagent and others.
  if (!value) return method === 'set' ? { entries: [], records: [key] } : NOTHING;
  if (value.type === 'SpreadElement') return NOTHING;
  const name = keyText(key, tracer);
  if (name !== undefined) return { entries: [{ name, value }], records: [] };
  const record = recordOfKey(key, tracer);
  return record ? { entries: [], records: [record] } : NOTHING;
}

/** @returns the values pushed to a list after its creation */
export function pushedInto(list: Node, tracer: Tracing): Node[] {
  const place = placeOfMade(list, tracer);
  if (!place) return [];
  return (tracer.index.callsByName.get('push') ?? []).flatMap((call) => {
    const callee = unwrap(call.callee);
    const target = callee.type === 'MemberExpression' ? placeOf(callee.object, tracer) : undefined;
    return target?.root === place.root && target.path === place.path
      ? call.arguments.filter((one) => one.type !== 'SpreadElement')
      : [];
  });
}

/** `headers.push(['Authorization', value])` */
function pushed(pair: Node, tracer: Tracing): Written {
  const [key, value] = pair.type === 'ArrayExpression' && pair.elements.length === 2 ? pair.elements : [];
  const name = key && key.type !== 'SpreadElement' ? keyText(key, tracer) : undefined;
  return name === undefined || !value || value.type === 'SpreadElement'
    ? NOTHING
    : { entries: [{ name, value }], records: [] };
}

function findWritten(tracer: Tracing): Groups {
  const groups: Groups = new Map();
  const { index } = tracer;
  for (const { left, right, operator } of index.memberAssignments) {
    const target = unwrap(left);
    if (target.type !== 'MemberExpression' || !/^(?:=|\|\|=|\?\?=)$/.test(operator)) continue;
    const name = nameOfKey(target, tracer);
    const record = name === undefined && target.computed ? recordOfKey(target.property, tracer) : undefined;
    if (name !== undefined) add(groups, target.object, { entries: [{ name, value: right }], records: [] }, tracer);
    else if (record) add(groups, target.object, { entries: [], records: [record] }, tracer);
  }
  for (const call of SETTERS.flatMap((name) => index.callsByName.get(name) ?? [])) {
    const callee = unwrap(call.callee);
    if (callee.type === 'MemberExpression') add(groups, callee.object, setBy(call, tracer), tracer);
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
function add(groups: Groups, object: Node, written: Written, tracer: Tracing): void {
  if (written.entries.length === 0 && written.records.length === 0) return;
  let current = unwrap(object);
  let parts: Written = written;
  for (let place = placeOf(current, tracer); place; place = placeOf(current, tracer)) {
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

function placeOf(node: Node, tracer: Tracing): Place | undefined {
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

function placeOfMade(source: Node, tracer: Tracing): Place | undefined {
  let path = '';
  for (let node = wrapped(source); ;) {
    const { parent } = node;
    if (parent?.type === 'Property' && parent.value === node) {
      const name = propertyName(parent);
      if (name === undefined) return undefined;
      path = `.${name}${path}`;
      node = wrapped(parent.parent);
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

function holderOf(node: Node, tracer: Tracing): Place | undefined {
  const { parent } = node;
  if (parent?.type === 'VariableDeclarator') return placeOf(parent.id, tracer);
  if (parent?.type === 'AssignmentExpression') return placeOf(parent.left, tracer);
  if (parent?.type === 'LogicalExpression' && parent.parent.type === 'AssignmentExpression')
    return placeOf(parent.parent.left, tracer);
  const accumulator = parent?.type === 'CallExpression' ? accumulatorOf(parent, node) : undefined;
  if (accumulator) return placeOf(accumulator, tracer);
  if (parent?.type !== 'PropertyDefinition') return undefined;
  return { root: parent.parent.parent, path: `.${propertyName(parent) ?? ''}` };
}
