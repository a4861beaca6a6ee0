// Digests of packs and their indexes, each computed once, and checks that the files did not change meanwhile.
import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readSync, statSync } from 'node:fs';
import { contentChecksum } from '../../packs/content-checksum.ts';
import { PackIndex } from '../../packs/index-file.ts';
import type { PackFile } from '../../packs/pack-files.ts';
import { openFile } from '../../packs/pack-handle.ts';
import { toSystem } from '../../io/system-path.ts';
import { WorkerPool } from '../../packs/thread-pool.ts';
import { digestOf } from './digest.ts';
import type { PackKey } from './cached-content.ts';

/** Smaller files are hashed before a thread would have started. Bytes. */
const MIN_SIZE_FOR_THREADS = 32 * 1024 * 1024;
const NO_WORKERS = new WorkerPool(0);

/** Digests of packs and indexes, each computed once. */
export class PackDigests {
  readonly #signal: AbortSignal;
  readonly #key: Uint8Array | undefined;
  readonly #workerPool: WorkerPool;
  readonly #packs = new Map<string, Promise<string | undefined>>();
  readonly #indexes = new Map<string, { readonly index: PackIndex; readonly digest: string } | undefined>();
  readonly #watched = new Map<string, string>();

  /**
   * @param workerPool threads that help this one
   * @param key of the cache
   */
  constructor(workerPool: WorkerPool, signal: AbortSignal, key?: Uint8Array) {
    this.#workerPool = workerPool;
    this.#key = key;
    this.#signal = signal;
  }

  /** @returns size and trailing checksum of a pack and its index, in hex */
  trailersOf({ pack, index }: PackFile, hashLength: number): string | undefined {
    const ends = [pack, index].map((file) => endOf(file, hashLength));
    return ends.includes(undefined) ? undefined : ends.join(' ');
  }

  /** Records the state of a pack. Digests are of no use if it was changed or replaced meanwhile. */
  watch({ pack, index }: PackFile): void {
    for (const file of [pack, index]) this.#watched.set(file, stateOf(file));
  }

  /** Whether a pack is in the recorded state. */
  isUnchanged({ pack, index }: PackFile): boolean {
    return [pack, index].every((file) => this.#watched.get(file) === stateOf(file));
  }

  async keyOf(file: PackFile, hashLength: number): Promise<PackKey | undefined> {
    const trailers = this.trailersOf(file, hashLength);
    const index = this.openIndex(file, hashLength)?.digest;
    const pack = await this.packDigest(file);
    const size = statSync(toSystem(file.pack), { throwIfNoEntry: false })?.size;
    if (trailers === undefined || index === undefined || pack === undefined || size === undefined) return undefined;
    return { trailers, size, pack, index };
  }

  async packDigest({ pack }: PackFile): Promise<string | undefined> {
    const known = this.#packs.get(pack);
    if (known !== undefined) return known;
    const size = statSync(toSystem(pack), { throwIfNoEntry: false })?.size;
    const digest =
      size === undefined
        ? Promise.resolve(undefined)
        : digestOf(pack, size, size > MIN_SIZE_FOR_THREADS ? this.#workerPool : NO_WORKERS, this.#signal, this.#key);
    this.#packs.set(pack, digest);
    return digest;
  }

  #sumOf(bytes: Uint8Array): string {
    const sum = contentChecksum(this.#key);
    sum.update(bytes);
    // Of a checksum made with the key, only its hash may be stored.
    return createHash('sha256').update(sum.digest()).digest('hex');
  }

  /** @returns the index in memory, and the digest of exactly these bytes */
  openIndex(
    { index }: PackFile,
    hashLength: number,
  ): { readonly index: PackIndex; readonly digest: string } | undefined {
    if (!this.#indexes.has(index)) {
      try {
        const opened = PackIndex.open(index, hashLength);
        this.#indexes.set(index, { index: opened, digest: this.#sumOf(opened.data.bytes) });
      } catch {
        this.#indexes.set(index, undefined);
      }
    }
    return this.#indexes.get(index);
  }
}

function endOf(file: string, hashLength: number): string | undefined {
  try {
    const opened = openFile(file);
    try {
      const { size } = fstatSync(opened);
      const end = Buffer.alloc(hashLength);
      return size >= hashLength && readSync(opened, end, 0, hashLength, size - hashLength) === hashLength
        ? `${size}:${end.toString('hex')}`
        : undefined;
    } finally {
      closeSync(opened);
    }
  } catch {
    return undefined;
  }
}

/** The identity and times of a file. Only root can set the change time. */
function stateOf(file: string): string {
  const found = statSync(toSystem(file), { bigint: true, throwIfNoEntry: false });
  return found === undefined ? 'gone' : [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}
