import { mkdirSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { contains, isBelow } from '../../../scanner/io/containment.ts';
import { TempFolder } from '../../support/repo.ts';

describe('containment', () => {
  it.each([
    ['/a', '/a', true],
    ['/a', '/a/b', true],
    ['/a', '/a/..b/c', true],
    ['/a', '/a/...', true],
    ['/a', '/ab', false],
    ['/a', '/', false],
    ['/a/b', '/a/c', false],
  ])('in %s of %s is %s by path', (outer, inner, is) => {
    expect(isBelow(path.resolve(outer), path.resolve(inner))).toBe(is);
  });

  it('follows links, and is false for missing paths', () => {
    using folder = new TempFolder();
    for (const name of ['outer/..inner', 'other']) mkdirSync(folder.path(name), { recursive: true });
    symlinkSync(folder.path('other'), folder.path('outer/out'));
    symlinkSync(folder.path('outer'), folder.path('in'));
    expect(contains(folder.path('outer'), folder.path('outer/..inner'))).toBe(true);
    expect(contains(folder.path('outer'), folder.path('in/..inner'))).toBe(true);
    expect(contains(folder.path('outer'), folder.path('outer/out'))).toBe(false);
    expect(contains(folder.path('outer'), folder.path('outer/none'))).toBe(false);
  });
});
