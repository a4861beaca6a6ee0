// Finds and reads the baseline file `.navixy-secrets-baseline.json`.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { cannotRead } from '../io/file-failures.ts';
import { foldersAbove } from '../io/folders-above.ts';
import { MOST_LISTED, readFound } from '../io/small-file.ts';
import { Failure } from '../model/failure.ts';
import { Baseline } from './baseline.ts';
import { commandLine } from '../text/command-line.ts';

/** Searched for in the working directory and its parents, up to the top of the repository. */
export const BASELINE_FILE = '.navixy-secrets-baseline.json';

/** @returns absolute path of the baseline with the usual name, if there is one */
export function findBaseline(cwd: string): string | undefined {
  return foldersUpToTop(cwd)
    .map((folder) => path.join(folder, BASELINE_FILE))
    .find((file) => existsSync(file));
}

/** @returns the path for a new baseline: at the top of the repository, or in `cwd` outside of a repository */
export function defaultBaselinePath(cwd: string): string {
  return path.join(foldersUpToTop(cwd).at(-1)!, BASELINE_FILE);
}

/**
 * @param shown its name in messages and reports; default: the file itself
 * @throws Failure for a file that is missing or not a baseline
 */
export function readBaseline(file: string, shown = file): Baseline {
  let bytes: Buffer | undefined;
  try {
    bytes = readFound(file, MOST_LISTED);
  } catch (error) {
    throw cannotRead(`the baseline ${shown}`, error);
  }
  if (bytes === undefined) throw absentBaseline(shown);
  return Baseline.read(bytes, shown);
}

export function absentBaseline(shown: string): Failure {
  return new Failure(
    `there is no baseline ${shown}`,
    `Check the spelling, or make one: ${commandLine(['baseline', 'create', '--baseline', shown])}`,
  );
}

/** The folder and its parents up to the top of the repository; only the folder itself outside of a repository. */
function foldersUpToTop(cwd: string): readonly string[] {
  const { folders, isInRepository } = foldersAbove(cwd);
  return isInRepository ? folders : [path.resolve(cwd)];
}
