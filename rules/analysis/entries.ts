/** Reads the named values of queries, forms, headers and bodies. */
import type { Entry } from './entry.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { isAuthorization } from '../../src/navixy/carriers.ts';
import { type Node, chainNames, propertyName, textOf, unwrap } from '../syntax/ast.ts';
import { calledClass } from './class-names.ts';
import { PAIR_NAME } from './loops.ts';
import { keyText, nameOfKey } from './key-names.ts';
import type { Tracing } from './tracing.ts';
import type { Question } from './traversal.ts';
import { type ObjectWrites, writesOfCall, writesTo, writesToCreated } from './object-writes.ts';

const MAX_ENTRIES = 40;
/** Classes for collections of named values. */
const COLLECTION = /^(?:URLSearchParams|HttpParams|FormData|Headers|HttpHeaders|AxiosHeaders|Map|Request)$/;
/** Calls that return their argument as a collection: merged, copied or serialized. */
const COLLECTING = new RegExp(
  String.raw`(?:^|\.)stringify$|^Object\.(?:fromEntries|entries|assign|freeze|seal)$|^(?:\$|jQuery)\.param$` +
    String.raw`|^(?:_|lodash|\$|jQuery|R|Ramda)\.(?:merge(?:Deep)?(?:Right)?|assign|extend|defaults(?:Deep)?)$` +
    String.raw`|^(?:_|lodash|R|Ramda)\.(?:clone(?:Deep)?|pickBy|omitBy)$|^structuredClone$` +
    String.raw`|^(?:merge|deepmerge|mergeConfig|AxiosHeaders\.from|reactive|ref|toRaw|unref)$`,
);
/** Options of Angular's `HttpParams` that contain the values. */
const ANGULAR_SOURCES = /^(?:fromObject|fromString)$/;

/** Whether an expression creates a collection of named values: `new URLSearchParams(…)`, `qs.stringify(…)`. */
export function makesCollection(source: Node, { index }: Tracing): boolean {
  if (source.type === 'NewExpression') return COLLECTION.test(calledClass(source, index) ?? '');
  return source.type === 'CallExpression' && COLLECTING.test(chainNames(source.callee).join('.'));
}

const ENTRIES: Question<readonly Entry[], Tracing> = {
  answer(node, tracer) {
    const ownEntries = tracer
      .sources(node)
      .flatMap((source) => [...entriesOfSource(source, tracer), ...entriesAddedTo(source, tracer)]);
    return distinct([...ownEntries, ...entriesOfWrites(writesTo(node, tracer), tracer)]).slice(0, MAX_ENTRIES);
  },
  circular: () => [],
  unknown: () => [],
};

/**
 * @returns the named values of `node`: an object literal (including spreads), a list of pairs, `URLSearchParams`,
 *   `FormData`, `Headers`, `JSON.stringify(…)`, and values added later with `set` or `append`
 */
export function entriesOf(node: Node, tracer: Tracing): readonly Entry[] {
  return tracer.traversal.ask(ENTRIES, unwrap(node), tracer);
}

function entriesOfSource(source: Node, tracer: Tracing): readonly Entry[] {
  switch (source.type) {
    case 'ObjectExpression':
      return source.properties.flatMap((property) => {
        if (property.type === 'SpreadElement') return entriesOf(property.argument, tracer);
        const name = nameOfKey(property, tracer);
        return name === undefined || property.kind !== 'init' ? [] : [{ name, value: property.value as Node }];
      });
    case 'ArrayExpression':
      return [
        ...flatHeader(source),
        ...source.elements.flatMap((element) => (element === null ? [] : entriesOfElement(element, tracer))),
      ];
    case 'CallExpression':
      if (makesCollection(source, tracer)) return entriesOfArguments(source.arguments, tracer);
      return chainedEntries(source, tracer);
    case 'NewExpression': {
      if (!makesCollection(source, tracer)) return [];
      const entries = entriesOfArguments(source.arguments.slice(0, 1), tracer);
      return entries.flatMap((entry) => (ANGULAR_SOURCES.test(entry.name) ? entriesOf(entry.value, tracer) : [entry]));
    }
    default:
      return [];
  }
}

/** `['Authorization', value, …]`: undici's flat list of headers */
function flatHeader({ elements }: TSESTree.ArrayExpression): Entry[] {
  return elements.flatMap((key, index) => {
    const value = elements[index + 1];
    const isKey = index % 2 === 0 && key?.type === 'Literal' && isAuthorization(String(key.value));
    return isKey && value && value.type !== 'SpreadElement' ? [{ name: 'Authorization', value }] : [];
  });
}

/** `['hash', h]` in a list of pairs, `...pairs`, `{ name: 'hash', value: h }` */
function entriesOfElement(element: Node, tracer: Tracing): readonly Entry[] {
  if (element.type === 'SpreadElement') return entriesOf(element.argument, tracer);
  if (element.type === 'ObjectExpression') return namedPair(element);
  if (element.type !== 'ArrayExpression') return [];
  const [key, value] = element.elements;
  const name = key && key.type !== 'SpreadElement' ? keyText(key, tracer) : undefined;
  return name === undefined || !value || value.type === 'SpreadElement' ? [] : [{ name, value }];
}

/** `{ name: 'hash', value: h }` */
function namedPair({ properties }: TSESTree.ObjectExpression): Entry[] {
  const part = (wanted: RegExp): Node | undefined =>
    properties.find((one): one is TSESTree.Property => one.type === 'Property' && wanted.test(propertyName(one) ?? ''))
      ?.value;
  const key = part(PAIR_NAME);
  const value = part(/^value$/i);
  const name = key && textOf(key);
  return name === undefined || !value ? [] : [{ name, value }];
}

function entriesOfArguments(given: readonly Node[], tracer: Tracing): Entry[] {
  return given.flatMap((argument) => (argument.type === 'SpreadElement' ? [] : entriesOf(argument, tracer)));
}

/** `new HttpParams().set('hash', h).set('limit', 1)`: a chain of calls on the same collection. */
function chainedEntries(source: TSESTree.CallExpression, tracer: Tracing): readonly Entry[] {
  const callee = unwrap(source.callee);
  if (callee.type !== 'MemberExpression') return [];
  const set = writesOfCall(source, tracer);
  if (set.entries.length === 0 && set.records.length === 0) return [];
  return [...entriesOf(callee.object, tracer), ...entriesOfWrites(set, tracer)];
}

/** @returns the values later added to an object or collection created by `source` */
function entriesAddedTo(source: Node, tracer: Tracing): Entry[] {
  if (source.type === 'ObjectExpression') return entriesOfWrites(writesToCreated(source, tracer), tracer);
  return mutationsOf(source, tracer);
}

/** @returns the values later added to a collection created by `source`: `url.searchParams.append('hash', h)` */
export function mutationsOf(source: Node, tracer: Tracing): Entry[] {
  if (source.type !== 'NewExpression') return [];
  const isUrl = calledClass(source, tracer.index) === 'URL';
  const written = isUrl ? [] : entriesOfWrites(writesToCreated(source, tracer), tracer);
  const searched = entriesOfWrites(writesToCreated(source, tracer, '.searchParams'), tracer);
  return [...written, ...searched, ...searchValuesOf(source, tracer).flatMap((node) => entriesOf(node, tracer))];
}

/** @returns the values assigned to `url.search` of a URL created by `source` */
export function searchValuesOf(source: Node, tracer: Tracing): Node[] {
  const { entries } = writesToCreated(source, tracer);
  return entries.filter(({ name }) => name === 'search').map(({ value }) => value);
}

/** @returns the named values of writes, with each record expanded */
export function entriesOfWrites({ entries, records }: ObjectWrites, tracer: Tracing): Entry[] {
  return [...entries, ...records.flatMap((record) => entriesOf(record, tracer))];
}

function distinct(entries: readonly Entry[]): Entry[] {
  const names = new Map<Node, string[]>();
  return entries.filter(({ name, value }) => {
    const known = names.get(value);
    if (known?.includes(name)) return false;
    if (known) known.push(name);
    else names.set(value, [name]);
    return true;
  });
}
