// Finds objects that are here and were not read: git moved them while it was looked, or alone knows where they are.
import { closeSync, readSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { NotLookedAt } from '../model/finding.ts';
import type { Repository } from '../git/repository.ts';
import { startGit } from '../git/run-git.ts';
import { PackDamage } from '../packs/pack-damage.ts';
import { PackIndex } from '../packs/index-file.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import { listLoose } from '../packs/loose-objects.ts';
import { findPacks, folderTrouble, type ObjectPlaces, type PackFile } from '../packs/pack-files.ts';
import { openFile } from '../packs/pack-handle.ts';
import type { Store } from '../packs/object-store.ts';
import { toDisplay } from '../io/system-path.ts';
import { findTips, type ListingAhead } from './connectivity.ts';
import type { HistoryReader } from './history-reader.ts';

/** Looks at the object database until two in a row see the same packs; a repack takes longer than a look. */
const MOST_LOOKS = 100;
/** Looks that are given to git to make the other half of a pack, and the time between them in milliseconds. */
const HALF_LOOKS = 5;
const HALF_PAUSE = 50;

/** The object database at one moment. */
interface Look {
  readonly places: ObjectPlaces;
  readonly troubles: readonly NotLookedAt[];
  /** Ids in hex of the objects that were not known. */
  readonly unknown: ReadonlySet<string>;
  readonly isLoose: (oid: string) => boolean;
}

/**
 * git packs and removes files beside us. Whatever was here all the time is in the list of one moment after the first
 * reading; so it is enough to read what that list has and we have not. Where something is missing all the same, git
 * is asked for all objects it knows of, and those are read: that it misses none itself is no proof that we saw them.
 */
export class LateObjects {
  readonly #repository: Repository;
  readonly #isAllowed: boolean;
  readonly #store: Store;
  readonly #listing: ListingAhead;
  readonly #first: ObjectPlaces;
  #last: Look | undefined;
  #steps = 0;
  readonly #notLookedAt: NotLookedAt[] = [];

  /** @param first what was found when it was looked first */
  constructor(repository: Repository, isAllowed: boolean, first: ObjectPlaces, store: Store, listing: ListingAhead) {
    this.#repository = repository;
    this.#isAllowed = isAllowed;
    this.#first = first;
    this.#store = store;
    this.#listing = listing;
  }

  /** @returns ids in hex; asked for the third time, none */
  readonly seek = async (reading: HistoryReader): Promise<readonly string[]> => {
    // Of such a repository git must not be asked.
    if (reading.hasGitLoop) return [];
    this.#steps += 1;
    if (this.#steps === 1) {
      const moved = await this.#moved(reading.known);
      if (moved.length > 0) return moved;
      this.#steps += 1;
    }
    return this.#steps === 2 ? this.#beyond(reading) : [];
  };

  /** What is to be said of the object database, now that it was looked at to the end. */
  get notLookedAt(): readonly NotLookedAt[] {
    const { places, troubles } = this.#last ?? { places: this.#first, troubles: [] };
    const listed = new Set(places.files.map(({ pack }) => pack));
    const said = [...this.#store.notLookedAt, ...places.halves, ...troubles, ...this.#notLookedAt];
    // What is gone by now has gone by right: its objects are elsewhere, and in the last list.
    for (const [file, trouble] of this.#store.gone) if (listed.has(file)) said.push(trouble);
    return said.filter(
      ({ path, reason }, at) => said.findIndex((one) => one.path === path && one.reason === reason) === at,
    );
  }

  /** @returns of objects that git could not find any more, what is to be said of those that are still listed */
  stillListed(absent: ReadonlyMap<string, NotLookedAt>): NotLookedAt[] {
    return [...absent]
      .filter(([oid]) => this.#last === undefined || this.#last.isLoose(oid) || this.#isPacked(oid))
      .map(([, trouble]) => trouble);
  }

  #isPacked(oid: string): boolean {
    const listed = new Set(this.#last?.places.files.map(({ pack }) => pack));
    const id = Buffer.from(oid, 'hex');
    return this.#store.data.packs.some(({ file, index }) => listed.has(file) && new PackIndex(index).find(id, 0) >= 0);
  }

  async #moved(known: ObjectTable): Promise<readonly string[]> {
    // Refs are listed first, so that whatever they name is in the list of objects.
    await this.#listing.listed;
    let halves = 0;
    for (let look = 0; look < MOST_LOOKS; look += 1) {
      const seen = await this.#look(known);
      if (seen === undefined) continue;
      this.#last = seen;
      const isHalf = seen.places.halves.some(({ path }) => !this.#first.halves.some((one) => one.path === path));
      if (!isHalf || (halves += 1) > HALF_LOOKS) return [...seen.unknown];
      await pause(HALF_PAUSE);
    }
    this.#notLookedAt.push({
      path: this.#repository.root,
      reason: 'the objects of the repository moved all the time while they were read',
      remedy: 'Run it again when git does not pack there.',
    });
    return [];
  }

  /** Packs, loose objects, packs again. @returns undefined where packs came or went meanwhile */
  async #look(known: ObjectTable): Promise<Look | undefined> {
    const before = await findPacks(this.#repository, this.#isAllowed);
    const troubles: NotLookedAt[] = [];
    const loose = new Set(
      before.folders.flatMap((folder) =>
        listLoose(
          folder,
          known.hashLength,
          before.isOutside,
          (one, error) => void troubles.push(folderTrouble(one, error)),
        ),
      ),
    );
    const unknown = new Set([...loose].filter((oid) => known.findHex(oid) < 0));
    for (const file of before.files) {
      try {
        for (const oid of this.#inNewPack(file, known)) unknown.add(oid);
      } catch (error) {
        if (error instanceof PackDamage && error.isGone) return undefined;
        if (!(error instanceof PackDamage) && (error as NodeJS.ErrnoException).code === undefined) throw error;
        troubles.push({
          path: toDisplay(file.pack),
          reason: `this pack is damaged: ${(error as Error).message}`,
          remedy: 'git fsck; then clone again, or fetch what is missing',
        });
      }
    }
    const places = await findPacks(this.#repository, this.#isAllowed);
    const names = (one: ObjectPlaces) =>
      [...one.folders, ...one.files.map(({ pack, indexSize }) => `${pack} ${indexSize}`)].sort().join('\n');
    if (names(before) !== names(places)) return undefined;
    return { places, troubles, unknown, isLoose: (oid) => loose.has(oid) };
  }

  /**
   * @returns ids of a pack that are not known; none for one that was opened before, or was found to be damaged, which
   *   was said
   */
  *#inNewPack({ pack, index: file, indexSize }: PackFile, known: ObjectTable): Generator<string> {
    const read = this.#store.data.packs.find((one) => one.file === pack)?.index.bytes;
    if (read === undefined && !this.#store.gone.has(pack) && this.#first.files.some((one) => one.pack === pack)) return;
    if (read?.length === indexSize && isEnding(file, read, 2 * known.hashLength)) return;
    const index = PackIndex.open(file, known.hashLength);
    const { bytes } = index.data;
    for (let position = 0; position < index.count; position += 1)
      if (known.find(bytes, index.oidStart(position)) < 0) yield index.oidAt(position);
  }

  /** @returns what git knows of and we do not, where anything is missing */
  async #beyond(reading: HistoryReader): Promise<readonly string[]> {
    const { known } = reading;
    const tips = findTips(await this.#listing.listed, known);
    const isWhole = reading.missing.size === 0 && tips.isWhole;
    // Else it is incomplete anyhow; and of a damaged pack git might read for ever.
    if (isWhole || this.#first.leavesOut || this.#store.notLookedAt.length > this.#first.notLookedAt.length) return [];
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
      for (const oid of lines) if (known.findHex(oid) < 0) unknown.push(oid);
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

/** Whether a file ends on the same checksums as what was read of one of its name and size. */
function isEnding(file: string, read: Uint8Array, length: number): boolean {
  const descriptor = openFile(file);
  try {
    const end = Buffer.alloc(length);
    return readSync(descriptor, end, 0, length, read.length - length) === length && end.equals(read.subarray(-length));
  } finally {
    closeSync(descriptor);
  }
}
