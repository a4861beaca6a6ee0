// The context of a git command: its directory, environment and trusted settings.
export interface GitContext {
  /** Absolute path of a directory inside the repository. */
  readonly cwd: string;
  /** The environment that provides `PATH` and `HOME`; git receives no other variables of it. */
  readonly env: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** `GIT_INDEX_FILE` and similar variables that git sets for a hook; see {@link hookContext}. */
  readonly hook?: NodeJS.ProcessEnv;
  /**
   * Whether the top of the working tree is only a guess, so no path is certain to be inside it; see `HookEnvironment`.
   */
  readonly isTopGuessed?: true;
  /** Values of `safe.directory` from the user's own configuration; see {@link ownSafeDirectories}. */
  readonly trusted?: readonly string[];
  /**
   * For the user's own repository, in which git hooks are installed and run: their settings are read too, including
   * `core.hooksPath` and `safe.directory`. Only for git commands that run no other program.
   */
  readonly ownSettings?: boolean;
}
