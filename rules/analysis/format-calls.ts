/** Evaluates calls that fill a pattern: `util.format('…?hash=%s', h)`, `'…{hash}'.replace('{hash}', h)`. */
import { anyOf } from '../platform/any-of.ts';
import type { TSESTree } from '@typescript-eslint/utils';
import { type Node, chainNames, isFunction, propertyName, unwrap } from '../syntax/ast.ts';
import type { Entry } from './entry.ts';
import type { Tracing } from './tracing.ts';
import { type Sequence, type Value, MAX_CHUNKS, join, textValue } from '../syntax/values.ts';

const FORMAT = /^(?:format|formatWithOptions|sprintf|vsprintf|printf|strformat|stringFormat)$/;
const DIRECTIVE = /%(?:\d+\$)?[sdifjoOcu]/;

/** Access to values of expressions and to named values. */
export interface FormatContext {
  readonly tracer: Tracing;
  evaluate(node: Node): Value;
  entries(node: Node): readonly Entry[];
}

/** @returns the value of a call that fills the directives of its first argument; `undefined` for any other call */
export function evaluateFormat(node: TSESTree.CallExpression, readers: FormatContext): Value | undefined {
  const name = chainNames(node.callee).at(-1) ?? '';
  const [pattern, ...given] = node.arguments;
  if (!FORMAT.test(name) || !pattern) return undefined;
  const values = given.flatMap((one) =>
    one.type === 'ArrayExpression' ? one.elements.filter((element) => element !== null) : [one],
  );
  let isFormat = false;
  const value = readers.evaluate(pattern).flatMap((sequence): Value => {
    const pieces = splitAtMatches(sequence, (text) => DIRECTIVE.exec(text));
    isFormat ||= pieces.length > 1;
    let joined: Value = [[]];
    pieces.forEach((piece, index) => {
      joined = join(joined, [piece], pattern);
      const filler = values[index];
      if (index < pieces.length - 1 && filler) joined = join(joined, readers.evaluate(filler), filler);
    });
    return joined;
  });
  return isFormat ? value : undefined;
}

/** @returns the value of `text.replace(pattern, value)`; `undefined` if the pattern is unknown */
export function evaluateReplacement(node: TSESTree.CallExpression, readers: FormatContext): Value | undefined {
  const callee = unwrap(node.callee);
  const [pattern, replacement] = node.arguments;
  if (
    callee.type !== 'MemberExpression' ||
    !/^replace(?:All)?$/.test(propertyName(callee) ?? '') ||
    !pattern ||
    !replacement
  )
    return undefined;
  const template = readers.evaluate(callee.object);
  if (isFunction(replacement)) return fillAll(template, replacement, readers);
  const wanted = literalPattern(pattern, readers);
  if (wanted === undefined) return undefined;
  return template.flatMap((sequence) => {
    const pieces = splitAtMatches(sequence, (text) => findText(text, wanted));
    if (pieces.length === 1) return [sequence];
    return pieces
      .slice(1)
      .reduce<Value>(
        (value, piece) => join(join(value, readers.evaluate(replacement), replacement), [piece], node),
        [pieces[0]!],
      );
  });
}

/** `text.replace(/\{(\w+)\}/g, (_, key) => values[key])`: fills each placeholder from the object. */
function fillAll(template: Value, replacer: Node, readers: FormatContext): Value | undefined {
  if (!isFunction(replacer)) return undefined;
  const records = readers.tracer
    .returned(replacer)
    .flatMap((node) =>
      readers.tracer
        .sources(node)
        .flatMap((source) => (source.type === 'MemberExpression' && source.computed ? [source.object] : [])),
    );
  const entries = records.flatMap((record) => [...readers.entries(record)]);
  return entries.length === 0 ? undefined : fillPlaceholders(template, entries, readers);
}

/** @returns a template with `{name}`, `:name`, `<name>` and similar placeholders filled from the entries */
function fillPlaceholders(template: Value, entries: readonly Entry[], readers: FormatContext): Value {
  return template.flatMap((sequence) => {
    let filled: Value = [sequence];
    for (const { name, value } of entries) {
      const placeholder = new RegExp(
        String.raw`\$?\{{1,2}\s*${escape(name)}\s*\}{1,2}|<(?:%[=-]\s*)?${escape(name)}\s*%?>|:${escape(name)}\b`,
      );
      filled = filled.flatMap((one) => {
        const pieces = splitAtMatches(one, (text) => placeholder.exec(text));
        return pieces
          .slice(1)
          .reduce<Value>(
            (whole, piece) => join(join(whole, readers.evaluate(value), value), [piece], value),
            [pieces[0]!],
          );
      });
    }
    return filled;
  });
}

/** @returns the text of a pattern: a string, or a regular expression of literal characters */
function literalPattern(pattern: Node, readers: FormatContext): string | undefined {
  if (pattern.type === 'Literal' && pattern.value instanceof RegExp) {
    const { source } = pattern.value;
    return /^(?:[^\\^$.|?*+()[\]]|\\[^a-zA-Z\d])+$/.test(source) ? source.replace(/\\(.)/g, '$1') : undefined;
  }
  const [sequence] = readers.evaluate(pattern);
  return sequence?.length === 1 ? sequence[0]!.text : undefined;
}

function findText(text: string, wanted: string): { index: number; 0: string } | null {
  const index = wanted === '' ? -1 : text.indexOf(wanted);
  return index === -1 ? null : { index, 0: wanted };
}

/** Splits a sequence at each match of `search` in its texts; matches are left out. */
function splitAtMatches(sequence: Sequence, search: (text: string) => { index: number; 0: string } | null): Sequence[] {
  const pieces: Sequence[] = [];
  let current: Sequence = [];
  for (const chunk of sequence) {
    let { text } = chunk;
    for (
      let match = text === undefined ? null : search(text);
      match && pieces.length < MAX_CHUNKS;
      match = search(text!)
    ) {
      const before = text!.slice(0, match.index);
      pieces.push(before === '' ? current : [...current, { ...chunk, text: before }]);
      current = [];
      text = text!.slice(match.index + match[0].length);
    }
    if (text === undefined || text !== '' || chunk.text === '') current = [...current, { ...chunk, text }];
  }
  return [...pieces, current];
}

function escape(name: string): string {
  return name.replace(/[^\w]/g, String.raw`\$&`);
}

/** Calls of template engines that insert named values into a text. */
const TEMPLATE = anyOf(String.raw`
  render renderString interpolate supplant substitute pupa fill fillTemplate expand compile template
  parseTemplate format generatePath stringTemplate microTemplate formatString tmpl`);

/** @returns the value of `Mustache.render(text, values)`, `_.template(text)(values)`, `parse(text).expand(values)` */
export function evaluateTemplate(node: TSESTree.CallExpression, readers: FormatContext): Value | undefined {
  const names = chainNames(node.callee);
  if (!TEMPLATE.test(names.at(-1) ?? '')) return undefined;
  const callee = unwrap(node.callee);
  const inner = unwrap(callee.type === 'MemberExpression' ? callee.object : callee);
  const [template, values] = inner.type === 'CallExpression' ? [inner.arguments[0], node.arguments[0]] : node.arguments;
  if (!template || !values) return undefined;
  const entries = readers.entries(values);
  return entries.length === 0
    ? undefined
    : fillPlaceholders(expandQueries(readers.evaluate(template)), entries, readers);
}

/** Expands `{?hash,limit}` of URI templates to `?hash={hash}&limit={limit}`. */
function expandQueries(template: Value): Value {
  const expand = (text: string): string =>
    text.replace(
      /\{([?&])([\w,]+)\}/g,
      (_, start: string, names: string) =>
        start +
        names
          .split(',')
          .map((name) => `${name}={${name}}`)
          .join('&'),
    );
  return template.map((sequence) =>
    sequence.map((chunk) => (chunk.text === undefined ? chunk : { ...chunk, text: expand(chunk.text) })),
  );
}

/** @returns the value of `url.format({ host, pathname, query })`; `undefined` for any other call */
export function evaluateUrlFormat(
  node: TSESTree.CallExpression,
  readers: FormatContext,
  query: (entries: readonly Entry[]) => Value,
): Value | undefined {
  const [first] = node.arguments;
  if (!first || !/(?:^|\.)(?:format|buildUrl|formatUrl)$/.test(chainNames(node.callee).join('.'))) return undefined;
  const entries = new Map(readers.entries(first).map(({ name, value }) => [name, value]));
  const host = entries.get('host') ?? entries.get('hostname');
  const path = entries.get('pathname') ?? entries.get('path');
  if (!host && !path) return undefined;
  let value: Value = [[]];
  if (host) value = join(join(value, textValue('https://', host), host), readers.evaluate(host), host);
  if (path) value = join(value, readers.evaluate(path), path);
  const given = entries.get('query');
  const search = entries.get('search');
  if (search) return join(value, withQuestionMark(readers.evaluate(search), search), search);
  return given ? join(join(value, textValue('?', given), given), query(readers.entries(given)), given) : value;
}

/** Prefixes a query with `?` unless it has one, as `url.search = …` does. */
export function withQuestionMark(value: Value, node: Node): Value {
  return value.flatMap((sequence) =>
    sequence[0]?.text?.startsWith('?') ? [sequence] : join(textValue('?', node), [sequence], node),
  );
}
