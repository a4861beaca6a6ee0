// Parses JSON that people write, and finds the line and column of an error or a key.
import { findNodeAtLocation, parseTree, type Node, type ParseError } from 'jsonc-parser';
import { Failure } from '../model/failure.ts';
import type { JsonKeys } from './json-edit.ts';

/**
 * @param text a byte order mark, which Windows editors add, is removed
 * @param called name of the file in the message, such as its path
 * @param remedy what to do about an error
 * @throws Failure with line and column, counted from 1
 */
export function parseJson(text: string, called: string, remedy?: string): unknown {
  const plain = withoutMark(text);
  try {
    return JSON.parse(plain);
  } catch {
    throw new Failure(`${called}${placeOfFlaw(plain)} is not JSON`, remedy);
  }
}

/**
 * @param text a JSON document
 * @param keys the value to find; of an absent one, the object that lacks it is found
 * @returns `:line:column` of the value, or of its key in an object, counted from 1; empty if it cannot be found
 */
export function placeInJson(text: string, keys: JsonKeys): string {
  const plain = withoutMark(text);
  const root = treeOf(plain, []);
  for (let length = keys.length; root !== undefined && length >= 0; length -= 1) {
    const node = findNodeAtLocation(root, keys.slice(0, length));
    if (node !== undefined) return placeAt(plain, (typeof keys[length - 1] === 'string' ? node.parent! : node).offset);
  }
  return '';
}

/**
 * Finds a key that an object has twice; `JSON.parse` drops all but the last one.
 * @param text a JSON document
 * @param keys the object to search, with everything in it
 * @returns the repeated key's name and place; undefined if there is none
 */
export function repeatedKey(
  text: string,
  keys: JsonKeys,
): { readonly name: string; readonly place: string } | undefined {
  const plain = withoutMark(text);
  const root = treeOf(plain, []);
  const waiting = [root === undefined ? undefined : findNodeAtLocation(root, [...keys])];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const names = node.type === 'object' ? (node.children ?? []).map((pair) => pair.children?.[0]) : [];
    const seen = new Set<unknown>();
    for (const name of names) {
      if (seen.has(name?.value)) return { name: String(name!.value), place: placeAt(plain, name!.offset) };
      seen.add(name?.value);
    }
    waiting.push(...(node.children ?? []));
  }
  return undefined;
}

function withoutMark(text: string): string {
  return text.replace(/^\u{feff}/u, '');
}

/** @returns undefined for brackets nested so deeply that they exceed the stack of the parser */
function treeOf(text: string, flaws: ParseError[]): Node | undefined {
  try {
    return parseTree(text, flaws, { disallowComments: true, allowTrailingComma: false });
  } catch {
    return undefined;
  }
}

/** The message of `JSON.parse` is not stable. */
function placeOfFlaw(text: string): string {
  const flaws: ParseError[] = [];
  treeOf(text, flaws);
  const offset = flaws[0]?.offset;
  return offset === undefined ? '' : placeAt(text, offset);
}

function placeAt(text: string, offset: number): string {
  const before = text.slice(0, offset).split('\n');
  return `:${before.length}:${before.at(-1)!.length + 1}`;
}
