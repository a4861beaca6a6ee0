import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TempFolder } from '../support/repo.ts';
import { pack, Project } from './project.ts';

const folder = new TempFolder();
const packed = pack(folder);
afterAll(() => folder[Symbol.dispose]());

const FILES = ['defines.ts', 'arrays.ts', 'wrong.ts'];
const CONFIG = JSON.stringify({
  compilerOptions: { strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true, module: 'nodenext', target: 'es2022', types: [], skipLibCheck: false, noEmit: true },
  files: FILES,
});

describe.each(['9', '10'])('with the types of ESLint %s', (eslint) => {
  describe.each(['5.9', '6', '7'])('TypeScript %s', (typescript) => {
    let project: Project;
    beforeAll(() => {
      project = new Project(packed.tarball, [`eslint@${eslint}`, `typescript@${typescript}`, '@types/node@20']);
      for (const file of FILES) project.write(file, readFileSync(new URL(`../types/${file}`, import.meta.url), 'utf8'));
      project.write('tsconfig.json', CONFIG);
      project.write('package.json', '{ "name": "types", "private": true, "type": "module" }\n');
    });
    afterAll(() => project[Symbol.dispose]());

    it('takes every way of using the plugin, and no wrong one', () => {
      const { status, stdout, stderr } = project.run('typescript/bin/tsc', '-p', 'tsconfig.json');
      // ESLint's own types are not held to `exactOptionalPropertyTypes`: what they say among themselves is not ours.
      const own = stdout.split('\n').filter((line) => line !== '' && !line.startsWith('node_modules/eslint/') && !line.startsWith('node_modules/@eslint/'));
      expect(stderr).toBe('');
      expect(own).toEqual([]);
      expect(status === 0 || own.length === 0).toBe(true);
    });
  });
});
