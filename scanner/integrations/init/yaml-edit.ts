// Edits YAML as text, so that comments and formatting stay.

import { isMap, isSeq, parseDocument, type Document, type YAMLMap, type YAMLSeq } from 'yaml';

/** A path in a YAML file; JSON is YAML too. */
export type Keys = readonly (string | number)[];

/**
 * Adds lines to a block map or list as text: all other bytes stay as they are.
 * @param lines without indentation; for a list, including their `- `
 * @returns undefined if the path is missing or in flow style, or if the result would have another meaning
 */
export function appendLines(text: string, keys: Keys, lines: readonly string[]): string | undefined {
  const document = parseDocument(text);
  const node = nodeAt(document, keys);
  if (
    document.errors.length > 0 ||
    node === undefined ||
    node.flow === true ||
    node.range === undefined ||
    node.range === null ||
    node.items.length === 0
  )
    return undefined;
  const start = startOf(node);
  const margin = text.slice(text.lastIndexOf('\n', start - 1) + 1, start);
  if (margin.trim() !== '') return undefined;
  const content = text.slice(0, node.range[1]).trimEnd().length;
  const newline = text.indexOf('\n', content);
  const end = newline < 0 ? text.length : newline;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const at = eol === '\r\n' && text[end - 1] === '\r' ? end - 1 : end;
  const edited =
    text.slice(0, at) +
    lines.map((line) => `${eol}${margin}${line}`).join('') +
    (newline < 0 ? eol : '') +
    text.slice(at);
  return parseDocument(edited).errors.length === 0 && sizeAt(edited, keys) > node.items.length ? edited : undefined;
}

function nodeAt(document: Document.Parsed, keys: Keys): YAMLMap | YAMLSeq | undefined {
  const node: unknown = keys.length === 0 ? document.contents : document.getIn(keys, true);
  return isMap(node) || isSeq(node) ? node : undefined;
}

/** @returns the kind of node at a path */
export function kindAt(text: string, keys: Keys): 'none' | 'map' | 'list' | 'value' {
  const document = parseDocument(text);
  const node: unknown = keys.length === 0 ? document.contents : document.getIn(keys, true);
  if (node === undefined || node === null) return 'none';
  if (isMap(node)) return 'map';
  return isSeq(node) ? 'list' : 'value';
}

function sizeAt(text: string, keys: Keys): number {
  return nodeAt(parseDocument(text), keys)?.items.length ?? 0;
}

function startOf(node: YAMLMap | YAMLSeq): number {
  return isMap(node) ? rangeOf(node.items[0]!.key)[0] : rangeOf(node)[0];
}

function rangeOf(node: unknown): readonly [number, number, number] {
  return (node as { range?: [number, number, number] } | null)?.range ?? [0, 0, 0];
}
