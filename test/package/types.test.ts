import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { libraryExamples } from '../support/examples.ts';
import { Project } from './project.ts';

const packed = inject('packed');

/** Versions of TypeScript, installed in one project under different names. */
const TYPESCRIPT = ['5.9', '6', '7'];
const COMPILERS = TYPESCRIPT.map((version) => `typescript-${version}@npm:typescript@${version}`);
const RESOLUTIONS = ['nodenext', 'bundler'];

/** A strict project that also checks declarations. */
class TypedProject extends Project {
  constructor(packages: readonly string[], files: ReadonlyMap<string, string>, types: readonly string[]) {
    super(packed.tarball, [...COMPILERS, '@types/node@20', ...packages]);
    this.write('package.json', '{ "name": "types", "private": true, "type": "module" }\n');
    for (const [file, text] of files) this.write(file, text);
    for (const moduleResolution of RESOLUTIONS) {
      const compilerOptions = {
        ...{
          strict: true,
          exactOptionalPropertyTypes: true,
          noUncheckedIndexedAccess: true,
          target: 'es2022',
          skipLibCheck: false,
          noEmit: true,
        },
        ...{ module: moduleResolution === 'bundler' ? 'esnext' : moduleResolution, moduleResolution, types },
      };
      this.write(`tsconfig.${moduleResolution}.json`, JSON.stringify({ compilerOptions, files: [...files.keys()] }));
    }
  }

  /** @returns the compiler errors in our declarations and the project, without those in other declarations */
  check(typescript: string, moduleResolution: string): { status: number | null; own: string[]; stderr: string } {
    const { status, stdout, stderr } = this.run(
      `typescript-${typescript}/bin/tsc`,
      '-p',
      `tsconfig.${moduleResolution}.json`,
    );
    return {
      status,
      own: stdout
        .split('\n')
        .filter((line) => line !== '' && !/^ |^node_modules\/(?!eslint-plugin-navixy\/)/.test(line)),
      stderr,
    };
  }
}

const read = (...names: string[]) =>
  new Map(names.map((name) => [name, readFileSync(new URL(`../types/${name}`, import.meta.url), 'utf8')]));

const CHECKS = TYPESCRIPT.flatMap((typescript) => RESOLUTIONS.map((resolution) => [typescript, resolution] as const));

describe.each(['9', '10'])('with the types of ESLint %s', (eslint) => {
  let project: TypedProject;
  beforeAll(() => {
    project = new TypedProject([`eslint@${eslint}`], read('defines.ts', 'arrays.ts', 'wrong.ts'), []);
  });
  afterAll(() => project[Symbol.dispose]());

  it.each(CHECKS)(
    'TypeScript %s accepts correct uses of the plugin and rejects wrong ones, with %s resolution',
    (typescript, resolution) => {
      // The types of ESLint do not follow `exactOptionalPropertyTypes`, so errors inside of them are ignored.
      expect(project.check(typescript, resolution)).toMatchObject({ status: expect.any(Number), own: [], stderr: '' });
    },
  );
});

describe('with the library', () => {
  let project: TypedProject;
  beforeAll(() => {
    const examples = libraryExamples().map(({ name, text }): [string, string] => [`example-${name}.ts`, text]);
    project = new TypedProject([], new Map([...read('library.ts', 'library-wrong.ts'), ...examples]), ['node']);
  });
  afterAll(() => project[Symbol.dispose]());

  it.each(CHECKS)(
    'TypeScript %s accepts the documented examples and rejects wrong uses, with %s resolution',
    (typescript, resolution) => {
      expect(project.check(typescript, resolution)).toEqual({ status: 0, own: [], stderr: '' });
    },
  );
});
