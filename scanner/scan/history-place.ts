// Reads the file of a place to explain, and names the steps for a place that is only in the history.

import path from 'node:path';
import { cannotRead } from '../io/file-failures.ts';
import { foldersAbove } from '../io/folders-above.ts';
import { MOST_TEXT, readNamed } from '../io/small-file.ts';
import { Failure } from '../model/failure.ts';
import { call } from '../text/command-line.ts';

/** Names that reports give to documents of the history that are no files. */
const IN_HISTORY = /^(?:commit|tag|blob):(?:[0-9a-f]{40}|[0-9a-f]{64})(?:$|[^0-9a-f])/;

/** @returns the commands that explain a finding of the history, for one line */
export function historySteps(fingerprint: string): string {
  return `${call('scan --history --output report.json')}; ${call(`explain ${fingerprint} --report report.json`)}`;
}

/** @returns a sentence for a file without the value, for it may be in an older version; empty outside of a repository */
export function fromHistory(full: string): string {
  return foldersAbove(path.dirname(full)).isInRepository
    ? `Is it in the history? Then: ${historySteps('FINGERPRINT')}`
    : '';
}

/**
 * @param place as the user wrote it
 * @param file its file, as the user wrote it
 * @param full absolute path of the file
 * @returns the content
 * @throws Failure for a file that cannot be read, with the steps that work for a place in the history
 */
export function readPlace(place: string, file: string, full: string): Uint8Array {
  try {
    return readNamed(full, MOST_TEXT);
  } catch (error) {
    if (IN_HISTORY.test(file))
      throw new Failure(`${place} is in the history, not in a file on disk`, `Run: ${historySteps('FINGERPRINT')}`);
    const isMissing = ['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '');
    const steps = isMissing ? fromHistory(full) : '';
    throw cannotRead(full, error, steps === '' ? undefined : `Check the spelling. ${steps}`);
  }
}
