// The tips from which a history is reachable: reflogs, HEADs and indexes.
/** The tips of a history besides its refs. */
export interface Tips {
  /** Commits of reflogs and of the HEADs of all working trees, except those of branches and tags. */
  readonly commits: readonly string[];
  /** Contents of the indexes of all working trees: file by object id. */
  readonly staged: ReadonlyMap<string, { readonly path: string; readonly root: string }>;
  /** Whether all tips could be listed and are present. */
  readonly isComplete: boolean;
  /** Errors of git for tips it could not list. */
  readonly unlisted: readonly string[];
}
