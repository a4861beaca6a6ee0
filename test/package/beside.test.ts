/** Tests the packed plugin with the recommended configs of other plugins, on the oldest and the newest ESLint. */
import { readFileSync } from 'node:fs';
import { expect, inject, it } from 'vitest';
import { Project } from './project.ts';

const packed = inject('packed');

/** Versions from the same time, which run on Node 20. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '9.15.0': [
    'eslint@9.15.0',
    '@eslint/js@9.15.0',
    'typescript-eslint@8.15',
    'typescript@5.6',
    'eslint-plugin-vue@9.31',
    'eslint-plugin-svelte@2.46',
    'svelte@5',
    'eslint-plugin-astro@1.3',
    '@eslint/json@0.6',
    'eslint-plugin-yml@1.15',
    '@eslint/markdown@6.2',
    'eslint-plugin-import@2.31',
    'eslint-plugin-import-x@4.4',
    'eslint-plugin-unicorn@56',
  ],
  9: [
    'eslint@9',
    '@eslint/js@9',
    'typescript-eslint@8',
    'typescript@5.9',
    'eslint-plugin-vue@10',
    'vue-eslint-parser@10',
    'eslint-plugin-svelte@3',
    'svelte@5',
    'eslint-plugin-astro@1.3',
    '@eslint/json@0.14',
    'eslint-plugin-yml@1',
    '@eslint/markdown@7',
    'eslint-plugin-import@2.32',
    'eslint-plugin-import-x@4',
    'eslint-plugin-unicorn@62',
  ],
  10: [
    'eslint@10',
    '@eslint/js@10',
    'typescript-eslint@8',
    'typescript@6',
    'eslint-plugin-vue@10',
    'vue-eslint-parser@10',
    'eslint-plugin-svelte@3',
    'svelte@5',
    'eslint-plugin-astro@1.6',
    '@eslint/json@2',
    'eslint-plugin-yml@3',
    '@eslint/markdown@8',
    'eslint-plugin-import@2.32',
    'eslint-plugin-import-x@4',
    'eslint-plugin-unicorn@63',
  ],
};
const JSON_UNSCOPED = ['json, unscoped before', 'json, unscoped after'];

it.each(['9.15.0', '9', '10'])(
  'reads text files together with other configs, unscoped and in both orders, with ESLint %s',
  (version) => {
    // Some plugins do not list this version as a peer, and a project with both has to use --legacy-peer-deps.
    using project = new Project(packed.tarball, PACKAGES[version]!, ['--legacy-peer-deps', '--ignore-scripts']);
    project.write('matrix.mjs', readFileSync(new URL('matrix.mjs', import.meta.url), 'utf8'));
    const { status, stdout, stderr } = project.run('../matrix.mjs');
    expect(stderr).toBe('');
    const result = JSON.parse(stdout) as { tried: number; wrong: string[]; refusedByESLint: string[] };
    expect(result.wrong).toEqual([]);
    // ESLint 10 accepts these rules only for JSON, and rejects them for other languages such as JavaScript.
    expect(result.refusedByESLint).toEqual(version === '10' ? JSON_UNSCOPED : []);
    expect(result.tried).toBeGreaterThan(200);
    expect(status).toBe(0);
  },
);
