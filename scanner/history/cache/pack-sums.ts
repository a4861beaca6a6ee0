import { createHash } from 'node:crypto';
import { closeSync, fstatSync, readSync, statSync } from 'node:fs';
import { contentChecksum } from '../../packs/content-checksum.ts';
import { PackIndex } from '../../packs/index-file.ts';
import type { PackFile } from '../../packs/pack-files.ts';
import { openFile } from '../../packs/pack-handle.ts';
import { toSystem } from '../../io/system-path.ts';
import { WorkerPool } from '../../packs/worker-pool.ts';
import { digestOf } from './digest.ts';
import type { PackKey } from './snapshot.ts';

/** A file of fewer bytes is hashed before a thread has started. */
const WORTH_A_THREAD = 32 * 1024 * 1024;
const NOBODY = new WorkerPool(0);

/** Sums over packs and indexes; each is made once. */
export class PackSums {
  readonly #signal: AbortSignal;
  readonly #key: Uint8Array | undefined;
  readonly #crew: WorkerPool;
  readonly #packs = new Map<string, Promise<string | undefined>>();
  readonly #indexes = new Map<string, { readonly index: PackIndex; readonly digest: string } | undefined>();
  readonly #watched = new Map<string, string>();

  /** @param crew threads that help this one @param key of the cache */
  constructor(crew: WorkerPool, signal: AbortSignal, key?: Uint8Array) {
    this.#crew = crew;
    this.#key = key;
    this.#signal = signal;
  }

  /** @returns what stands at the ends of a pack and its index, in hex, and the size of both */
  trailersOf({ pack, index }: PackFile, hashLength: number): string | undefined {
    const ends = [pack, index].map((file) => endOf(file, hashLength));
    return ends.includes(undefined) ? undefined : ends.join(' ');
  }

  /** Notes how a pack lies there. What is made out of it later is of no use if it was changed or replaced meanwhile. */
  watch({ pack, index }: PackFile): void {
    for (const file of [pack, index]) this.#watched.set(file, stateOf(file));
  }

  /** Whether a pack lies there as it did when it was watched. */
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
    const made =
      size === undefined
        ? Promise.resolve(undefined)
        : digestOf(pack, size, size > WORTH_A_THREAD ? this.#crew : NOBODY, this.#signal, this.#key);
    this.#packs.set(pack, made);
    return made;
  }

  #sumOf(bytes: Uint8Array): string {
    const sum = contentChecksum(this.#key);
    sum.update(bytes);
    // Of a sum that is made with the key only its own hash may be kept.
    return createHash('sha256').update(sum.digest()).digest('hex');
  }

  /** @returns an index as it is in memory now, and the hash of just that */
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

/** Nobody but the machine's owner can set the time of the last change. */
function stateOf(file: string): string {
  const found = statSync(toSystem(file), { bigint: true, throwIfNoEntry: false });
  return found === undefined ? 'gone' : [found.dev, found.ino, found.size, found.mtimeNs, found.ctimeNs].join(' ');
}
