// What reading a whole object database gives.
import type { LinkData } from '../packs/object-links.ts';
import type { NotLookedAt } from '../model/finding.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import type { Hit } from '../packs/visit-values.ts';
import type { WalkBatch } from '../packs/walk-task.ts';

/** What came of packs, as a walk would tell it. */
export interface PackResult {
  readonly pieces: readonly WalkBatch[];
  readonly links: readonly LinkData[];
}

/** What is known once every object was read. */
export interface ReadResult {
  /** Objects that may hold a value. */
  readonly hits: readonly Hit[];
  readonly links: readonly LinkData[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Trees that are in no pack that could be read: loose ones and those that git read, by number. */
  readonly trees: ReadonlyMap<number, string>;
  readonly known: ObjectTable;
  /**
   * Archives in which there is something, or something that cannot be read: numbers, and fingerprints of what they
   * hold.
   */
  readonly archived: ReadonlyMap<number, readonly string[]>;
  /** What came of the packs. */
  readonly packs: PackResult | undefined;
  /**
   * Objects that were listed, and that nobody can find any more: what is said of them where they are not gone by right.
   */
  readonly absent: ReadonlyMap<string, NotLookedAt>;
  /** Whether git would run forever on some objects: then it must not be asked to follow any. */
  readonly hasGitLoop: boolean;
  /** Ids that objects name and that are not here. */
  readonly missing: ReadonlySet<string>;
  /** @returns the bytes of a blob that may be an archive; 0 for any other */
  readonly sizeOf: (number: number) => number;
}
