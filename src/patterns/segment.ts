// What a path pattern says between two slashes, ready to be compared with names.
import { Automaton, reversed } from './automaton.ts';
import { parseSegment, type Node } from './syntax.ts';

/** Whether a name of a file or folder fits. */
export type NameTest = (name: string) => boolean;

/**
 * @param isLast see {@link parseSegment}
 * @throws PatternError for what is wrong or not supported
 */
export function nameTest(text: string, isLast: boolean): NameTest {
  const nodes = parseSegment(text, isLast);
  const last = nodes.at(-1);
  if (last?.type === 'group' && last.times === 'not') return testWithout(nodes.slice(0, -1), last.alternatives);
  const pieces = textsBetweenStars(nodes);
  if (pieces !== undefined) return testOf(pieces);
  const automaton = new Automaton(nodes);
  return (name) => automaton.fits(codesOf(name));
}

/** `name.!(a|b)`: some beginning fits, and what is left is none of the alternatives. */
function testWithout(before: readonly Node[], alternatives: readonly (readonly Node[])[]): NameTest {
  const beginning = new Automaton(before);
  const forbidden = new Automaton(reversed([{ type: 'group', times: 'once', alternatives }]));
  return (name) => {
    const codes = codesOf(name);
    const isBeginning = beginning.fittingBeginnings(codes);
    const isForbidden = forbidden.fittingBeginnings(codes.reverse());
    return isBeginning.some((fits, length) => fits === 1 && isForbidden[codes.length - length] === 0);
  };
}

/** The most common patterns are texts with stars between them. @returns undefined for others */
function textsBetweenStars(nodes: readonly Node[]): string[] | undefined {
  const texts = [''];
  for (const node of nodes) {
    if (node.type === 'star') texts.push('');
    else if (node.type === 'character') texts.push(texts.pop()! + String.fromCodePoint(node.code));
    else return undefined;
  }
  return texts;
}

/** Each text where it first comes after the one before it: a later place could only leave less room. */
function testOf(texts: readonly string[]): NameTest {
  const [start = '', ...others] = texts;
  const end = others.pop();
  if (end === undefined) return (name) => name === start;
  const middle = others.filter((text) => text !== '');
  return (name) => {
    if (name.length < start.length + end.length || !name.startsWith(start) || !name.endsWith(end)) return false;
    let from = start.length;
    const to = name.length - end.length;
    for (const text of middle) {
      const found = name.indexOf(text, from);
      if (found < 0) return false;
      from = found + text.length;
    }
    return from <= to;
  };
}

function codesOf(name: string): number[] {
  return Array.from(name, (character) => character.codePointAt(0)!);
}
