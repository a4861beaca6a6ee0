import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isPartOf, PARTS } from '../tsdown.parts.ts';

const ROOT = path.resolve(import.meta.dirname, '..');

describe('the separate parts of the built command', () => {
  it.each(Object.entries(PARTS))('%s lists only existing files and directories', (_, names) => {
    // After a move, a stale name would make each hook slower without a failure.
    const isThere = (name: string) =>
      name.endsWith('/')
        ? statSync(path.join(ROOT, name), { throwIfNoEntry: false })?.isDirectory() === true
        : existsSync(path.join(ROOT, `${name}.ts`));
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  it('contain a file by its exact name, and a directory with everything in it', () => {
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

describe('the threads of the built command', () => {
  /** The files that a file of the build imports before it runs, and theirs, without hashes. */
  function importsOf(file: string, seen = new Set<string>()): Set<string> {
    const text = readFileSync(path.join(ROOT, 'dist', file), 'utf8');
    for (const [, name = ''] of text.matchAll(/^(?:import|export) .*?["']\.\/([^"']+)["'];?$/gm)) {
      if (seen.has(name)) continue;
      seen.add(name);
      importsOf(name, seen);
    }
    return seen;
  }

  it.each(['pack-worker.js', 'prefilter-worker.js'])('%s does not load what only the main thread needs', (file) => {
    const loaded = [...importsOf(file)].map((name) => name.replace(/-[\w-]{8}\.js$/, ''));
    expect(loaded).toContain('glance');
    expect(loaded).not.toContain('core');
    expect(loaded.includes('brain')).toBe(file === 'pack-worker.js');
  });
});
