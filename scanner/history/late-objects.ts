// Finds objects that are present but were not read, because git moved them meanwhile or only git can locate them.
import { closeSync, readSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { NotLookedAt } from '../model/finding.ts';
import type { Repository } from '../git/repository.ts';
import { startGit } from '../git/run-git.ts';
import { PackDamage } from '../packs/pack-damage.ts';
import { PackIndex } from '../packs/index-file.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import { listLoose } from '../packs/loose-objects.ts';
import { findPacks, unlistedFolder, type ObjectLocations, type PackFile } from '../packs/pack-files.ts';
import { openFile } from '../packs/pack-handle.ts';
import type { Store } from '../packs/object-store.ts';
import { toDisplay } from '../io/system-path.ts';
import { findTips, type TipListing } from './connectivity.ts';
import type { HistoryReader } from './history-reader.ts';

/**
 * Attempts to list the object database until two listings in a row show the same packs. A repack takes longer than one
 * listing.
 */
const MAX_LISTINGS = 100;
/** Attempts to wait for git to write the other half of a pack, and milliseconds between them. */
const MAX_UNPAIRED_RETRIES = 5;
const UNPAIRED_DELAY = 50;

/** The object database at one moment. */
interface ObjectListing {
  readonly locations: ObjectLocations;
  readonly failures: readonly NotLookedAt[];
  /** Ids in hex of unknown objects. */
  readonly unknown: ReadonlySet<string>;
  readonly isLoose: (oid: string) => boolean;
}

/**
 * git repacks and removes files while we read. Every object that was present all the time is in a consistent listing
 * taken after the first read, so reading what that listing has and we do not is enough. If something is still missing,
 * git is asked for all objects it knows, and the unknown ones are read: that git misses none itself does not prove that
 * we saw them.
 */
export class LateObjects {
  readonly #repository: Repository;
  readonly #isAllowed: boolean;
  readonly #store: Store;
  readonly #listing: TipListing;
  readonly #first: ObjectLocations;
  #last: ObjectListing | undefined;
  #calls = 0;
  readonly #notLookedAt: NotLookedAt[] = [];

  /** @param first packs and folders found at the start */
  constructor(
    repository: Repository,
    isAllowed: boolean,
    first: ObjectLocations,
    store: Store,
    tipListing: TipListing,
  ) {
    this.#repository = repository;
    this.#isAllowed = isAllowed;
    this.#first = first;
    this.#store = store;
    this.#listing = tipListing;
  }

  /** @returns ids in hex of unread objects; empty at the third call */
  readonly seek = async (reader: HistoryReader): Promise<readonly string[]> => {
    // git must not be asked about such a repository.
    if (reader.hasGitLoop) return [];
    this.#calls += 1;
    if (this.#calls === 1) {
      const moved = await this.#findMoved(reader.objectTable);
      if (moved.length > 0) return moved;
      this.#calls += 1;
    }
    return this.#calls === 2 ? this.#findByGit(reader) : [];
  };

  /** Problems of the object database, after the last listing. */
  get notLookedAt(): readonly NotLookedAt[] {
    const { locations, failures } = this.#last ?? { locations: this.#first, failures: [] };
    const listed = new Set(locations.files.map(({ pack }) => pack));
    const all = [...this.#store.notLookedAt, ...locations.unpaired, ...failures, ...this.#notLookedAt];
    // Packs that are gone by now were removed legitimately: their objects are elsewhere, in the last listing.
    for (const [file, failure] of this.#store.gone) if (listed.has(file)) all.push(failure);
    return all.filter(
      ({ path, reason }, at) => all.findIndex((one) => one.path === path && one.reason === reason) === at,
    );
  }

  /** @returns problems of objects that git could not find but that are still listed */
  stillListed(absent: ReadonlyMap<string, NotLookedAt>): NotLookedAt[] {
    return [...absent]
      .filter(([oid]) => this.#last === undefined || this.#last.isLoose(oid) || this.#isPacked(oid))
      .map(([, failure]) => failure);
  }

  #isPacked(oid: string): boolean {
    const listed = new Set(this.#last?.locations.files.map(({ pack }) => pack));
    const id = Buffer.from(oid, 'hex');
    return this.#store.data.packs.some(({ file, index }) => listed.has(file) && new PackIndex(index).find(id, 0) >= 0);
  }

  async #findMoved(objectTable: ObjectTable): Promise<readonly string[]> {
    // Refs are listed first, so the listing of objects contains everything they name.
    await this.#listing.listed;
    let retries = 0;
    for (let attempt = 0; attempt < MAX_LISTINGS; attempt += 1) {
      const seen = await this.#list(objectTable);
      if (seen === undefined) continue;
      this.#last = seen;
      const hasNewUnpaired = seen.locations.unpaired.some(
        ({ path }) => !this.#first.unpaired.some((one) => one.path === path),
      );
      if (!hasNewUnpaired || (retries += 1) > MAX_UNPAIRED_RETRIES) return [...seen.unknown];
      await pause(UNPAIRED_DELAY);
    }
    this.#notLookedAt.push({
      path: this.#repository.root,
      reason: 'the objects of the repository moved all the time while they were read',
      remedy: 'Run it again when git does not pack there.',
    });
    return [];
  }

  /**
   * Lists packs, loose objects, and packs again.
   * @returns undefined if packs appeared or disappeared meanwhile
   */
  async #list(objectTable: ObjectTable): Promise<ObjectListing | undefined> {
    const before = await findPacks(this.#repository, this.#isAllowed);
    const failures: NotLookedAt[] = [];
    const loose = new Set(
      before.folders.flatMap((folder) =>
        listLoose(
          folder,
          objectTable.hashLength,
          before.isOutside,
          (one, error) => void failures.push(unlistedFolder(one, error)),
        ),
      ),
    );
    const unknown = new Set([...loose].filter((oid) => objectTable.findHex(oid) < 0));
    for (const file of before.files) {
      try {
        for (const oid of this.#unknownInPack(file, objectTable)) unknown.add(oid);
      } catch (error) {
        if (error instanceof PackDamage && error.isGone) return undefined;
        if (!(error instanceof PackDamage) && (error as NodeJS.ErrnoException).code === undefined) throw error;
        failures.push({
          path: toDisplay(file.pack),
          reason: `this pack is damaged: ${(error as Error).message}`,
          remedy: 'git fsck; then clone again, or fetch what is missing',
        });
      }
    }
    const locations = await findPacks(this.#repository, this.#isAllowed);
    const fingerprint = (one: ObjectLocations) =>
      [...one.folders, ...one.files.map(({ pack, indexSize }) => `${pack} ${indexSize}`)].sort().join('\n');
    if (fingerprint(before) !== fingerprint(locations)) return undefined;
    return { locations, failures, unknown, isLoose: (oid) => loose.has(oid) };
  }

  /** @returns unknown ids of a pack; empty for a pack that was read before, or was already reported as damaged */
  *#unknownInPack({ pack, index: file, indexSize }: PackFile, objectTable: ObjectTable): Generator<string> {
    const read = this.#store.data.packs.find((one) => one.file === pack)?.index.bytes;
    if (read === undefined && !this.#store.gone.has(pack) && this.#first.files.some((one) => one.pack === pack)) return;
    if (read?.length === indexSize && hasSameChecksums(file, read, 2 * objectTable.hashLength)) return;
    const index = PackIndex.open(file, objectTable.hashLength);
    const { bytes } = index.data;
    for (let position = 0; position < index.count; position += 1)
      if (objectTable.find(bytes, index.oidStart(position)) < 0) yield index.oidAt(position);
  }

  /** @returns ids that git knows and we do not, if anything is missing */
  async #findByGit(reader: HistoryReader): Promise<readonly string[]> {
    const { objectTable } = reader;
    const tips = findTips(await this.#listing.listed, objectTable);
    const isComplete = reader.missing.size === 0 && tips.isComplete;
    // Otherwise the read is incomplete anyway, and git might never finish reading a damaged pack.
    if (isComplete || this.#first.skipsObjects || this.#store.notLookedAt.length > this.#first.notLookedAt.length)
      return [];
    const unknown: string[] = [];
    const git = startGit(this.#repository.git, [
      'cat-file',
      '--batch-all-objects',
      '--unordered',
      '--buffer',
      '--batch-check=%(objectname)',
    ]);
    git.stdin.end();
    let rest = '';
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const oid of lines) if (objectTable.findHex(oid) < 0) unknown.push(oid);
    }
    const { code, stderr } = await git.ended;
    this.#repository.git.signal?.throwIfAborted();
    if (code !== 0)
      this.#notLookedAt.push({
        path: this.#repository.root,
        reason: `something is missing, and git cannot list what there is: ${stderr.split('\n')[0] ?? ''}`,
        remedy: 'git fsck',
      });
    return unknown;
  }
}

/** Whether a file ends with the same checksums as the bytes that were read from a file of the same name and size. */
function hasSameChecksums(file: string, read: Uint8Array, length: number): boolean {
  const descriptor = openFile(file);
  try {
    const end = Buffer.alloc(length);
    return readSync(descriptor, end, 0, length, read.length - length) === length && end.equals(read.subarray(-length));
  } finally {
    closeSync(descriptor);
  }
}
