import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPartOf, PARTS } from '../tsdown.parts.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

describe('the parts of the built command', () => {
  it.each(Object.entries(PARTS))('%s names files and folders that are there', (_, names) => {
    // A move that leaves a name behind would make each hook slower, and nothing would fail.
    const isThere = (name: string) =>
      name.endsWith('/')
        ? statSync(path.join(ROOT, name), { throwIfNoEntry: false })?.isDirectory() === true
        : existsSync(path.join(ROOT, `${name}.ts`));
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  it('hold a file by its whole name, and a folder with all in it', () => {
    const holds = (id: string) => isPartOf(['scanner/scan', 'src/'], '/p', id);
    expect(
      [
        '/p/scanner/scan.ts',
        '/p/src/a/b.ts',
        '/p/scanner/scanner.ts',
        '/p/scanner/scan/a.ts',
        '/p/src/a.d.ts',
        '/q/src/a.ts',
      ].map(holds),
    ).toEqual([true, true, false, false, false, false]);
  });
});
