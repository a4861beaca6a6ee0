import fastGlob from 'fast-glob';
import fc from 'fast-check';
import micromatch from 'micromatch';
import { describe, expect, it } from 'vitest';
import { PathPattern, PatternError } from '../../../src/patterns/path-pattern.ts';
import { Automaton, reversed } from '../../../src/patterns/automaton.ts';
import type { Node } from '../../../src/patterns/syntax.ts';

/** The options that fast-glob uses: expanded braces, and POSIX classes. */
const OPTIONS = { dot: true, posix: true };

/** @returns whether fast-glob matches a path or a directory above it */
function oracle(pattern: string): (path: string) => boolean {
  // For fast-glob, quotes are special characters. Here they are not.
  const written = micromatch.braces(pattern.replaceAll("'", String.raw`\'`), {
    expand: true,
    nodupes: true,
    keepEscaping: true,
  });
  const expressions = written
    .filter((one) => one !== '')
    .map((one) => micromatch.makeRe(one.replace(/(?!^)\/{2,}/g, '/'), OPTIONS));
  return (path) => {
    const names = path.split('/');
    return names.some((_, at) => {
      const part = names.slice(0, at + 1).join('/');
      return part === pattern || expressions.some((one) => one.test(part));
    });
  };
}

const text = fc.string({ unit: fc.constantFrom('a', 'b', '.', '-', ' ', 'é'), minLength: 1, maxLength: 3 });
const single = fc.constantFrom(
  '*',
  '?',
  '[ab]',
  '[!a]',
  '[^b.]',
  '[a-b]',
  '[\\]a]',
  '\\*',
  '@',
  '#',
  '~',
  "'",
  '=',
  '%',
  '&',
  '<',
  ':',
  ';',
  ',',
  '**',
);
/** Repetitions. fast-glob reads other, ambiguous ones as plain text. */
const repeated = fc
  .tuple(fc.constantFrom('*', '+'), fc.constantFrom('a|b', 'ab|b', '[ab]-|.', 'é?|a*', 'a', 'b.'))
  .map(([sign, inner]) => `${sign}(${inner})`);
const { piece, inner } = fc.letrec<{ piece: string; inner: string }>((tie) => ({
  piece: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { arbitrary: text, weight: 4 },
    { arbitrary: single, weight: 4 },
    { arbitrary: repeated, weight: 1 },
    {
      arbitrary: fc
        .tuple(fc.constantFrom('@(', '?(', 'b('), fc.array(tie('inner'), { minLength: 1, maxLength: 3 }))
        .map(([sign, parts]) => `${sign}${parts.join('|')})`),
      weight: 1,
    },
    {
      arbitrary: fc.array(tie('inner'), { minLength: 2, maxLength: 3 }).map((parts) => `{${parts.join(',')}}`),
      weight: 1,
    },
  ),
  inner: fc.array(tie('piece'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join('')),
}));
/** Never matches an empty name, because fast-glob would then treat the slash before it as optional. */
const segment = fc
  .tuple(fc.array(piece, { maxLength: 2 }), text, fc.array(piece, { maxLength: 2 }))
  .map((parts) => parts.flat().join(''));
const last = fc.oneof(
  { arbitrary: segment, weight: 3 },
  { arbitrary: fc.tuple(segment, inner).map(([start, without]) => `${start}!(${without})`), weight: 1 },
);
const pattern = fc
  .tuple(fc.array(fc.oneof(segment, fc.constant('**')), { maxLength: 2 }), last)
  .map(([parts, end]) => [...parts, end].join('/'))
  // Two dots in braces are a range, and with a class fast-glob may ignore the text before it.
  .filter((one) => !one.includes('..'));
/** In fast-glob `*.*` matches no name that ends in a dot, although `a*.*` does. */
const name = fc
  .string({ unit: fc.constantFrom('a', 'b', '.', '-', 'é', '*', ' '), minLength: 1, maxLength: 4 })
  .filter((one) => !one.endsWith('.'));
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((names) => names.join('/'));

describe('a pattern', () => {
  it('matches the same paths as fast-glob, and everything inside of them', () => {
    let compared = 0;
    fc.assert(
      fc.property(pattern, fc.array(path, { minLength: 5, maxLength: 20 }), (given, paths) => {
        let parsed: PathPattern;
        try {
          parsed = PathPattern.parse(`./${given}`);
        } catch (error) {
          // The pattern was rejected, so there is nothing to compare.
          if (error instanceof PatternError) return;
          throw error;
        }
        compared += 1;
        const expected = oracle(given);
        for (const one of paths) expect([given, one, parsed.matches(one)]).toEqual([given, one, expected(one)]);
      }),
      { numRuns: 1000 },
    );
    expect(compared).toBeGreaterThan(800);
  });

  it.each([
    '{1..4}',
    '{4..1}',
    '{01..11}',
    '{-2..2}',
    '{0..9..3}',
    '{a..e}',
    '{C..A}',
    'a{b,c{d,e}f}g',
    '{a,b}{c,d}',
    '{a}',
    '{a..bc}',
    '{,x}a',
    'x{a,[,]}',
    'x{a,(b,c)}',
  ])('expands %s as fast-glob does', (given) => {
    const ours = PathPattern.expand(given).map((one) => one.replaceAll(/\\([{}])/g, '$1'));
    expect([...new Set(ours)].sort()).toEqual(
      [...new Set(micromatch.braces(given, { expand: true, keepEscaping: true }))].sort(),
    );
  });

  it('that fast-glob has escaped matches only its path and paths inside', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((one) => !/[/\\\0]|^\.+$/.test(one)),
          { minLength: 1, maxLength: 3 },
        ),
        (names) => {
          const given = names.join('/');
          const parsed = PathPattern.parse(`./${fastGlob.escapePath(given)}`);
          expect(parsed.matches(given)).toBe(true);
          expect(parsed.matches(`${given}/inner`)).toBe(true);
          expect(parsed.matches(`${given}x`)).toBe(false);
          expect(parsed.matches(`x${given}`)).toBe(false);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('of any characters is rejected or can be matched', () => {
    const anything = fc.string({
      unit: fc.oneof(fc.constantFrom(...String.raw`*?[]{}()!@+|/\.,^-:`), fc.constantFrom('a', '😀', ' ')),
      maxLength: 30,
    });
    fc.assert(
      fc.property(anything, anything, (given, one) => {
        try {
          expect(PathPattern.parse(given).matches(one)).toBeTypeOf('boolean');
        } catch (error) {
          if (!(error instanceof PatternError)) throw error;
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('the automaton', () => {
  /** A small tree of all kinds of nodes, and the equivalent regular expression. */
  const tree = fc.letrec<{ nodes: [Node[], string]; node: [Node, string] }>((tie) => ({
    nodes: fc
      .array(tie('node'), { maxLength: 3, depthIdentifier: 'tree' })
      .map((list) => [list.map(([node]) => node), list.map(([, source]) => source).join('')]),
    node: fc.oneof(
      { depthSize: 'small', depthIdentifier: 'tree' },
      fc.constantFrom('a', 'b').map((one): [Node, string] => [{ type: 'character', code: one.charCodeAt(0) }, one]),
      fc.constant<[Node, string]>([{ type: 'one', matches: () => true }, '.']),
      fc.constant<[Node, string]>([{ type: 'star' }, '.*']),
      fc
        .tuple(
          fc.constantFrom<['once' | 'optional' | 'any' | 'many', string]>(
            ['once', ''],
            ['optional', '?'],
            ['any', '*'],
            ['many', '+'],
          ),
          fc.array(tie('nodes'), { minLength: 1, maxLength: 3 }),
        )
        .map(([[times, sign], list]): [Node, string] => [
          { type: 'group', times, alternatives: list.map(([nodes]) => nodes) },
          `(?:${list.map(([, source]) => source).join('|')})${sign}`,
        ]),
    ),
  }));

  it('matches the same as an equivalent regular expression, forwards and backwards', () => {
    fc.assert(
      fc.property(
        tree.nodes,
        fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 }),
        ([nodes, source], given) => {
          const expected = new RegExp(`^(?:${source})$`).test(given);
          const codes = Array.from(given, (one) => one.codePointAt(0)!);
          expect(new Automaton(nodes).fits(codes)).toBe(expected);
          expect(new Automaton(reversed(nodes)).fits(codes.reverse())).toBe(expected);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
