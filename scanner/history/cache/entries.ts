import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import path from 'node:path';
import { replaceFile } from '../../io/replace-file.ts';
import { canOthersWrite, isOwn } from './cache-folder.ts';

/** First line of each file. */
const MAGIC = Buffer.from('navixy-secrets cache 1\n');
const HASH = 32;
/**
 * What all files together may have, in bytes, and how many there may be; the ones that were used longest ago go first.
 */
const MOST_BYTES = 128 * 1024 * 1024;
const MOST_FILES = 400;
/** A file with a name of this kind is ours; others are left alone. */
const OURS = /^[0-9a-f]{32}-[0-9a-f]{64}\.cache$/;

/**
 * Files of a cache: each holds plain data under a key and a checksum over both. One that is damaged, cut short, of
 * another key, of another kind or not the user's own is as good as none.
 */
export class Entries {
  readonly #folder: string;
  readonly #key: string;

  /** @param folder absolute path, trusted @param key everything that must be the same for an entry to count */
  constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = createHash('sha256').update(key).digest('hex');
  }

  /** @returns what is kept under this key, with the names of the files */
  *all(): Generator<{ readonly name: string; readonly value: unknown }> {
    for (const name of this.#names()) {
      if (!name.startsWith(this.#prefix)) continue;
      const value = this.#read(name);
      if (value !== undefined) yield { name, value };
    }
  }

  /** Notes that a file was of use, so that it is kept. */
  touch(name: string): void {
    try {
      utimesSync(path.join(this.#folder, name), new Date(), new Date());
    } catch {
      // Another run has removed it.
    }
  }

  /**
   * @param subject what the value is about: a later one about the same takes its place.
   * @throws what the file system says
   */
  write(subject: string, value: unknown): void {
    const name = `${this.#prefix}${createHash('sha256').update(subject).digest('hex')}.cache`;
    const content = Buffer.from(JSON.stringify({ key: this.#key, value }));
    replaceFile(path.join(this.#folder, name), Buffer.concat([MAGIC, checksum(content), content]), 0o600);
    this.#prune();
  }

  get #prefix(): string {
    return `${this.#key.slice(0, 32)}-`;
  }

  #names(): string[] {
    return readdirSync(this.#folder)
      .filter((name) => OURS.test(name))
      .sort();
  }

  #read(name: string): unknown {
    try {
      // Neither a link nor a pipe is followed.
      const file = openSync(
        path.join(this.#folder, name),
        constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
      );
      try {
        const found = fstatSync(file);
        if (!found.isFile() || !isOwn(found) || canOthersWrite(found) || found.size > MOST_BYTES) return undefined;
        return this.#valueIn(readFileSync(file));
      } finally {
        closeSync(file);
      }
    } catch {
      return undefined;
    }
  }

  #valueIn(bytes: Buffer): unknown {
    const content = bytes.subarray(MAGIC.length + HASH);
    if (
      !bytes.subarray(0, MAGIC.length).equals(MAGIC) ||
      !bytes.subarray(MAGIC.length, MAGIC.length + HASH).equals(checksum(content))
    )
      return undefined;
    const { key, value } = JSON.parse(content.toString('utf8')) as { key?: unknown; value?: unknown };
    return key === this.#key ? value : undefined;
  }

  #prune(): void {
    const files = this.#names()
      .flatMap((name) => {
        const found = statSync(path.join(this.#folder, name), { throwIfNoEntry: false });
        return found === undefined ? [] : [{ name, size: found.size, used: found.mtimeMs }];
      })
      .sort((one, other) => other.used - one.used);
    let bytes = 0;
    for (const [at, { name, size }] of files.entries()) {
      bytes += size;
      if (at >= MOST_FILES || bytes > MOST_BYTES) rmSync(path.join(this.#folder, name), { force: true });
    }
  }
}

function checksum(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}
