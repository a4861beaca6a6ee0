// Edits JSON as text: only the lines of the new member change, the formatting of the rest stays.
import { findNodeAtLocation, parseTree, type Node } from 'jsonc-parser';

/** A path in a JSON document: keys of objects and indexes of lists. */
export type JsonKeys = readonly (string | number)[];

/**
 * Sets a member of a JSON document: replaces it, or adds it, with the objects and lists around it that are missing. Its
 * layout follows that of its neighbours.
 * @param text a JSON document without comments and without a byte order mark
 * @param keys the member to set; an index behind the end of a list appends to it
 * @param isSorted whether a new key is put in alphabetical order, as package managers do
 * @returns undefined if the text is not JSON, or if something else than an object or list is in the way
 */
export function setInJson(text: string, keys: JsonKeys, value: unknown, isSorted = false): string | undefined {
  const root = treeOf(text);
  const style = styleOf(text);
  if (root === undefined) return undefined;
  const old = findNodeAtLocation(root, [...keys]);
  if (old !== undefined) return replaced(text, old, value, style);
  // The nearest container that is there takes the missing ones.
  for (let length = keys.length - 1; length >= 0; length -= 1) {
    const container = findNodeAtLocation(root, keys.slice(0, length));
    if (container === undefined) continue;
    const key = keys[length]!;
    if (container.type !== (typeof key === 'string' ? 'object' : 'array')) return undefined;
    return added(
      text,
      container,
      key,
      nested(keys.slice(length + 1), value),
      style,
      isSorted && length === keys.length - 1,
    );
  }
  return undefined;
}

interface Style {
  /** One level of indentation. */
  readonly indent: string;
  readonly eol: string;
}

function styleOf(text: string): Style {
  return { indent: /^([ \t]+)\S/m.exec(text)?.[1] ?? '  ', eol: text.includes('\r\n') ? '\r\n' : '\n' };
}

function treeOf(text: string): Node | undefined {
  try {
    JSON.parse(text);
    return parseTree(text);
  } catch {
    return undefined;
  }
}

/** Wraps a value in the objects and lists of a path. */
function nested(keys: JsonKeys, value: unknown): unknown {
  return keys.reduceRight((inner, key) => (typeof key === 'string' ? { [key]: inner } : [inner]), value);
}

function replaced(text: string, { offset, length }: Node, value: unknown, style: Style): string {
  const isOnOneLine = !text.slice(offset, offset + length).includes('\n');
  const written = isOnOneLine ? onOneLine(value) : onLines(value, marginAt(text, offset), style);
  return text.slice(0, offset) + written + text.slice(offset + length);
}

function added(
  text: string,
  container: Node,
  key: number | string,
  value: unknown,
  style: Style,
  isSorted: boolean,
): string {
  const { children = [] } = container;
  const [first] = children;
  const opening = container.offset + 1;
  const gap = first === undefined ? gapInEmpty(text, container, style) : text.slice(opening, first.offset);
  const isOnOneLine = !gap.includes('\n');
  const margin = gap.slice(gap.lastIndexOf('\n') + 1);
  const name = typeof key === 'string' ? `${JSON.stringify(key)}: ` : '';
  const member = name + (isOnOneLine ? onOneLine(value) : onLines(value, margin, style));
  if (first === undefined) {
    const closing = isOnOneLine ? gap : style.eol + marginAt(text, container.offset);
    return `${text.slice(0, opening)}${gap}${member}${closing}${text.slice(container.offset + container.length - 1)}`;
  }
  const separator = isOnOneLine ? ', ' : `,${style.eol}${margin}`;
  const next = isSorted ? children.find((child) => String(child.children?.[0]?.value) > String(key)) : undefined;
  if (next !== undefined) return `${text.slice(0, next.offset)}${member}${separator}${text.slice(next.offset)}`;
  const last = children.at(-1)!;
  const end = last.offset + last.length;
  return `${text.slice(0, end)}${separator}${member}${text.slice(end)}`;
}

/** What stands before the first member: a new line, unless the container is within a line with other members. */
function gapInEmpty(text: string, container: Node, { indent, eol }: Style): string {
  const line = text.slice(text.lastIndexOf('\n', container.offset - 1) + 1, container.offset);
  const isWithinLine = container.parent !== undefined && /[{[,]/.test(line);
  if (isWithinLine) return container.type === 'object' ? ' ' : '';
  return `${eol}${marginAt(text, container.offset)}${indent}`;
}

/** @returns the indentation of the line at an offset */
function marginAt(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1))![0];
}

function onLines(value: unknown, margin: string, { indent, eol }: Style): string {
  return JSON.stringify(value, null, indent).replaceAll('\n', `${eol}${margin}`);
}

function onOneLine(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(onOneLine).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${onOneLine(one)}`);
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}
