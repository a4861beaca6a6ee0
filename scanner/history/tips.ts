/** Where history is entered. */
export interface Tips {
  /** Commits that reflogs and the HEADs of all working trees lead to, those of branches and tags aside. */
  readonly commits: readonly string[];
  /** What the indexes of all working trees hold: ids of content, and the file it is of. */
  readonly staged: ReadonlyMap<string, { readonly path: string; readonly root: string }>;
  /** Whether all of them could be listed and are here. */
  readonly isWhole: boolean;
  /** What git said where it could not list some of them. */
  readonly unlisted: readonly string[];
}
