import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { deferPatterns } from '../unicode-patterns.plugin.ts';

/** Runs a transformed program. @returns the value of its last expression */
const run = (code: string): unknown => JSON.parse(JSON.stringify(runInNewContext(deferPatterns(code))));

describe('deferred expressions with Unicode classes', () => {
  it('match as before, and are created once', () => {
    const code = String.raw`const same = () => /^[\p{L}"'\/\\]+$/iu; [same().test("É\"'/\\"), same().test("1"), same() === same()];`;
    expect(run(code)).toEqual([true, false, true]);
  });

  it('are created for each use if they have a position', () => {
    const code = String.raw`const one = () => /\p{Lu}/gu; const first = one(); first.test("AB"); [first.lastIndex, one().lastIndex];`;
    expect(run(code)).toEqual([1, 0]);
  });

  it('can be used before their definition', () => {
    expect(
      run(String.raw`const result = early("é"); function early(text) { return /\p{L}/u.test(text); } result;`),
    ).toBe(true);
  });

  it('keep a first line with an interpreter', () => {
    expect(deferPatterns(String.raw`#!/usr/bin/env node${'\n'}f(/\p{L}/u);`)).toMatch(
      /^#!\/usr\/bin\/env node\nvar __pattern0;\nf\(\(__pattern0 /,
    );
  });

  it('do not change a program without them', () => {
    const code = 'const text = "/\\\\d+/u";';
    expect(deferPatterns(code)).toBe(code);
  });

  const built = path.resolve(import.meta.dirname, '../dist');
  it.skipIf(!existsSync(built))('replace all such literals in the built package, which is plain ASCII', () => {
    const literals = (file: string) =>
      readFileSync(path.join(built, file), 'utf8').match(
        /(?<![\w$)\]"'`\\/])\/(?![*/])[^\n"]*\\p\{[^\n"]*\/[a-z]*u/g,
      ) ?? [];
    const files = readdirSync(built).filter((name) => /\.c?js$/.test(name));
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => literals(file).length > 0)).toEqual([]);
    expect(files.filter((file) => /[^\0-\x7F]/.test(readFileSync(path.join(built, file), 'utf8')))).toEqual([]);
  });
});
