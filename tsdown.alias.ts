/**
 * Packages that are copied into the command, by the file of theirs that a bundler can read: what Node takes of
 * `jsonc-parser` is a module of another kind, which looks for its parts when it runs.
 */
export const COMMAND_ALIAS = { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' } as const;
