// Types for `init`: file changes, and the parts of a project that they set up.

/** A file to write. The previous content is known, so that a change in between is detected. */
export interface FileChange {
  /** `/`-separated, relative to the top of the project. */
  readonly file: string;
  /** Absent for a new file. */
  readonly before?: string;
  readonly after: string;
  readonly executable?: boolean;
}

/** One place where the tool is used, and the changes for it. */
export interface Part {
  readonly name: 'package' | 'eslint' | 'hook' | 'ci';
  /** `by-hand`: the file cannot be edited safely. `none`: the project has no such place. */
  readonly state: 'ready' | 'change' | 'by-hand' | 'none';
  /** The current or future state, in a sentence without a full stop. */
  readonly says: string;
  readonly changes?: readonly FileChange[];
  /** Steps for the user, instead of the change or after it. */
  readonly steps?: readonly string[];
}
