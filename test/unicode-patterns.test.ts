import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { deferPatterns } from '../unicode-patterns.plugin.ts';

/** Runs a program that ends in a value, as the builder leaves it. */
const run = (code: string): unknown => JSON.parse(JSON.stringify(runInNewContext(deferPatterns(code))));

describe('expressions with classes of Unicode', () => {
  it('match what they matched, and are made once', () => {
    const code = String.raw`const same = () => /^[\p{L}"'\/\\]+$/iu; [same().test("É\"'/\\"), same().test("1"), same() === same()];`;
    expect(run(code)).toEqual([true, false, true]);
  });

  it('with a position of their own are made for each use', () => {
    const code = String.raw`const one = () => /\p{Lu}/gu; const first = one(); first.test("AB"); [first.lastIndex, one().lastIndex];`;
    expect(run(code)).toEqual([1, 0]);
  });

  it('can be used before the place where they are written', () => {
    expect(
      run(String.raw`const result = early("é"); function early(text) { return /\p{L}/u.test(text); } result;`),
    ).toBe(true);
  });

  it('leave a first line that names the interpreter where it is', () => {
    expect(deferPatterns(String.raw`#!/usr/bin/env node${'\n'}f(/\p{L}/u);`)).toMatch(
      /^#!\/usr\/bin\/env node\nvar __pattern0;\nf\(\(__pattern0 /,
    );
  });

  it('are no part of a program without them', () => {
    const code = 'const text = "/\\\\d+/u";';
    expect(deferPatterns(code)).toBe(code);
  });

  const built = path.resolve(import.meta.dirname, '../dist');
  it.skipIf(!existsSync(built))(
    'stand in no file of the built package, and neither do letters outside of ASCII',
    () => {
      const literals = (file: string) =>
        readFileSync(path.join(built, file), 'utf8').match(
          /(?<![\w$)\]"'`\\/])\/(?![*/])[^\n"]*\\p\{[^\n"]*\/[a-z]*u/g,
        ) ?? [];
      const files = readdirSync(built).filter((name) => name.endsWith('.js'));
      expect(files.length).toBeGreaterThan(20);
      expect(files.filter((file) => literals(file).length > 0)).toEqual([]);
      expect(files.filter((file) => /[^\0-\x7F]/.test(readFileSync(path.join(built, file), 'utf8')))).toEqual([]);
    },
  );
});
