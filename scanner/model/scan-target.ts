// What a scan looks at.
/** Commits: those that lead back from `heads`, without those that lead back from `bases`. */
export interface CommitRange {
  /** Anything that git takes for a commit or tag: ids, branches, tags, `HEAD~3`. */
  readonly heads: readonly string[];
  readonly bases?: readonly string[];
  /** Leaves out what the remote-tracking branches of this remote, of these, or with `true` of any, lead to as well. */
  readonly remote?: string | readonly string[] | true;
  /** Names of refs that are made known with these commits; a value can stand in one. */
  readonly names?: readonly string[];
  /** As `A...B` means it: leaves out what all of `heads` have in common. */
  readonly apart?: boolean;
}

/**
 * - `files`: files and folders on disk
 * - `staged`: the git index against HEAD
 * - `history`: every object of a git repository
 * - `range`: the commits of a range
 * - `diff`: a unified diff on standard input
 * - `git-folder`: what lies in `.git` besides objects: configuration, hooks, logs, names of refs
 * - `all`: every file on disk, the index, every object and the git folder of a repository, and of those within it
 */
export type ScanTarget = 'files' | 'staged' | 'history' | 'range' | 'git-folder' | 'all' | 'diff';
