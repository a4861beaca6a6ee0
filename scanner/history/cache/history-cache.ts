import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Observer } from '../../model/source.ts';
import type { Repository } from '../../git/repository.ts';
import type { WorkerPool } from '../../packs/worker-pool.ts';
import { PackIndex } from '../../packs/index-file.ts';
import type { PackFile } from '../../packs/pack-files.ts';
import { Entries } from './entries.ts';
import { keepApart, trustedFolder } from './cache-folder.ts';
import { PackSums } from './pack-sums.ts';
import { programHash } from './program-hash.ts';
import { cacheKey } from './cache-key.ts';
import type { PackKey, Snapshot } from './snapshot.ts';

/** A snapshot that fits, and the packs that need not be read. */
export interface Remembered {
  readonly snapshot: Snapshot;
  /** Indexes of the packs of the snapshot, by the path of the pack, in the order of the snapshot. */
  readonly indexes: ReadonlyMap<string, PackIndex>;
}

/** More of anything than this is not worth keeping. */
const MOST = 100_000;

/**
 * Snapshots of packs that were looked at, by the program and the settings they were looked at with.
 *
 * The repository is an attacker's and the cache is the user's own. So nothing that the repository says about its
 * packs is believed: a pack is known only when every byte of it and of its index is what it was.
 */
export class HistoryCache {
  readonly #entries: Entries;
  readonly #hashLength: number;
  readonly #sums: PackSums;
  readonly #name = new Map<Snapshot, string>();

  /** Absolute path. */
  readonly folder: string;

  /** @param folder absolute path, trusted */
  constructor(
    folder: string,
    hashLength: number,
    { criteria, archives }: Pick<Observer, 'criteria' | 'archives'>,
    crew: WorkerPool,
    signal: AbortSignal,
  ) {
    this.folder = folder;
    const key = cacheKey(folder);
    this.#entries = new Entries(folder, keyOf(hashLength, criteria, archives.limits, key));
    this.#hashLength = hashLength;
    this.#sums = new PackSums(crew, signal, key);
  }

  /**
   * @param files all packs, in the order in which they are looked at
   * @param isOfUse whether a snapshot is worth comparing
   * @returns the snapshot that spares most, if any
   */
  async find(files: readonly PackFile[], isOfUse: (snapshot: Snapshot) => boolean): Promise<Remembered | undefined> {
    for (const file of files) this.#sums.watch(file);
    const present = new Map<string, PackFile>();
    for (const file of files) {
      const trailers = this.#sums.trailersOf(file, this.#hashLength);
      if (trailers !== undefined && !present.has(trailers)) present.set(trailers, file);
    }
    const candidates: { snapshot: Snapshot; packs: readonly PackFile[]; size: number }[] = [];
    for (const { name, value } of this.#entries.all()) {
      const snapshot = value as Snapshot;
      const packs = snapshot.packs.flatMap(({ trailers }) => present.get(trailers) ?? []);
      if (packs.length < snapshot.packs.length || packs.length === 0 || !isOfUse(snapshot)) continue;
      this.#name.set(snapshot, name);
      candidates.push({ snapshot, packs, size: snapshot.packs.reduce((sum, { size }) => sum + size, 0) });
    }
    candidates.sort((one, other) => other.size - one.size);
    for (const { snapshot, packs } of candidates) {
      const indexes = await this.#verify(snapshot.packs, packs);
      if (indexes === undefined || !isInOrder(packs, files) || !isUnshadowed(indexes, files, this.#hashLength))
        continue;
      this.#entries.touch(this.#name.get(snapshot)!);
      return { snapshot, indexes };
    }
    return undefined;
  }

  /** Keeps what was seen. @param files the packs it was seen in, in order @throws what the file system says */
  async save(files: readonly PackFile[], seen: Omit<Snapshot, 'packs'>): Promise<void> {
    if (
      files.length === 0 ||
      [seen.hits, seen.archives, seen.tooLarge, seen.left, seen.missing, seen.loose].some(
        ({ length }) => length >= MOST,
      )
    )
      return;
    const packs: PackKey[] = [];
    for (const file of files) {
      const key = await this.#sums.keyOf(file, this.#hashLength);
      if (key === undefined) return;
      packs.push(key);
    }
    if (!files.every((file) => this.#sums.isUnchanged(file))) return;
    this.#entries.write(packs.map(({ pack, index }) => `${pack} ${index}`).join('\n'), {
      packs,
      ...seen,
    } satisfies Snapshot);
  }

  async #verify(wanted: readonly PackKey[], files: readonly PackFile[]): Promise<Map<string, PackIndex> | undefined> {
    const indexes = new Map<string, PackIndex>();
    for (const [at, file] of files.entries()) {
      const opened = this.#sums.openIndex(file, this.#hashLength);
      if (opened === undefined || opened.digest !== wanted[at]!.index) return undefined;
      indexes.set(file.pack, opened.index);
    }
    for (const [at, file] of files.entries())
      if ((await this.#sums.packDigest(file)) !== wanted[at]!.pack) return undefined;
    return indexes;
  }
}

/**
 * @param named absolute path of a folder @param crew threads that help this one, and that whoever has made them ends
 * @throws Failure for a cache that cannot be trusted, or that lies in the repository itself
 */
export function openHistoryCache(
  named: string,
  { root, objects, hexLength }: Repository,
  observer: Observer,
  crew: WorkerPool,
  signal: AbortSignal,
): HistoryCache {
  const folder = trustedFolder(named);
  keepApart(folder, [root, ...(objects === undefined ? [] : [path.dirname(objects)])]);
  return new HistoryCache(folder, hexLength / 2, observer, crew, signal);
}

/** What must be the same: `allow` and the baseline are asked only about what was found. */
function keyOf(
  hashLength: number,
  { settings = {}, ...criteria }: Observer['criteria'],
  limits: object,
  key: Uint8Array | undefined,
): string {
  const { allow: _, baseline: __, ...rest } = settings as typeof settings & { baseline?: unknown };
  const keyed = key === undefined ? null : createHash('sha256').update('cache key').update(key).digest('hex');
  return JSON.stringify([keyed, programHash(), hashLength, sorted({ ...criteria, settings: rest, limits })]);
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, inner]) => [key, sorted(inner)]);
}

function isInOrder(packs: readonly PackFile[], files: readonly PackFile[]): boolean {
  const places = packs.map((pack) => files.indexOf(pack));
  return places.every((place, at) => at === 0 || place > places[at - 1]!);
}

/**
 * Whether no pack that is new stands before a known one and has an object of it: that object would count as the new
 * one's, whatever is in there.
 */
function isUnshadowed(known: ReadonlyMap<string, PackIndex>, files: readonly PackFile[], hashLength: number): boolean {
  const last = files.findLastIndex(({ pack }) => known.has(pack));
  const before: PackIndex[] = [];
  for (const [at, { pack, index }] of files.slice(0, last).entries()) {
    const own = known.get(pack);
    if (own !== undefined) {
      before.push(own);
      continue;
    }
    const after = files.slice(at + 1).flatMap((file) => known.get(file.pack) ?? []);
    let opened: PackIndex;
    try {
      opened = PackIndex.open(index, hashLength);
    } catch {
      return false;
    }
    const { bytes } = opened.data;
    for (let position = 0; position < opened.count; position += 1) {
      const start = opened.oidStart(position);
      if (after.some((one) => one.find(bytes, start) >= 0) && !before.some((one) => one.find(bytes, start) >= 0))
        return false;
    }
  }
  return true;
}
