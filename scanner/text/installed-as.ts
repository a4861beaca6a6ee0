// How this copy of the package is used: the command as a reader can type it, and where its documents are.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folders with a manifest that are no one's project: global installations, and what `npx` downloads. */
const NO_PROJECT = /[\\/](?:_npx[\\/][^\\/]+|pnpm[\\/]global[\\/][^\\/]+|yarn[\\/](?:Data[\\/])?global)$/i;
const NAME = 'navixy-secrets';
const PACKAGE = 'node_modules/eslint-plugin-navixy';

/** Where a copy of the package is, in words for people. */
export interface InstalledAs {
  /** The command, as a user of this copy can type it. */
  readonly command: string;
  /** The folder of the documents. */
  readonly docs: string;
}

/**
 * @param file absolute path of a file of the package
 * @param exists whether a file exists
 * @returns `npx navixy-secrets` for a dependency of a project, which is in no `PATH`; otherwise the plain name
 */
export function installedAs(file: string, exists: (name: string) => boolean): InstalledAs {
  const at = file.search(/[\\/]node_modules[\\/]/);
  const project = at === -1 ? undefined : file.slice(0, at);
  // Yarn's Plug'n'Play leaves no folder of programs for npx to look in.
  if (project !== undefined && /[\\/]\.yarn[\\/]/.test(project))
    return { command: `yarn ${NAME}`, docs: `${PACKAGE}/docs` };
  if (project !== undefined && !NO_PROJECT.test(project) && exists(path.join(project, 'package.json')))
    return { command: `npx ${NAME}`, docs: `${PACKAGE}/docs` };
  // Built, the file is in dist/; as a source, in scanner/text/.
  const folder = path.dirname(file);
  const top = path.basename(folder) === 'dist' ? path.dirname(folder) : path.resolve(folder, '../..');
  return { command: NAME, docs: path.join(top, 'docs') };
}

const HERE = installedAs(fileURLToPath(import.meta.url), existsSync);

/** The command as a user of this installation can type it, e.g. `npx navixy-secrets`. */
export const CALL = HERE.command;

/** @returns text of our own, such as help, with commands as they can be typed */
export function withCalls(text: string, called = CALL): string {
  return called === NAME ? text : text.replaceAll(/(?<![\w./-])navixy-secrets(?= (?:[a-z]|\[))/g, called);
}

/**
 * @param name of a page of the documents, e.g. `settings.md`
 * @returns its path, as a user of this installation can open it
 */
export function pageOf(name: string): string {
  return `${HERE.docs}/${name}`;
}
