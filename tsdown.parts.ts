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
  first: ['scanner/io/compile-cache', 'scanner/io/code-cache', 'scanner/io/make-folder'],
  // What every part needs.
  basics: ['src/home', 'src/lazy', 'src/navixy/official-hosts'],
  // What every thread needs: one starts sooner the less it loads.
  glance: [
    'src/navixy/find-documented-call',
    'src/spellings/nested',
    'src/hidden-values',
    'src/text-encodings',
    'src/spellings/joined-strings',
    'src/spellings/join-operators',
    'scanner/prefilter/script-archives',
    'scanner/prefilter/zlib-header',
    'scanner/prefilter/tar-header',
    'scanner/prefilter/recognise-archive',
    'scanner/prefilter/signature-table',
    'scanner/prefilter/lfs-pointer',
    'scanner/io/errno-reasons',
    'scanner/wasm/byte-tables',
    'scanner/prefilter/may-hold-finding',
    'scanner/prefilter/platform-mention',
    'scanner/prefilter/hash-traces',
    'scanner/prefilter/ignore-word',
    'scanner/io/buffer-pool',
    'scanner/io/file-reader',
    'scanner/io/windows',
  ],
  // What those need that judge.
  brain: ['src/', 'scanner/packs/read-layout'],
  // What else every scan of a hook needs.
  core: [
    'scanner/text/clean',
    'scanner/text/mask',
    'scanner/text/shell',
    'scanner/text/numbers',
    'scanner/text/command-line',
    'scanner/text/installed-as',
    'scanner/archives/open-archive',
    'scanner/scan/collected-findings',
    'scanner/model/folded-versions',
    'scanner/io/turns',
    'scanner/suppress/allow-list',
    'scanner/suppress/history-coverage',
    'scanner/model/archive-path',
    'scanner/suppress/read-settings-file',
    'scanner/model/document',
    'scanner/model/exit-code',
    'scanner/model/failure',
    'scanner/model/finding',
    'scanner/io/error-message',
    'scanner/io/file-failures',
    'scanner/io/folders-above',
    'scanner/io/small-file',
    'scanner/judge/judge',
    'scanner/judge/evidence-pool',
    'scanner/judge/names-across-files',
    'scanner/scan/deduplicate',
    'scanner/scan/document-counter',
    'scanner/scan/scan',
    'scanner/model/reported-secrets',
    'scanner/model/tool',
    'scanner/integrations/hooks/hook-types',
    'scanner/library/errors',
    'scanner/library/scan',
    'scanner/library/secrets',
    'scanner/library/text',
    'scanner/git/hook-environment',
    'scanner/git/wait-and-check',
    'scanner/git/repository',
    'scanner/git/run-git',
    'scanner/git/special-files',
    'scanner/io/system-path',
    'scanner/sources/read-blobs',
    'scanner/io/named-path',
    'scanner/sources/named-paths',
    'scanner/sources/path-documents',
    'scanner/sources/path-arguments',
    'scanner/sources/choose-sources',
    'scanner/sources/staged-source',
    'scanner/model/archive-limits',
    'scanner/suppress/baseline-file',
    'scanner/sources/path-filter',
    'scanner/git/discovery',
    'scanner/git/plain-repository',
    'scanner/git/safe-directory',
    'scanner/git/alternates',
    'scanner/git/config-file',
    'scanner/git/git-config-paths',
    'scanner/io/list-folder',
    'scanner/io/current-user',
    'scanner/report/wording',
    'scanner/io/path-patterns',
    'scanner/suppress/suppress-findings',
    'scanner/suppress/load-suppressions',
    'scanner/model/limits',
    'scanner/io/absolute-folder',
    'scanner/packs/loose-objects',
    'scanner/packs/pack-handle',
    'scanner/cli/terminal/closed-input',
    'scanner/integrations/hooks/hook-report',
    'scanner/integrations/hooks/hook-scan',
    'scanner/library/hooks',
    'scanner/cli/commands/run-hook',
    'scanner/cli/run-cli',
    'scanner/cli/terminal/io',
    'scanner/cli/terminal/interrupts',
  ],
  settings: ['node_modules/jsonc-parser/lib/esm/'],
  // What a scan of files needs.
  files: [
    'scanner/sources/files-source',
    'scanner/sources/shared-by-files',
    'scanner/sources/repository-finder',
    'scanner/sources/working-trees',
    'scanner/sources/git-listing',
    'scanner/sources/link-stat',
    'scanner/sources/list-without-git',
    'scanner/sources/parallel-filter',
    'scanner/sources/file-prefilter',
    'scanner/sources/work-queue',
    'scanner/sources/blocking-gitignore',
    'scanner/io/threads',
    'scanner/io/containment',
    'scanner/git/worktree-layout',
  ],
  // What declares the commands and their options.
  program: [
    'scanner/cli/program',
    'scanner/cli/arguments/',
    'scanner/model/fail-on',
    'scanner/report/format-registry',
    'scanner/integrations/ci/runs-in-ci',
  ],
  // What a scan needs that finds or reports something.
  report: [
    'scanner/report/json-report',
    'scanner/report/lazy-list',
    'scanner/report/suppressed-lines',
    'scanner/report/shared-secrets',
    'scanner/cli/terminal/progress',
    'scanner/report/live-sightings',
    'scanner/report/hide-values',
    'scanner/report/output-file',
    'scanner/report/history-lines',
    'scanner/text/',
    'scanner/advice/',
    'scanner/judge/',
    'scanner/io/replace-file',
    'scanner/model/kind-names',
    'scanner/report/next-steps',
    'scanner/report/text-sections',
    'scanner/report/formats/text',
    'scanner/report/open-report',
    'scanner/report/shorten-interrupted',
    'scanner/library/report',
    'scanner/cli/terminal/delayed-sightings',
    'scanner/cli/terminal/report-writer',
    'scanner/cli/commands/run-scan',
    'scanner/packs/pack-damage',
    'scanner/packs/offset-order',
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
