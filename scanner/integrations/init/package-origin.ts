// Where this copy of the package came from, so that `init` writes what can be installed again.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { TOOL } from '../../model/tool.ts';

const PACKAGE = 'eslint-plugin-navixy';
/** Specifiers of npm, pnpm and yarn for something on this machine. */
const LOCAL = /^(?:file|link|portal):(?:\/\/(?=\/))?/;
/** A repository of git on this machine. */
const LOCAL_GIT = /^git\+file:/;
/** A repository or an archive at a URL, or `owner/name`; a version, a tag and an alias of npm have neither. */
const REMOTE = /^(?!npm:|workspace:|catalog:|patch:).*[/:]/;
/** What stands in YAML, JSON and shells without quotes or escapes. */
const PLAIN = /^[\w@.:/+#~^=?&%-]+$/;
/** A user and password in a URL. */
const PASSWORD = /(?<=\/\/)[^/@:]*:[^/@]*@/;

/** What a package manager takes after `eslint-plugin-navixy@`. */
export interface PackageOrigin {
  /** For package.json: `^1.2.3`, a git URL, or `file:` with an absolute path. */
  readonly range: string;
  /** The same without a choice of versions. */
  readonly exact: string;
  /** Whether only this machine has it. */
  readonly isLocal: boolean;
}

/**
 * @param file absolute path of a file of the package
 * @param read the content of a file, or undefined if there is none
 * @returns for an installed package, what its project's package.json names, as npm, pnpm, yarn and npx write it: a git
 *   URL or a file, else the version. For a clone, its folder
 */
export function originOf(file: string, read: (name: string) => string | undefined): PackageOrigin {
  const at = file.search(/[\\/](?:node_modules|\.yarn)[\\/]/);
  if (at === -1) return local(topOf(file, read));
  const folder = file.slice(0, at);
  const written = specifierIn(read(path.join(folder, 'package.json')))?.replace(PASSWORD, '') ?? '';
  if (LOCAL.test(written)) return local(path.resolve(folder, written.replace(LOCAL, '')));
  if (REMOTE.test(written) && PLAIN.test(written))
    return { range: written, exact: written, isLocal: LOCAL_GIT.test(written) };
  return { range: `^${TOOL.version}`, exact: TOOL.version, isLocal: false };
}

/** The origin of the running copy. */
export function ownOrigin(): PackageOrigin {
  return originOf(fileURLToPath(import.meta.url), (name) => {
    try {
      return readFileSync(name, 'utf8');
    } catch {
      return undefined;
    }
  });
}

function local(target: string): PackageOrigin {
  const range = `file:${target}`;
  return { range, exact: range, isLocal: true };
}

/** The nearest folder above with the package's own manifest. */
function topOf(file: string, read: (name: string) => string | undefined): string {
  const folder = path.dirname(file);
  const isTop = read(path.join(folder, 'package.json')) !== undefined || folder === path.dirname(folder);
  return isTop ? folder : topOf(folder, read);
}

function specifierIn(manifest: string | undefined): string | undefined {
  try {
    const { dependencies, devDependencies } = JSON.parse(manifest ?? '{}') as Record<string, Record<string, unknown>>;
    const written = devDependencies?.[PACKAGE] ?? dependencies?.[PACKAGE];
    return typeof written === 'string' ? written : undefined;
  } catch {
    return undefined;
  }
}
