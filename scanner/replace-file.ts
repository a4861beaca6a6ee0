import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a file aside and renames it, so that a crash leaves the old file or the new one, and nobody reads half.
 * @param mode permission bits of the file; until it has them, only its owner can read it. Default: those of any new file
 */
export function replaceFile(file: string, content: string | Buffer, mode?: number): void {
  const aside = path.join(path.dirname(file), `.${path.basename(file)}.${Buffer.from(crypto.getRandomValues(new Uint8Array(6))).toString('hex')}`);
  const handle = openSync(aside, 'wx', mode === undefined ? 0o666 : 0o600);
  try {
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    if (mode !== undefined && mode !== 0o600) chmodSync(aside, mode);
    renameSync(aside, file);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}
