import { expect, it } from 'vitest';
import { versionOf } from '../../../../scanner/history/cache/program-hash.ts';
import { TempFolder } from '../../../support/repo.ts';

it('any change of the program makes another version, and nothing else does', () => {
  using folder = new TempFolder();
  folder.write('core.js', 'one');
  folder.write('deep/worker.ts', 'two');
  const first = versionOf([folder.root]);
  expect(versionOf([folder.root])).toBe(first);
  folder.write('types.d.ts', 'only types');
  folder.write('notes.md', 'only words');
  expect(versionOf([folder.root])).toBe(first);
  const versions = new Set([first]);
  const change = (file: string, content: string) => {
    folder.write(file, content);
    versions.add(versionOf([folder.root]));
  };
  change('core.js', 'One');
  change('deep/worker.ts', 'two ');
  change('core.as', 'three');
  change('more.js', '');
  expect(versions.size).toBe(5);
});
