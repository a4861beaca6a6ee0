// Where git is run, and with what of its surroundings.
/** Where a git command runs and what it may see. */
export interface GitContext {
  /** Absolute path of a directory inside the repository. */
  readonly cwd: string;
  /** The environment to take `PATH` and `HOME` from; nothing else of it reaches git. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** `GIT_INDEX_FILE` and its like, set by git for a hook; see {@link hookContext}. */
  readonly hook?: NodeJS.ProcessEnv;
  /**
   * Whether the top of the working tree is a guess, so that no path can be told to lie in it; see `HookEnvironment`.
   */
  readonly isTopGuessed?: true;
  /** Values of `safe.directory` from the user's own configuration; see {@link ownSafeDirectories}. */
  readonly trusted?: readonly string[];
  /**
   * For the user's own repository, where git hooks are installed and run: their settings are read too,
   * `core.hooksPath` and `safe.directory` among them. Only for commands that run nothing.
   */
  readonly ownSettings?: boolean;
}
