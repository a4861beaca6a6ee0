// Compiles one segment of a path pattern into a test for names.
import { Automaton, reversed } from './automaton.ts';
import { parseSegment, type Node } from './syntax.ts';

/** Whether a file or directory name matches. */
export type NameTest = (name: string) => boolean;

/**
 * @param isLast see {@link parseSegment}
 * @throws PatternError for invalid or unsupported syntax
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

/** `name.!(a|b)`: some prefix matches, and the rest matches none of the alternatives. */
function testWithout(before: readonly Node[], alternatives: readonly (readonly Node[])[]): NameTest {
  const beginning = new Automaton(before);
  const forbidden = new Automaton(reversed([{ type: 'group', times: 'once', alternatives }]));
  return (name) => {
    const codes = codesOf(name);
    const isBeginning = beginning.matchingPrefixes(codes);
    const isForbidden = forbidden.matchingPrefixes(codes.reverse());
    return isBeginning.some((fits, length) => fits === 1 && isForbidden[codes.length - length] === 0);
  };
}

/**
 * The most common patterns are texts separated by stars.
 * @returns undefined for other patterns
 */
function textsBetweenStars(nodes: readonly Node[]): string[] | undefined {
  const texts = [''];
  for (const node of nodes) {
    if (node.type === 'star') texts.push('');
    else if (node.type === 'character') texts.push(texts.pop()! + String.fromCodePoint(node.code));
    else return undefined;
  }
  return texts;
}

/** Matches each text at its first occurrence after the previous one: a later occurrence could only leave less room. */
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
