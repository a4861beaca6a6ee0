/** A file to write. What was there is known, so that a change in between is noticed. */
export interface FileChange {
  /** `/`-separated, relative to the top of the project. */
  readonly file: string;
  /** Absent for a new file. */
  readonly before?: string;
  readonly after: string;
  readonly executable?: boolean;
}

/** One place where the tool is used, and what is to be done there. */
export interface Part {
  readonly name: 'package' | 'eslint' | 'hook' | 'ci';
  /** `by-hand`: the file cannot be edited with certainty. `none`: this project has no such place. */
  readonly state: 'ready' | 'change' | 'by-hand' | 'none';
  /** What is there or what will be, in a sentence without a full stop. */
  readonly says: string;
  readonly changes?: readonly FileChange[];
  /** What the user does: instead of the change, or after it. */
  readonly steps?: readonly string[];
}
