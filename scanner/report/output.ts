import { accessSync, appendFileSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../failure.ts';
import { replaceFile } from '../replace-file.ts';
import { mask } from '../text/mask.ts';

const OWNER_ONLY = 0o600;

/**
 * Finds out before the scan whether a report can be written there, and makes the folders it needs.
 * @throws Failure with what to do about it
 */
export function checkOutput(file: string): void {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory() === true) throw new Failure(`--output ${file} is a folder`, 'Name a file in it.');
    if (stat !== undefined) accessSync(file, constants.W_OK);
    // A device or a pipe is written to as it is; a file is replaced, which asks for the folder.
    if (stat?.isFile() === false) return;
    const folder = path.dirname(stat === undefined ? file : realpathSync(file));
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw error instanceof Failure ? error : cannotWrite(file, error);
  }
}

/**
 * Writes a report, never half of it; the last look for values that somebody forgot to mask.
 * @param holdsSecrets only the owner may read it
 * @throws Failure where it cannot be written
 */
export function writeOutput(file: string, text: string, holdsSecrets: boolean): void {
  try {
    const content = holdsSecrets ? text : mask(text);
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat !== undefined && !stat.isFile()) return appendFileSync(file, content);
    const mode = stat === undefined ? undefined : stat.mode & 0o777;
    replaceFile(stat === undefined ? file : realpathSync(file), content, holdsSecrets ? OWNER_ONLY : mode);
  } catch (error) {
    throw cannotWrite(file, error);
  }
}

function cannotWrite(file: string, error: unknown): Failure {
  const { code = 'unexpected error' } = error as NodeJS.ErrnoException;
  return new Failure(`cannot write the report to ${file}: ${code}`, 'Name a file in a folder that you may write to.');
}
