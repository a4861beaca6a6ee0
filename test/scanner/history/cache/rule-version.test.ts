import { expect, it } from 'vitest';
import { hashOfFolders } from '../../../../scanner/history/cache/program-hash.ts';
import { TempFolder } from '../../../support/repo.ts';

it('changes with any change of the program, and not with types or documents', () => {
  using folder = new TempFolder();
  folder.write('core.js', 'one');
  folder.write('deep/worker.ts', 'two');
  const first = hashOfFolders([folder.root]);
  expect(hashOfFolders([folder.root])).toBe(first);
  folder.write('types.d.ts', 'only types');
  folder.write('notes.md', 'only words');
  expect(hashOfFolders([folder.root])).toBe(first);
  const versions = new Set([first]);
  const change = (file: string, content: string) => {
    folder.write(file, content);
    versions.add(hashOfFolders([folder.root]));
  };
  change('core.js', 'One');
  change('deep/worker.ts', 'two ');
  change('core.as', 'three');
  change('more.js', '');
  expect(versions.size).toBe(5);
});
