// How the built command is cut into files, and what is copied into it from packages.

import path from 'node:path';

/** Packages that are copied into the command. Those that it rarely needs have chunks of their own. */
export const INLINED: readonly string[] = [
  'jsonc-parser',
  'undici',
  'yaml',
  'valibot',
  'diff',
  ...['@clack/prompts', '@clack/core', 'sisteransi', 'fast-wrap-ansi', 'fast-string-width'],
  'fast-string-truncated-width',
];

/** The dependencies in package.json, each with the packages that a self-contained build copies in for it. */
export const DEPENDENCIES: Readonly<Record<string, readonly string[]>> = {
  commander: ['commander'],
  picocolors: ['picocolors'],
  'fast-glob': [
    ...['fast-glob', '@nodelib/fs.stat', '@nodelib/fs.walk', '@nodelib/fs.scandir', 'run-parallel', 'queue-microtask'],
    ...['fastq', 'reusify', 'glob-parent', 'is-glob', 'is-extglob', 'merge2', 'micromatch', 'braces', 'fill-range'],
    ...['to-regex-range', 'is-number', 'picomatch'],
  ],
};

/**
 * The files of packages that are copied in, where another than Node's fits better. Node's `jsonc-parser` and `yaml`
 * are modules that a bundler cannot take in part. `undici` whole has caches, mocks and several other clients; Node
 * itself is built with this part of it.
 */
export const COMMAND_ALIAS = {
  'jsonc-parser': 'jsonc-parser/lib/esm/main.js',
  undici: 'undici/index-fetch.js',
  yaml: path.join(import.meta.dirname, 'node_modules/yaml/browser/index.js'),
} as const;

/**
 * Sources that are put into one file, by name; the first that fits counts. A name that ends in a slash stands for a
 * folder, another one for a file of any kind. Small files take longer to load than one that is as large: thirty of
 * them 8 ms.
 */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  // What is loaded before Node is told where to keep compiled code, and so is compiled each time.
  first: ['scanner/io/compile-cache', 'scanner/io/make-folder'],
  // What every thread needs: one starts sooner the less it loads.
  glance: [
    'src/navixy/find-documented-call',
    'scanner/prefilter/recognise-archive',
    'scanner/prefilter/signature-table',
    'scanner/prefilter/lfs-pointer',
    'scanner/io/errno-reasons',
    'scanner/wasm/byte-tables',
    'scanner/prefilter/platform-mention',
    'scanner/prefilter/hash-traces',
    'scanner/prefilter/ignore-word',
    'scanner/io/buffer-pool',
    'scanner/io/file-reader',
    'scanner/io/windows',
  ],
  // What those need that judge.
  brain: [
    'src/',
    'scanner/prefilter/may-hold-finding',
    'scanner/packs/pack-damage',
    'scanner/packs/read-layout',
    'scanner/packs/offset-order',
  ],
  // What else every scan of a hook needs.
  core: [
    'node_modules/jsonc-parser/',
    'scanner/advice/',
    'scanner/text/',
    'scanner/archives/open-archive',
    'scanner/scan/collected-findings',
    'scanner/model/folded-versions',
    'scanner/io/turns',
    'scanner/suppress/allow-list',
    'scanner/suppress/history-coverage',
    'scanner/report/shorten-interrupted',
    'scanner/model/archive-limits',
    'scanner/model/archive-path',
    'scanner/suppress/read-settings-file',
    'scanner/model/document',
    'scanner/judge/excerpt',
    'scanner/model/exit-code',
    'scanner/model/failure',
    'scanner/model/finding',
    'scanner/model/kind-names',
    'scanner/cli/terminal/delayed-sightings',
    'scanner/io/error-message',
    'scanner/io/file-failures',
    'scanner/io/folders-above',
    'scanner/io/small-file',
    'scanner/io/replace-file',
    'scanner/judge/judge',
    'scanner/scan/deduplicate',
    'scanner/scan/document-counter',
    'scanner/scan/scan',
    'scanner/model/reported-secrets',
    'scanner/model/tool',
    'scanner/cli/commands/run-scan',
    'scanner/integrations/hooks/hook-types',
    'scanner/library/errors',
    'scanner/library/report',
    'scanner/library/scan',
    'scanner/library/secrets',
    'scanner/library/text',
    'scanner/cli/terminal/report-writer',
    'scanner/report/open-report',
    'scanner/git/alternates',
    'scanner/git/config-file',
    'scanner/git/discovery',
    'scanner/git/hook-environment',
    'scanner/git/safe-directory',
    'scanner/git/wait-and-check',
    'scanner/git/repository',
    'scanner/git/run-git',
    'scanner/git/git-config-paths',
    'scanner/git/special-files',
    'scanner/io/current-user',
    'scanner/io/list-folder',
    'scanner/io/system-path',
    'scanner/report/text-sections',
    'scanner/report/formats/text',
    'scanner/report/next-steps',
    'scanner/sources/read-blobs',
    'scanner/io/named-path',
    'scanner/sources/named-paths',
    'scanner/sources/path-documents',
    'scanner/sources/path-filter',
    'scanner/io/path-patterns',
    'scanner/sources/path-arguments',
    'scanner/sources/choose-sources',
    'scanner/sources/staged-source',
  ],
};

/** Declarations go through the bundler as if they were code; among it they would import types as values. */
const DECLARATION = /\.d\.[cm]?ts$/;

/**
 * @param root absolute path of the project
 * @param id absolute path of a source
 * @returns whether it belongs to a part
 */
export function isPartOf(names: readonly string[], root: string, id: string): boolean {
  if (DECLARATION.test(id)) return false;
  return names.some((name) => id.startsWith(`${root}/${name.endsWith('/') ? name : `${name}.`}`));
}
