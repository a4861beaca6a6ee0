// The files of the cache: checked JSON values by key, with a size limit and removal of old files.
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
/** Limits for the total size in bytes and the number of files; the least recently used files are removed first. */
const MAX_BYTES = 128 * 1024 * 1024;
const MAX_FILES = 400;
/** Names of cache files; other files are left alone. */
const CACHE_FILE = /^[0-9a-f]{32}-[0-9a-f]{64}\.cache$/;

/**
 * The files of a cache: each contains JSON under a key, with a checksum over both. A file is ignored if it is damaged,
 * truncated, of another key or format, or not the user's own.
 */
export class CacheEntries {
  readonly #folder: string;
  readonly #key: string;

  /**
   * @param folder absolute path, trusted
   * @param key everything that must be equal for an entry to apply
   */
  constructor(folder: string, key: string) {
    this.#folder = folder;
    this.#key = createHash('sha256').update(key).digest('hex');
  }

  /** @returns the values stored under this key, with the names of their files */
  *all(): Generator<{ readonly name: string; readonly value: unknown }> {
    for (const name of this.#names()) {
      if (!name.startsWith(this.#prefix)) continue;
      const value = this.#read(name);
      if (value !== undefined) yield { name, value };
    }
  }

  /** Marks a file as used, so it is not removed soon. */
  touch(name: string): void {
    try {
      utimesSync(path.join(this.#folder, name), new Date(), new Date());
    } catch {
      // Another run has removed the file.
    }
  }

  /**
   * @param subject identifies the value: a later value with the same subject replaces it
   * @throws the error of the file system
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
      .filter((name) => CACHE_FILE.test(name))
      .sort();
  }

  #read(name: string): unknown {
    try {
      // Follows no link and does not block on a pipe.
      const file = openSync(
        path.join(this.#folder, name),
        constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
      );
      try {
        const found = fstatSync(file);
        if (!found.isFile() || !isOwn(found) || canOthersWrite(found) || found.size > MAX_BYTES) return undefined;
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
      if (at >= MAX_FILES || bytes > MAX_BYTES) rmSync(path.join(this.#folder, name), { force: true });
    }
  }
}

function checksum(content: Buffer): Buffer {
  return createHash('sha256').update(content).digest();
}
