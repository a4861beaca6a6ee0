import { defineConfig } from 'tsdown';
import { COMMAND_ALIAS } from './tsdown.alias.ts';
import { reportSchema } from './report-schema.plugin.ts';

const shared = { format: 'esm', platform: 'node', target: 'node20.19', fixedExtension: false, sourcemap: false } as const;

/** What is loaded before Node is told where to keep compiled code, and so is compiled each time. */
const first = /\/scanner\/(?:compile-cache|io\/make-folder)\./;
/** What every thread needs: one starts sooner the less it loads. */
const glance = /\/(?:src\/navixy\/paths|scanner\/(?:archives\/(?:recognise|signatures|lfs-pointer)|io\/file-errors|packs\/tables|platform-watch|spare-memory|sources\/(?:read-file|windows)))\./;
/** What those need that judge. */
const brain = /\/(?:src|scanner\/packs\/(?:damage|layout|offset-order)\.)/;
/** What else every scan of a hook needs, in one file: thirty small ones take 8 ms longer to load than one that is as large. */
const core = /\/node_modules\/jsonc-parser\/|\/scanner\/(?:(?:archives\/(?:archives|limits|place)|config|document|excerpt|exit-code|failure|finding|io|io\/(?:file-failures|folders-above|small-file|replace-file)|judge|merge|scan|secrets|tool)|commands\/scan|hooks\/types|public\/(?:errors|report|scan|secrets|text)|terminal\/report-writer|report\/open|git\/(?:alternates|config-file|discovery|hook-place|ownership|patience|repository|run|settings-paths|special-files)|current-user|list-folder|system-path|report\/(?:text|formats\/text)|text\/[\w-]+|advice\/\w+|report\/next-steps|sources\/(?:blobs|named|named-paths|names|path-filter|pattern-start|patterns|sources|staged))\./;

/** Declarations go through the bundler as if they were code; among it they would import types as values. */
const isTypes = (id: string) => /\.d\.[cm]?ts$/.test(id);

export default defineConfig([
  {
    ...shared,
    // One file of its own: whoever lints never pays for the scanner.
    entry: { index: 'rules/index.ts' },
    // `ast-utils` hands on what `eslint-utils` has, and as a module the latter is taken in part: whole it takes 8 ms to load.
    alias: { '@typescript-eslint/utils/ast-utils': '@eslint-community/eslint-utils' },
    treeshake: { moduleSideEffects: [{ test: /[\\/]eslint-visitor-keys[\\/]/, sideEffects: false }] },
    outDir: 'dist',
    clean: false,
    dts: true,
    // Nothing but our own code goes in unnoticed: a package to inline has to be named here.
    deps: { onlyBundle: ['@typescript-eslint/utils', '@eslint-community/eslint-utils', 'eslint-visitor-keys'], neverBundle: [/^eslint$/] },
  },
  {
    ...shared,
    // The threads' programs are loaded by path, so they need names of their own.
    entry: { cli: 'scanner/bin.ts', scanner: 'scanner/index.ts', 'pack-worker': 'scanner/packs/worker.ts', 'look-worker': 'scanner/sources/look-worker.ts' },
    outDir: 'dist',
    clean: false,
    dts: true,
    plugins: [reportSchema()],
    // Read where settings are not JSON, and small.
    deps: { onlyBundle: ['jsonc-parser'] },
    alias: COMMAND_ALIAS,
    outputOptions: { codeSplitting: { groups: Object.entries({ first, glance, brain, core }).map(([name, part], at) => ({ name, test: (id: string) => part.test(id) && !isTypes(id), priority: 4 - at })) } },
  },
  {
    ...shared,
    // The demo drives the built package from outside, as a user's project would; the benchmarks run from here too.
    entry: { demo: 'test/demo/run.ts', 'bench-history': 'bench/history.ts', 'bench-tree': 'bench/tree.ts', 'bench-agreement': 'bench/agreement.ts', 'bench-large-packs': 'bench/large-packs.ts', 'bench-accuracy': 'bench/accuracy.ts', 'bench-judgement': 'bench/judgement.ts', 'bench-lint': 'bench/lint.ts', 'bench-robust': 'bench/robust.ts', 'bench-foreign': 'bench/foreign.ts', 'bench-corruptions': 'bench/corruptions.ts', 'bench-cache': 'bench/cache.ts', 'bench-provenance': 'bench/provenance.ts', 'bench-idioms': 'bench/idioms.ts', 'bench-unseen': 'bench/unseen.ts', 'bench-precision': 'bench/precision.ts' },
    outDir: 'build',
    clean: false,
    dts: false,
    deps: { neverBundle: [/^@?(?:typescript-)?eslint/] },
  },
]);
