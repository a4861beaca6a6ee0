/** Evaluates string expressions statically, as far as the file shows their values. */
import type { TSESTree } from '@typescript-eslint/utils';
import { type Node, chainNames, propertyName, unwrap } from '../syntax/ast.ts';
import { calledClass } from './class-names.ts';
import { entriesOf, mutationsOf, searchValuesOf } from './entries.ts';
import type { Entry } from './entry.ts';
import {
  evaluateFormat,
  evaluateReplacement,
  evaluateTemplate,
  evaluateUrlFormat,
  withQuestionMark,
} from './format-calls.ts';
import { objectOfKey } from './loops.ts';
import { flattenSum, isAddressTemplate, partsOfTemplate, recordOfPairs, literalPart } from '../syntax/parts.ts';
import type { Tracing } from './tracing.ts';
import { elementsPushedTo } from './object-writes.ts';
import type { Question } from './traversal.ts';
import type { TypeInformation } from './type-information.ts';
import { type Value, MAX_CHUNKS, holeValue, join, textValue, toText, union } from '../syntax/values.ts';
import { trimEndOf } from '../../src/trim-end.ts';

const EMPTY: Value = [[]];
/** Calls that serialize a query string, in any library. */
const STRINGIFY =
  /(?:^|\.)stringify$|^(?:\$|jQuery)\.param$|^(?:toQuery(?:String)?|buildQuery(?:String)?|encodeQuery|stringifyQuery)$/;
/** Calls that add parameters to a URL: `queryString.stringifyUrl({ url, query })`, `withQuery(url, query)`. */
const WITH_QUERY = /^(?:withQuery|appendQuery|addQuery|appendQueryParams|addQueryParams|axios\.getUri|stringifyUrl)$/;

/** The value of an expression without further sources; `a = a + 'x'` adds nothing to the sources of `a`. */
const VALUE: Question<Value, Evaluator> = {
  answer: (source, evaluator) => evaluator.evaluateSource(source),
  circular: () => [],
  unknown: holeValue,
};

/** Evaluates string expressions partially, see {@link Value}. It only reads the tree and runs no code. */
export class Evaluator {
  readonly tracer: Tracing;
  readonly #types: TypeInformation | undefined;

  /** @param types type information, if the project enabled it */
  constructor(tracer: Tracing, types?: TypeInformation) {
    this.tracer = tracer;
    this.#types = types;
  }

  evaluate(node: Node): Value {
    const value = union(this.tracer.sources(node).map((source) => this.tracer.traversal.ask(VALUE, source, this)));
    return value.length === 0 ? holeValue(node) : value;
  }

  /** @returns the value of an expression that {@link Tracing.sources} cannot trace further */
  evaluateSource(node: Node): Value {
    switch (node.type) {
      case 'Literal':
        return node.value === null || node.value instanceof RegExp
          ? holeValue(node)
          : textValue(String(node.value), node);
      case 'TemplateLiteral':
        return this.#evaluateTemplate(node);
      case 'TaggedTemplateExpression':
        return chainNames(node.tag).join('.') === 'String.raw' || isAddressTemplate(node)
          ? this.#evaluateTemplate(node.quasi)
          : holeValue(node);
      case 'BinaryExpression':
        return node.operator === '+' ? this.#evaluateSum(flattenSum(node)) : holeValue(node);
      case 'AssignmentExpression':
        return node.operator === '+=' ? this.#joinAll([node.left, node.right]) : holeValue(node);
      case 'CallExpression':
        return this.#evaluateCall(node);
      case 'NewExpression':
        return this.#evaluateNew(node);
      case 'MemberExpression':
        return propertyName(node) === 'href' && this.#isUrl(node.object)
          ? this.evaluate(node.object)
          : this.#evaluateType(node);
      case 'Identifier':
        return this.#evaluateType(node);
      default:
        return holeValue(node);
    }
  }

  /** Uses types for values outside the file: an imported constant, a member of an imported enum. */
  #evaluateType(node: Node): Value {
    const texts = this.#types?.textsOf(node) ?? [];
    return texts.length === 0 ? holeValue(node) : texts.flatMap((text) => textValue(text, node));
  }

  #evaluateTemplate(node: TSESTree.TemplateLiteral): Value {
    let value: Value = EMPTY;
    const pairs = this.#evaluatePair(partsOfTemplate(node));
    if (pairs) return pairs;
    node.quasis.slice(0, MAX_CHUNKS).forEach((quasi, index) => {
      if (quasi.value.raw !== '') value = join(value, textValue(quasi.value.cooked ?? quasi.value.raw, quasi), quasi);
      const expression = node.expressions[index];
      if (expression) value = join(value, this.evaluate(expression), expression);
    });
    return value;
  }

  #evaluateSum(parts: readonly Node[]): Value {
    return this.#evaluatePair(parts) ?? this.#joinAll(parts);
  }

  /** `` `${key}=${params[key]}` ``, `key + '=' + value` in a loop over an object's keys: all its properties, joined. */
  #evaluatePair(parts: readonly Node[]): Value | undefined {
    const at = parts.findIndex((part) => literalPart(part) === '=');
    const key = parts[at - 1];
    const record = at === -1 || !key || at === parts.length - 1 ? undefined : this.#recordOf(key);
    if (!record) return undefined;
    const entries = entriesOf(record, this.tracer);
    return entries.length === 0 ? undefined : this.#appendEntries(this.#joinAll(parts.slice(0, at - 1)), entries);
  }

  /** @returns the object whose keys `key` or `encodeURIComponent(key)` iterates over */
  #recordOf(key: Node): Node | undefined {
    const one = unwrap(key);
    const inner = one.type === 'CallExpression' && one.arguments[0] ? unwrap(one.arguments[0]) : one;
    return inner.type === 'Identifier' ? objectOfKey(inner, this.tracer) : undefined;
  }

  #joinAll(parts: readonly Node[], separator = ''): Value {
    let value: Value = EMPTY;
    parts.forEach((part, index) => {
      if (index > 0 && separator !== '') value = join(value, textValue(separator, part), part);
      const text = part.type === 'TemplateElement' ? literalPart(part) : undefined;
      value = join(value, text === undefined ? this.evaluate(part) : textValue(text, part), part);
    });
    return value;
  }

  #evaluateCall(node: TSESTree.CallExpression): Value {
    const names = chainNames(node.callee);
    const first = node.arguments[0];
    const name = names.join('.');
    if (name !== 'JSON.stringify' && STRINGIFY.test(name) && first && !this.#isLocal(node.callee))
      return this.#evaluateQuery(node, first);
    const made =
      evaluateFormat(node, this) ??
      evaluateReplacement(node, this) ??
      evaluateUrlFormat(node, this, (entries) => this.#appendEntries(EMPTY, entries)) ??
      evaluateTemplate(node, this);
    if (made) return made;
    if (WITH_QUERY.test(names.at(-1) ?? '') && first) return this.#evaluateWithQuery(node, first);
    const callee = unwrap(node.callee);
    if (callee.type !== 'MemberExpression') return holeValue(node);
    if (names.at(-1) === 'reduce') return this.#evaluateReduction(node);
    if (names.at(-1) === 'concat') return this.#joinAll([callee.object, ...node.arguments.slice(0, MAX_CHUNKS)]);
    if (names.at(-1) === 'join') {
      const separator = first ? toText(this.evaluate(first)[0] ?? []) : ',';
      const list = this.tracer.sources(callee.object).find((source) => source.type === 'ArrayExpression');
      const record = recordOfPairs(callee.object);
      if (record) return this.#appendEntries(EMPTY, entriesOf(record, this.tracer));
      if (list?.type === 'ArrayExpression')
        return this.#joinAll(
          [...list.elements, ...elementsPushedTo(list, this.tracer)]
            .slice(0, MAX_CHUNKS)
            .filter((element) => element !== null),
          separator,
        );
    }
    return holeValue(node);
  }

  /** `pairs.reduce((text, [key, value]) => text + …, '')`: the initial value and what one step appends. */
  #evaluateReduction(node: TSESTree.CallExpression): Value {
    const [reducer, start] = node.arguments;
    const [first] = reducer ? this.tracer.functionsOf(reducer) : [];
    if (!first || !start) return holeValue(node);
    const [text] = first.params;
    const variable = text && this.tracer.variableOf(text);
    const added = this.tracer
      .returned(first)
      .flatMap((one) => this.evaluate(one))
      .map((sequence) => {
        const [head, ...rest] = sequence;
        return head?.text === undefined && head && variable && this.tracer.variableOf(head.origin) === variable
          ? rest
          : sequence;
      });
    return join(this.evaluate(start), added, node);
  }

  /** `qs.stringify({ hash }, { addQueryPrefix: true })` */
  #evaluateQuery(node: TSESTree.CallExpression, first: Node): Value {
    const query = this.#evaluateEntries(first);
    const [, options] = node.arguments;
    const hasPrefix =
      options !== undefined && entriesOf(options, this.tracer).some(({ name }) => name === 'addQueryPrefix');
    return hasPrefix ? join(textValue('?', node), query, node) : query;
  }

  /** `withQuery(url, { hash })`, `stringifyUrl({ url, query })` */
  #evaluateWithQuery(node: TSESTree.CallExpression, first: Node): Value {
    const [, second] = node.arguments;
    const options = new Map(
      second ? [] : entriesOf(first, this.tracer).map(({ name, value }) => [name, value] as const),
    );
    const address = options.get('url') ?? first;
    const query = second ?? options.get('query') ?? options.get('params');
    if (!query) return holeValue(node);
    return this.#appendEntries(
      join(this.evaluate(address), textValue('?', query), query),
      entriesOf(query, this.tracer),
    );
  }

  entries(node: Node): readonly Entry[] {
    return entriesOf(node, this.tracer);
  }

  #isUrl(node: Node): boolean {
    return this.tracer
      .sources(node)
      .some((source) => source.type === 'NewExpression' && calledClass(source, this.tracer.index) === 'URL');
  }

  /** Whether the callee is a local function, whose result is evaluated directly. */
  #isLocal(callee: Node): boolean {
    return unwrap(callee).type === 'Identifier' && this.tracer.functionsOf(callee).length > 0;
  }

  #evaluateNew(node: TSESTree.NewExpression): Value {
    const name = calledClass(node, this.tracer.index);
    const [first, second] = node.arguments;
    if (name === 'URLSearchParams' || name === 'HttpParams') return this.#evaluateEntries(node);
    if (name === 'Request' && first) return this.evaluate(first);
    if (name !== 'URL' || !first) return holeValue(node);
    const address = second ? this.#resolve(first, second) : this.evaluate(first);
    const [search] = searchValuesOf(node, this.tracer);
    if (search && entriesOf(search, this.tracer).length === 0)
      return join(address, withQuestionMark(this.evaluate(search), search), search);
    const added = mutationsOf(node, this.tracer);
    return added.length === 0 ? address : this.#appendEntries(join(address, textValue('?', node), node), added);
  }

  /**
   * `new URL(path, base)`, approximately: an absolute `path` replaces the base, a rooted one replaces the base's path.
   */
  #resolve(path: Node, base: Node): Value {
    const resolved = this.evaluate(path).flatMap((tail) => {
      const text = toText(tail);
      if (/^[a-z][a-z\d+.-]*:\/\//i.test(text)) return [tail];
      return this.evaluate(base).flatMap((head) => {
        const [chunk] = head;
        const trimmed =
          chunk?.text === undefined ? head : [{ ...chunk, text: trimEndOf(chunk.text, '/') }, ...head.slice(1)];
        const kept = text.startsWith('/')
          ? trimmed.slice(0, 1).map((one) => ({ ...one, text: one.text?.replace(/^([a-z]+:\/\/[^/]+).*$/i, '$1') }))
          : trimmed;
        const separator = text.startsWith('/') ? EMPTY : textValue('/', base);
        return join(join([kept], separator, base), [tail], path);
      });
    });
    return resolved.slice(0, 8);
  }

  #evaluateEntries(node: Node): Value {
    const source = unwrap(node);
    if (source.type === 'NewExpression') {
      const [first] = source.arguments;
      const start = first ? this.#evaluateStart(first) : EMPTY;
      const added = mutationsOf(source, this.tracer);
      return added.length === 0 ? start : this.#appendEntries(start, added);
    }
    return this.#appendEntries(EMPTY, entriesOf(source, this.tracer));
  }

  /** The initial value of `new URLSearchParams`: a string, a record or a list of pairs. */
  #evaluateStart(node: Node): Value {
    const isStructured = this.tracer
      .sources(node)
      .some((source) => source.type === 'ObjectExpression' || source.type === 'ArrayExpression');
    return isStructured ? this.#appendEntries(EMPTY, entriesOf(node, this.tracer)) : this.evaluate(node);
  }

  #appendEntries(start: Value, entries: readonly { name: string; value: Node }[]): Value {
    let value = start;
    for (const entry of entries) {
      const last = value[0] === undefined ? '' : toText(value[0]).at(-1);
      const separator = last === undefined || last === '?' || last === '' ? '' : '&';
      value = join(value, textValue(`${separator}${entry.name}=`, entry.value), entry.value);
      value = join(value, this.evaluate(entry.value), entry.value);
    }
    return value;
  }
}
