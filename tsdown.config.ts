// How the package is built. With SELF_CONTAINED=FOLDER: without any dependency, into FOLDER, for the tag of a release.

import { defineConfig } from 'tsdown';
import { COMMAND_ALIAS, DEPENDENCIES, INLINED, isPartOf, PARTS } from './tsdown.parts.ts';
import { lazyRequires, moduleFacades } from './lazy-requires.plugin.ts';
import { reportSchema } from './report-schema.plugin.ts';
import { thirdParty, type BundledPackage } from './third-party.plugin.ts';
import { unicodePatterns } from './unicode-patterns.plugin.ts';

const shared = {
  format: 'esm',
  platform: 'node',
  target: 'node20.19',
  fixedExtension: false,
  sourcemap: false,
} as const;

const ROOT = import.meta.dirname;
const SELF_CONTAINED = process.env['SELF_CONTAINED'];
const outDir = SELF_CONTAINED ?? 'dist';
/** Comments for tools stay, and those of licences; the declarations have the documentation. */
const comments = { legal: true, annotation: true, jsdoc: false };
/** One list for both builds. */
const copied = new Map<string, BundledPackage>();
const notices = () => thirdParty(ROOT, outDir, copied);

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
    outDir,
    clean: false,
    dts: true,
    plugins: [unicodePatterns(), notices()],
    outputOptions: { comments },
    // Nothing but our own code goes in unnoticed: a package to inline has to be named here.
    deps: {
      onlyBundle: ['@typescript-eslint/utils', '@eslint-community/eslint-utils', 'eslint-visitor-keys'],
      neverBundle: [/^eslint$/],
    },
  },
  {
    ...shared,
    // Node starts a CommonJS program 5 ms sooner, and loads each of its own modules from one without a wrapper.
    format: 'cjs',
    // The threads' programs are loaded by path, so they need names of their own.
    entry: {
      cli: 'scanner/bin.ts',
      scanner: 'scanner/index.ts',
      'pack-worker': 'scanner/packs/pack-worker.ts',
      'prefilter-worker': 'scanner/sources/prefilter-worker.ts',
    },
    outDir,
    clean: false,
    dts: false,
    plugins: [reportSchema(), lazyRequires(), moduleFacades(['scanner']), unicodePatterns(), notices()],
    deps:
      SELF_CONTAINED === undefined
        ? { onlyBundle: [...INLINED] }
        : { alwaysBundle: Object.keys(DEPENDENCIES), onlyBundle: [...INLINED, ...Object.values(DEPENDENCIES).flat()] },
    alias: COMMAND_ALIAS,
    outputOptions: {
      comments,
      codeSplitting: {
        includeDependenciesRecursively: false,
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
    entry: { scanner: 'scanner/index.ts' },
    outDir,
    clean: false,
    dts: { emitDtsOnly: true },
    plugins: [reportSchema()],
  },
  {
    ...shared,
    // The demo drives the built package from outside, as a user's project would; the benchmarks run from here too.
    entry: {
      demo: 'test/demo/run.ts',
      'bench-history': 'bench/history.ts',
      'bench-small': 'bench/small.ts',
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
      'bench-rules': 'bench/rules.ts',
      'bench-redact': 'bench/redact.ts',
      'bench-provenance': 'bench/provenance.ts',
      'bench-findings': 'bench/findings.ts',
      'bench-idioms': 'bench/idioms.ts',
      'bench-unseen': 'bench/unseen.ts',
      'bench-precision': 'bench/precision.ts',
      'bench-many-repositories': 'bench/many-repositories.ts',
    },
    outDir: 'build',
    clean: false,
    dts: false,
    deps: { neverBundle: [/^@?(?:typescript-)?eslint/] },
  },
]);
