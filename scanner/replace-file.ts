import { chmodSync, closeSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * Writes a file aside and renames it, so that a crash leaves the old file or the new one, and nobody reads half.
 * @param mode permission bits of the file; until it has them, only its owner can read it. Default: those of any new file
 */
export function replaceFile(file: string, content: string | Buffer, mode?: number): void {
  writeAside(file, content, mode, (aside) => renameSync(aside, file));
}

/**
 * The same for a file that must not be there: of two programs that do this at once, one fails.
 * @param mode permission bits of the file. Default: those of any new file
 * @throws an error with the code `EEXIST` when something has that name, be it a link that leads nowhere
 */
export function createFile(file: string, content: string | Buffer, mode?: number): void {
  writeAside(file, content, mode, (aside) => {
    try {
      // Unlike a renaming this never takes the place of another file.
      linkSync(aside, file);
    } catch (error) {
      if (!NO_LINKS.has((error as NodeJS.ErrnoException).code ?? '')) throw error;
      createInPlace(file, content, mode);
    }
    rmSync(aside);
  });
}

/** What file systems say that know no hard links. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

function createInPlace(file: string, content: string | Buffer, mode: number | undefined): void {
  const handle = openSync(file, 'wx', mode);
  try {
    try {
      writeFileSync(handle, content);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    // It is ours: nobody else made it, and half a file helps nobody.
    rmSync(file, { force: true });
    throw error;
  }
}

function writeAside(file: string, content: string | Buffer, mode: number | undefined, put: (aside: string) => void): void {
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
    put(aside);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}
