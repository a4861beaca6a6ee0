// Findings and where they came from: paths, commits, refs; and the records of what was empty or skipped.

import type { Encoding, Region, Secret, Verdict } from '../../src/index.ts';
import type { InlineIgnore } from './suppression.ts';

/** A change that a commit made to a secret at a path. Names, addresses and subjects are untrusted text. */
export interface HistoryStep {
  readonly commit: string;
  /** Object id of the content that was added or removed. */
  readonly blob: string;
  readonly author: string;
  readonly email: string;
  /** Author date, ISO 8601 with the author's offset. */
  readonly date: string;
  readonly committer: string;
  readonly committerEmail: string;
  readonly commitDate: string;
  readonly subject: string;
  /** Only for an introduction: the path from which the same commit removed the secret, so the secret was moved. */
  readonly from?: string;
  /** Only for a removal: the path to which the same commit added the secret. */
  readonly to?: string;
  /** Only for a removal: the value is still in the file, but nothing there makes it a finding any more. */
  readonly isLeftInText?: true;
  /** Only for an introduction: a parent commit is missing (shallow clone), so the secret may be older. */
  readonly isBoundary?: true;
  /** URL of the commit on the forge of the repository's remote. */
  readonly url?: string;
}

/** Refs with a secret in their history: they lead to a commit that introduced it. */
export interface RefList {
  readonly total: number;
  /** How many of these refs still have the secret at its path. */
  readonly holding: number;
  /** The first ten; refs that still have the secret come first. */
  readonly names: readonly string[];
}

/** A file on disk, in a folder or in a repository's git folder; or standard input. */
interface FileOrigin {
  readonly type: 'file' | 'stdin' | 'git-folder';
}

/** A file of the git index. */
interface StagedOrigin {
  readonly type: 'staged';
  readonly blob: string;
}

/** A file of a diff on standard input. */
interface DiffOrigin {
  readonly type: 'diff';
  readonly commit?: string;
  /** The diff removes this line; line and path are those of the old file. */
  readonly isRemovedLine?: true;
}

/** A git object outside of any known commit. */
interface BlobOrigin {
  readonly type: 'blob';
  readonly blob?: string;
  readonly inHead?: false;
  readonly reachable?: false;
  /** The commits with this secret are unknown: the scan ended early, or the secret was only just found. */
  readonly isUntraced?: true;
}

/** The author of a commit or a tag, and the refs that lead to it. */
interface Traced {
  readonly author?: string;
  readonly email?: string;
  /** Author date, ISO 8601 with the author's offset. */
  readonly date?: string;
  readonly subject?: string;
  /** Local and remote branches, e.g. `main`, `origin/main`. */
  readonly branches?: RefList;
  readonly tags?: RefList;
  /** Full names of stashes, notes, pull requests and other refs. */
  readonly otherRefs?: RefList;
  /** Whether HEAD still has the secret at its path. */
  readonly inHead?: boolean;
  /** Whether a branch, tag, stash or reflog still leads to the object. */
  readonly reachable?: boolean;
}

/** A file of a commit. */
export interface CommitOrigin extends Traced {
  readonly type: 'commit';
  /** Object id of the content. */
  readonly blob?: string;
  /** The first commit that introduced the secret at this path. */
  readonly commit: string;
  /** Commits that have the secret at this path while none of their parents do; at most five, in order. */
  readonly introduced?: readonly HistoryStep[];
  /** The number of introductions, also beyond five. */
  readonly introductions?: number;
  /**
   * Commits without the secret at this path whose parents had it; at most five, in order. Empty if it was never
   * removed.
   */
  readonly removed?: readonly HistoryStep[];
  readonly removals?: number;
}

/** Who added and removed a secret, as far as known. */
export type CommitTrace = Partial<CommitOrigin>;

/** The refs that lead to a commit or tag. */
export type LeadingRefs = Pick<Traced, 'branches' | 'tags' | 'otherRefs'>;

/** The message of a commit or a tag. */
interface MessageOrigin extends Traced {
  readonly type: 'message';
  readonly blob?: string;
  readonly commit?: string;
}

/** Fields of every kind of origin. */
interface AnyOrigin {
  /** The value is in the file's name, not in its content; line and column count in the path. */
  readonly inName?: true;
  /** URL of the line on the forge of the repository's remote. */
  readonly url?: string;
}

type OriginKind = FileOrigin | StagedOrigin | DiffOrigin | BlobOrigin | CommitOrigin | MessageOrigin;
type FieldOf<Kind> = Kind extends unknown ? keyof Kind : never;
/** The fields of one kind; fields of other kinds can be read, and are absent. */
type Only<Kind> = Kind extends unknown
  ? AnyOrigin & Kind & Readonly<Partial<Record<Exclude<FieldOf<OriginKind>, keyof Kind>, undefined>>>
  : never;

/** Where a value was found: each kind of place has its own fields. */
export type Origin = Only<OriginKind>;

/** One secret at one place. */
export interface Finding extends Verdict, Region {
  readonly secret: Secret;
  /** `/`-separated, relative to {@link root}; `-` for standard input, `commit:<id>` for a message. */
  readonly path: string;
  /** Absolute path of the repository or folder that was scanned; empty for standard input. */
  readonly root: string;
  readonly encoding: Encoding;
  readonly origin: Origin;
  /** The line with all values masked; absent if the line is not text or too long. */
  readonly excerpt?: string;
  /** Only in history: the number of versions of the file with this secret. */
  readonly versions?: number;
  /** Base URL of an API found next to the value. Untrusted. */
  readonly baseUrl?: string;
  /** A comment next to the value that asks to ignore it; the scan decides whether it counts. */
  readonly ignore?: InlineIgnore;
  /** Status that the API returned; absent until the API was asked. */
  readonly api?: { readonly baseUrl: string; readonly status: string };
  /** Only in history: the document may be an archive, and one of its members may hold the same secret. */
  readonly mayWrap?: true;
}

/** Why there was nothing to scan, or nothing in a part of the input. This is not an error and sets no exit code. */
export interface Empty {
  /**
   * `no-commits`: the range has no commits. `nothing-staged`: the index equals HEAD, or differs by deletions and
   * submodules only. `not-touched`: no commit of the range changes the named paths. `left-out`: the patterns exclude
   * everything. `no-files`: the folder has no files. `empty-diff`: the diff has no lines.
   */
  readonly type: 'no-commits' | 'nothing-staged' | 'not-touched' | 'left-out' | 'no-files' | 'empty-diff';
  /** For people; part of a sentence. */
  readonly message: string;
}

/** Something that was requested but skipped. Any entry makes the scan incomplete. */
export interface NotLookedAt {
  readonly path: string;
  readonly reason: string;
  /** What to do about it. */
  readonly remedy?: string;
}
