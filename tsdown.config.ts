import { defineConfig } from 'tsdown';
import { COMMAND_ALIAS, isPartOf, PARTS } from './tsdown.parts.ts';
import { reportSchema } from './report-schema.plugin.ts';
import { unicodePatterns } from './unicode-patterns.plugin.ts';

const shared = {
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  fixedExtension: false,
  sourcemap: false,
} as const;

const ROOT = import.meta.dirname;

export default defineConfig([
  {
    ...shared,
    // One file of its own: whoever lints never pays for the scanner.
    entry: { index: 'rules/index.ts' },
    // `ast-utils` hands on what `eslint-utils` has, and as a module the latter is taken in part: whole it takes 8 ms to load.
    alias: { '@typescript-eslint/utils/ast-utils': '@eslint-community/eslint-utils' },
    treeshake: {
      propertyWriteSideEffects: false,
      moduleSideEffects: [{ test: /[\\/]eslint-visitor-keys[\\/]/, sideEffects: false }],
    },
    outDir: 'dist',
    clean: false,
    dts: true,
    plugins: [unicodePatterns()],
    // Nothing but our own code goes in unnoticed: a package to inline has to be named here.
    deps: {
      onlyBundle: ['@typescript-eslint/utils', '@eslint-community/eslint-utils', 'eslint-visitor-keys'],
      neverBundle: [/^eslint$/],
    },
  },
  {
    ...shared,
    // The threads' programs are loaded by path, so they need names of their own.
    entry: {
      cli: 'scanner/bin.ts',
      scanner: 'scanner/index.ts',
      'pack-worker': 'scanner/packs/pack-worker.ts',
      'prefilter-worker': 'scanner/sources/prefilter-worker.ts',
    },
    outDir: 'dist',
    clean: false,
    dts: true,
    plugins: [reportSchema(), unicodePatterns()],
    // Read where settings are not JSON, and small.
    deps: { onlyBundle: ['jsonc-parser'] },
    alias: COMMAND_ALIAS,
    outputOptions: {
      codeSplitting: {
        groups: Object.entries(PARTS).map(([name, files], at, all) => ({
          name,
          test: (id: string) => isPartOf(files, ROOT, id),
          priority: all.length - at,
        })),
      },
    },
  },
  {
    ...shared,
    // The demo drives the built package from outside, as a user's project would; the benchmarks run from here too.
    entry: {
      demo: 'test/demo/run.ts',
      'bench-history': 'bench/history.ts',
      'bench-tree': 'bench/tree.ts',
      'bench-agreement': 'bench/agreement.ts',
      'bench-large-packs': 'bench/large-packs.ts',
      'bench-accuracy': 'bench/accuracy.ts',
      'bench-judgement': 'bench/judgement.ts',
      'bench-lint': 'bench/lint.ts',
      'bench-robust': 'bench/robust.ts',
      'bench-foreign': 'bench/foreign.ts',
      'bench-corruptions': 'bench/corruptions.ts',
      'bench-cache': 'bench/cache.ts',
      'bench-provenance': 'bench/provenance.ts',
      'bench-findings': 'bench/findings.ts',
      'bench-idioms': 'bench/idioms.ts',
      'bench-unseen': 'bench/unseen.ts',
      'bench-precision': 'bench/precision.ts',
    },
    outDir: 'build',
    clean: false,
    dts: false,
    deps: { neverBundle: [/^@?(?:typescript-)?eslint/] },
  },
]);
