// Edits of JSON files that keep their formatting.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { setInJson, type JsonKeys } from '../../../scanner/io/json-edit.ts';

const lines = (...all: string[]) => all.join('\n');
const ENTRY = { sha256: 'f', reason: 'r' };

describe('setInJson', () => {
  it.each<[what: string, before: string, keys: JsonKeys, value: unknown, after: string]>([
    ['fills an empty document', '{}\n', ['a'], [1], lines('{', '  "a": [', '    1', '  ]', '}', '')],
    [
      'keeps one line on one line',
      '{"x":1,"allow":[]}',
      ['allow', 0],
      ENTRY,
      '{"x":1,"allow":[{ "sha256": "f", "reason": "r" }]}',
    ],
    [
      'adds to a list within a line, and leaves the other lists alone',
      lines('{', '  "files": ["a", "b"],', '  "navixy": { "hosts": ["x.example"], "allow": [] },', '  "z": [ 1 ]', '}'),
      ['navixy', 'allow', 0],
      ENTRY,
      lines(
        '{',
        '  "files": ["a", "b"],',
        '  "navixy": { "hosts": ["x.example"], "allow": [{ "sha256": "f", "reason": "r" }] },',
        '  "z": [ 1 ]',
        '}',
      ),
    ],
    [
      'adds a missing list below its neighbours',
      lines('{', '\t"navixy": {', '\t\t"hosts": [ "x.example" ]', '\t}', '}'),
      ['navixy', 'allow', 0],
      ENTRY,
      lines(
        '{',
        '\t"navixy": {',
        '\t\t"hosts": [ "x.example" ],',
        '\t\t"allow": [',
        '\t\t\t{',
        '\t\t\t\t"sha256": "f",',
        '\t\t\t\t"reason": "r"',
        '\t\t\t}',
        '\t\t]',
        '\t}',
        '}',
      ),
    ],
    [
      'appends to a list over lines',
      lines('{', '', '  "allow": [', '    { "path": "a" }', '  ]', '}'),
      ['allow', 1],
      1,
      lines('{', '', '  "allow": [', '    { "path": "a" },', '    1', '  ]', '}'),
    ],
    [
      'replaces a member within its line',
      lines('[', '  { "a": [1, 2] }, 3', ']'),
      [0, 'a'],
      { b: [] },
      lines('[', '  { "a": { "b": [] } }, 3', ']'),
    ],
    [
      'replaces a member over lines',
      '{\r\n  "a": {\r\n    "b": 1\r\n  }\r\n}',
      ['a'],
      [2],
      '{\r\n  "a": [\r\n    2\r\n  ]\r\n}',
    ],
    [
      'fills an empty object on its line',
      lines('{', '  "dev": {}', '}'),
      ['dev', 'x'],
      1,
      lines('{', '  "dev": {', '    "x": 1', '  }', '}'),
    ],
  ])('%s', (_, before, keys, value, after) => {
    expect(setInJson(before, keys, value)).toBe(after);
  });

  it('adds a key in alphabetical order, and the object around it at the end', () => {
    const dev = lines('{', '  "dev": {', '    "b": 1,', '    "d": 1', '  }', '}');
    expect(setInJson(dev, ['dev', 'c'], 1, true)).toBe(dev.replace('    "d"', '    "c": 1,\n    "d"'));
    expect(setInJson('{ "name": "x" }', ['dev', 'c'], 1, true)).toBe('{ "name": "x", "dev": { "c": 1 } }');
  });

  it.each<[before: string, keys: JsonKeys]>([
    ['{', ['a']],
    ['{} // mine', ['a']],
    ['[]', ['a']],
    ['{"a":1}', ['a', 'b']],
    ['{"a":{}}', ['a', 0]],
  ])('refuses to edit %s at %j', (before, keys) => expect(setInJson(before, keys, 1)).toBeUndefined());

  it('changes nothing but the member', () => {
    const key = fc.constantFrom('a', 'b', 'c');
    const path = fc.array(key, { minLength: 1, maxLength: 3 });
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.integer(),
        fc.constantFrom('x', '{', '",\n'),
        tie('object'),
        fc.array(fc.nat()),
      ),
      object: fc.dictionary(key, tie('value')),
    })).object as fc.Arbitrary<Record<string, unknown>>;
    fc.assert(
      fc.property(json, path, fc.constantFrom(0, 1, '\t'), (given, keys, space) => {
        const after = setInJson(JSON.stringify(given, null, space), keys, 'new');
        expect(after === undefined ? undefined : JSON.parse(after)).toEqual(withMember(given, keys, 'new'));
      }),
      { seed: 1 },
    );
  });
});

/** The value with a member set; undefined if something else than an object is in the way. */
function withMember(value: unknown, [first, ...rest]: readonly string[], member: unknown): unknown {
  if (first === undefined) return member;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const inner = withMember((value as Record<string, unknown>)[first] ?? {}, rest, member);
  return inner === undefined ? undefined : { ...value, [first]: inner };
}
