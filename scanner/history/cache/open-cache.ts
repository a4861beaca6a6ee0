// The cache of `--history`: finds and stores results for git packs, identified by their whole content.
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Criteria, ScanContext } from '../../model/source.ts';
import type { Repository } from '../../git/repository.ts';
import type { WorkerPool } from '../../packs/thread-pool.ts';
import { PackIndex } from '../../packs/index-file.ts';
import type { PackFile } from '../../packs/pack-files.ts';
import { CacheEntries } from './cache-files.ts';
import { refuseScannedFolder, trustedFolder } from './cache-folder.ts';
import { PackDigests } from './pack-sums.ts';
import { programHash } from './program-hash.ts';
import { cacheKey } from './cache-key.ts';
import type { PackKey, Snapshot } from './cached-content.ts';

/** A matching snapshot, and the packs that need not be read. */
export interface CachedPacks {
  readonly snapshot: Snapshot;
  /** Indexes of the snapshot's packs, by the path of the pack, in the order of the snapshot. */
  readonly indexes: ReadonlyMap<string, PackIndex>;
}

/** Longer lists are not worth storing. */
const MAX_ITEMS = 100_000;

/**
 * Snapshots of packs, by the program and the settings that produced them.
 * The repository may be an attacker's, and the cache is the user's own. So nothing that the repository says about its
 * packs is trusted: a pack is known only if every byte of it and of its index is unchanged.
 */
export class HistoryCache {
  readonly #entries: CacheEntries;
  readonly #hashLength: number;
  readonly #digests: PackDigests;
  readonly #fileNames = new Map<Snapshot, string>();

  /** Absolute path of the cache. */
  readonly folder: string;

  /** @param folder absolute path, trusted */
  constructor(
    folder: string,
    hashLength: number,
    { criteria, archives }: Pick<ScanContext, 'criteria' | 'archives'>,
    workerPool: WorkerPool,
    signal: AbortSignal,
  ) {
    this.folder = folder;
    const key = cacheKey(folder);
    this.#entries = new CacheEntries(folder, keyOf(hashLength, criteria, archives.limits, key));
    this.#hashLength = hashLength;
    this.#digests = new PackDigests(workerPool, signal, key);
  }

  /**
   * @param files all packs, in reading order
   * @param isUsable whether a snapshot is worth comparing
   * @returns the matching snapshot that saves most, if any
   */
  async find(files: readonly PackFile[], isUsable: (snapshot: Snapshot) => boolean): Promise<CachedPacks | undefined> {
    for (const file of files) this.#digests.watch(file);
    const present = new Map<string, PackFile>();
    for (const file of files) {
      const trailers = this.#digests.trailersOf(file, this.#hashLength);
      if (trailers !== undefined && !present.has(trailers)) present.set(trailers, file);
    }
    const candidates: { snapshot: Snapshot; packs: readonly PackFile[]; size: number }[] = [];
    for (const { name, value } of this.#entries.all()) {
      const snapshot = value as Snapshot;
      const packs = snapshot.packs.flatMap(({ trailers }) => present.get(trailers) ?? []);
      if (packs.length < snapshot.packs.length || packs.length === 0 || !isUsable(snapshot)) continue;
      this.#fileNames.set(snapshot, name);
      candidates.push({ snapshot, packs, size: snapshot.packs.reduce((sum, { size }) => sum + size, 0) });
    }
    candidates.sort((one, other) => other.size - one.size);
    for (const { snapshot, packs } of candidates) {
      const indexes = await this.#verify(snapshot.packs, packs);
      if (indexes === undefined || !isInOrder(packs, files) || !isUnshadowed(indexes, files, this.#hashLength))
        continue;
      this.#entries.touch(this.#fileNames.get(snapshot)!);
      return { snapshot, indexes };
    }
    return undefined;
  }

  /**
   * Stores results.
   * @param files the packs they come from, in reading order
   * @throws the error of the file system
   */
  async save(files: readonly PackFile[], results: Omit<Snapshot, 'packs'>): Promise<void> {
    if (
      files.length === 0 ||
      [results.hits, results.archives, results.tooLarge, results.unread, results.missing, results.loose].some(
        ({ length }) => length >= MAX_ITEMS,
      )
    )
      return;
    const packs: PackKey[] = [];
    for (const file of files) {
      const key = await this.#digests.keyOf(file, this.#hashLength);
      if (key === undefined) return;
      packs.push(key);
    }
    if (!files.every((file) => this.#digests.isUnchanged(file))) return;
    this.#entries.write(packs.map(({ pack, index }) => `${pack} ${index}`).join('\n'), {
      packs,
      ...results,
    } satisfies Snapshot);
  }

  async #verify(wanted: readonly PackKey[], files: readonly PackFile[]): Promise<Map<string, PackIndex> | undefined> {
    const indexes = new Map<string, PackIndex>();
    for (const [at, file] of files.entries()) {
      const opened = this.#digests.openIndex(file, this.#hashLength);
      if (opened === undefined || opened.digest !== wanted[at]!.index) return undefined;
      indexes.set(file.pack, opened.index);
    }
    for (const [at, file] of files.entries())
      if ((await this.#digests.packDigest(file)) !== wanted[at]!.pack) return undefined;
    return indexes;
  }
}

/**
 * @param named absolute path of a folder
 * @param workerPool threads that help this one; the caller ends them
 * @throws Failure for a cache that cannot be trusted, or that is inside the repository
 */
export function openHistoryCache(
  named: string,
  { root, objects, hexLength }: Repository,
  context: ScanContext,
  workerPool: WorkerPool,
  signal: AbortSignal,
): HistoryCache {
  const folder = trustedFolder(named);
  refuseScannedFolder(folder, [root, ...(objects === undefined ? [] : [path.dirname(objects)])]);
  return new HistoryCache(folder, hexLength / 2, context, workerPool, signal);
}

/** The key of all entries. `allow` and the baseline are not part of it: they apply only to findings. */
function keyOf(
  hashLength: number,
  { settings = {}, ...criteria }: Criteria,
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
  const positions = packs.map((pack) => files.indexOf(pack));
  return positions.every((position, at) => at === 0 || position > positions[at - 1]!);
}

/**
 * Whether no new pack that precedes a known one contains one of its objects: the new pack's version would be used,
 * whatever it contains.
 */
function isUnshadowed(cached: ReadonlyMap<string, PackIndex>, files: readonly PackFile[], hashLength: number): boolean {
  const last = files.findLastIndex(({ pack }) => cached.has(pack));
  const before: PackIndex[] = [];
  for (const [at, { pack, index }] of files.slice(0, last).entries()) {
    const own = cached.get(pack);
    if (own !== undefined) {
      before.push(own);
      continue;
    }
    const after = files.slice(at + 1).flatMap((file) => cached.get(file.pack) ?? []);
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
