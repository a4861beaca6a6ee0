// The result of reading a whole object database.
import type { LinkData } from '../packs/object-links.ts';
import type { NotLookedAt } from '../model/finding.ts';
import type { ObjectTable } from '../packs/object-table.ts';
import type { Hit } from '../packs/visit-values.ts';
import type { WalkBatch } from '../packs/walk-task.ts';

/** The result for packs, in the form of a walk. */
export interface PackResult {
  readonly batches: readonly WalkBatch[];
  readonly links: readonly LinkData[];
}

/** The data available once every object has been read. */
export interface ReadResult {
  /** Objects that may hold a value. */
  readonly hits: readonly Hit[];
  readonly links: readonly LinkData[];
  readonly notLookedAt: readonly NotLookedAt[];
  /** Trees outside readable packs (loose ones, and those read through git), by number. */
  readonly trees: ReadonlyMap<number, string>;
  readonly objectTable: ObjectTable;
  /** Archives with secrets or unreadable members: fingerprints of the secrets, by number. */
  readonly archiveSecrets: ReadonlyMap<number, readonly string[]>;
  /** The result for the packs. */
  readonly packs: PackResult | undefined;
  /**
   * Problems of objects that were listed but cannot be found any more; reported unless they were removed legitimately.
   */
  readonly absent: ReadonlyMap<string, NotLookedAt>;
  /** Whether git would loop forever on some objects; then it must not be asked to follow any. */
  readonly hasGitLoop: boolean;
  /** Ids that objects refer to and that are not present. */
  readonly missing: ReadonlySet<string>;
  /** @returns the size in bytes of a blob that may be an archive; 0 for any other */
  readonly sizeOf: (number: number) => number;
}
