// What a scan reads: files, the index, commits, a diff, or a whole repository.
/** Commits reachable from `heads` but not from `bases`. */
export interface CommitRange {
  /** Anything git accepts as a commit or tag: ids, branches, tags, `HEAD~3`. */
  readonly heads: readonly string[];
  readonly bases?: readonly string[];
  /**
   * Also leaves out commits reachable from the remote-tracking branches of this remote, of these remotes, or (`true`)
   * of any.
   */
  readonly remote?: string | readonly string[] | true;
  /** Names of refs that are published with these commits; a name can contain a value. */
  readonly names?: readonly string[];
  /** Symmetric difference, as in `A...B`: leaves out commits reachable from all of `heads`. */
  readonly apart?: boolean;
}

/**
 * - `files`: files and folders on disk
 * - `staged`: the git index against HEAD
 * - `history`: every object of a git repository
 * - `range`: the commits of a range
 * - `diff`: a unified diff on standard input
 * - `git-folder`: the contents of `.git` except objects: configuration, hooks, logs, names of refs
 * - `all`: files on disk, the index, every object and the git folder of a repository, and of repositories inside it
 */
export type ScanTarget = 'files' | 'staged' | 'history' | 'range' | 'git-folder' | 'all' | 'diff';
