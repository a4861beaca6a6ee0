// How the built command is cut into files, and what is copied into it from packages.

/**
 * Packages that are copied in, by the file of theirs that a bundler can read: what Node takes of `jsonc-parser` is a
 * module of another kind, which looks for its parts when it runs.
 */
export const COMMAND_ALIAS = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } as const;

/**
 * Sources that are put into one file, by name; the first that fits counts. A name that ends in a slash stands for a
 * folder, another one for a file of any kind. Small files take longer to load than one that is as large: thirty of
 * them 8 ms.
 */
export const PARTS: Readonly<Record<string, readonly string[]>> = {
  // What is loaded before Node is told where to keep compiled code, and so is compiled each time.
  first: ['scanner/compile-cache', 'scanner/io/make-folder'],
  // What every thread needs: one starts sooner the less it loads.
  glance: [
    'src/navixy/paths', 'scanner/archives/recognise', 'scanner/archives/signatures', 'scanner/archives/lfs-pointer',
    'scanner/io/file-errors', 'scanner/packs/tables', 'scanner/platform-watch', 'scanner/spare-memory',
    'scanner/sources/read-file', 'scanner/sources/windows',
  ],
  // What those need that judge.
  brain: ['src/', 'scanner/packs/damage', 'scanner/packs/layout', 'scanner/packs/offset-order'],
  // What else every scan of a hook needs.
  core: [
    'node_modules/jsonc-parser/', 'scanner/advice/', 'scanner/text/', 'scanner/archives/archives',
    'scanner/collected', 'scanner/folded-versions', 'scanner/turns', 'scanner/ignores/allow-list',
    'scanner/ignores/cover-history', 'scanner/report/shortened', 'scanner/archives/limits', 'scanner/archives/place', 'scanner/config', 'scanner/document', 'scanner/excerpt',
    'scanner/exit-code', 'scanner/failure', 'scanner/finding', 'scanner/io/file-failures', 'scanner/io/folders-above',
    'scanner/io/small-file', 'scanner/io/replace-file', 'scanner/judge', 'scanner/merge', 'scanner/scan',
    'scanner/secrets', 'scanner/tool', 'scanner/commands/scan', 'scanner/hooks/types', 'scanner/public/errors',
    'scanner/public/report', 'scanner/public/scan', 'scanner/public/secrets', 'scanner/public/text',
    'scanner/terminal/report-writer', 'scanner/report/open', 'scanner/git/alternates', 'scanner/git/config-file',
    'scanner/git/discovery', 'scanner/git/hook-place', 'scanner/git/ownership', 'scanner/git/patience',
    'scanner/git/repository', 'scanner/git/run', 'scanner/git/settings-paths', 'scanner/git/special-files',
    'scanner/current-user', 'scanner/list-folder', 'scanner/system-path', 'scanner/report/text',
    'scanner/report/formats/text', 'scanner/report/next-steps', 'scanner/sources/blobs', 'scanner/sources/named',
    'scanner/sources/named-paths', 'scanner/sources/names', 'scanner/sources/path-filter',
    'scanner/sources/pattern-start', 'scanner/sources/patterns', 'scanner/sources/sources', 'scanner/sources/staged',
  ],
};

/** Declarations go through the bundler as if they were code; among it they would import types as values. */
const DECLARATION = /\.d\.[cm]?ts$/;

/** @param root absolute path of the project @param id absolute path of a source @returns whether it belongs to a part */
export function isPartOf(names: readonly string[], root: string, id: string): boolean {
  if (DECLARATION.test(id)) return false;
  return names.some((name) => id.startsWith(`${root}/${name.endsWith('/') ? name : `${name}.`}`));
}
