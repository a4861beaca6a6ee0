// Tests what an installation adds to a project: size, packages, scripts, licences.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { DEPENDENCIES, INLINED } from '../../tsdown.parts.ts';
import { Project } from './project.ts';

const packed = inject('packed');

/** The maximum in bytes. */
const MAX_SIZE = 4_500_000;

interface Manifest {
  readonly scripts?: unknown;
  readonly devDependencies?: unknown;
  readonly dependencies: Readonly<Record<string, string>>;
}

describe('a project with only the package', () => {
  let project: Project;
  const own = (file: string) => readFileSync(project.path('node_modules/eslint-plugin-navixy', file), 'utf8');
  beforeAll(() => {
    project = new Project(packed.tarball, []);
  });
  afterAll(() => project[Symbol.dispose]());

  it('grows by at most 4.5 MB', () => {
    const modules = project.path('node_modules');
    const files = readdirSync(modules, { recursive: true, encoding: 'utf8' }).map((name) => path.join(modules, name));
    const bytes = files.map((file) => statSync(file)).reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
    expect(bytes).toBeGreaterThan(1_000_000);
    expect(bytes).toBeLessThanOrEqual(MAX_SIZE);
    const [, shown] = /A project gains about ([\d.]+) MB/.exec(readFileSync('README.md', 'utf8')) ?? [];
    expect(Math.abs(Number(shown) - bytes / 1e6)).toBeLessThan(0.15);
  });

  it('gets three dependencies and their dependencies', () => {
    const lock = JSON.parse(readFileSync(project.path('package-lock.json'), 'utf8')) as { packages: object };
    const names = Object.keys(lock.packages).map((key) => key.replace(/^node_modules\//, ''));
    expect(names.sort()).toEqual(['', 'eslint-plugin-navixy', ...new Set(Object.values(DEPENDENCIES).flat())].sort());
  });

  it('gets no npm scripts, and no development dependencies', () => {
    const manifest = JSON.parse(own('package.json')) as Manifest;
    expect(manifest.scripts).toBeUndefined();
    expect(manifest.devDependencies).toBeUndefined();
    expect(Object.keys(manifest.dependencies).sort()).toEqual(Object.keys(DEPENDENCIES).sort());
  });

  it('gets the licence and version of everything that is copied into the package', () => {
    const licences = [...own('dist/THIRD-PARTY-LICENSES').matchAll(/^## (\S+) (\S+) \((\S+)\)\n\n(?=\S)/gm)];
    const named = licences.map(([, name, version]) => `${name}@${version}`);
    expect(named.map((each) => each.replace(/@[^@]*$/, ''))).toEqual(
      [...INLINED, '@eslint-community/eslint-utils', '@typescript-eslint/utils', 'eslint-visitor-keys'].sort(),
    );
    const bom = JSON.parse(own('dist/sbom.cdx.json')) as {
      bomFormat: string;
      components: { name: string; version: string; purl: string }[];
    };
    expect(bom.bomFormat).toBe('CycloneDX');
    expect(bom.components.map(({ name, version }) => `${name}@${version}`)).toEqual(named);
    expect(bom.components[0]!.purl).toBe(`pkg:npm/%40clack/core@${bom.components[0]!.version}`);
  });
});
