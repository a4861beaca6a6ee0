import type { Encoding, Region, Secret, Verdict } from '../../src/index.ts';
import type { InlineIgnore } from './suppression.ts';

/** Something a commit did to a secret at a path. Names, addresses and subjects are as written: untrusted. */
export interface HistoryStep {
  readonly commit: string;
  /** Object id of the content that came, or that went. */
  readonly blob: string;
  readonly author: string;
  readonly email: string;
  /** Author date, ISO 8601 with the author's offset. */
  readonly date: string;
  readonly committer: string;
  readonly committerEmail: string;
  readonly commitDate: string;
  readonly subject: string;
  /** Of an introduction: the path the same commit took it away from, so that it was moved. */
  readonly from?: string;
  /** Of a removal: the path the same commit brought it to. */
  readonly to?: string;
  /** Of a removal: the value still stands in the file, but nothing there makes it a finding any more. */
  readonly isLeftInText?: true;
  /** Of an introduction: a parent of the commit is not here, so that it may be older. */
  readonly isBoundary?: true;
  /** The commit on the forge that the repository's remote names. */
  readonly url?: string;
}

/** Refs that have a secret in their history: those that lead to a commit that introduced it. */
export interface RefList {
  readonly total: number;
  /** Those of them that have it at its path still. */
  readonly holding: number;
  /** The first ten, those that still have it first. */
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

/** A git object of which no commit is known that holds it. */
interface BlobOrigin {
  readonly type: 'blob';
  readonly blob?: string;
  readonly inHead?: false;
  readonly reachable?: false;
  /** Which commits hold it is not known: the scan ended before, or has only just met it. */
  readonly isUntraced?: true;
}

/** Who wrote a commit or a tag, and which refs lead to it. */
interface Traced {
  readonly author?: string;
  readonly email?: string;
  /** Author date, ISO 8601 with the author's offset. */
  readonly date?: string;
  readonly subject?: string;
  /** Local and remote branches, e.g. `main`, `origin/main`. */
  readonly branches?: RefList;
  readonly tags?: RefList;
  /** Stashes, notes, pull requests and the like, in full. */
  readonly otherRefs?: RefList;
  /** Whether HEAD still has it, at this path. */
  readonly inHead?: boolean;
  /** Whether a branch, tag, stash or reflog still leads to it. */
  readonly reachable?: boolean;
}

/** A file of a commit. */
export interface CommitOrigin extends Traced {
  readonly type: 'commit';
  /** Object id of the content. */
  readonly blob?: string;
  /** The first commit that introduced the secret at this path. */
  readonly commit: string;
  /** Commits that brought the secret to this path where none of their parents had it there, at most five, in order. */
  readonly introduced?: readonly HistoryStep[];
  /** How many there are. */
  readonly introductions?: number;
  /** Commits without it at this path, whose parents had it, at most five, in order. Empty where it was never removed. */
  readonly removed?: readonly HistoryStep[];
  readonly removals?: number;
}

/** Who brought and removed a secret, as far as it is known. */
export type CommitTrace = Partial<CommitOrigin>;

/** The refs that lead to a commit or tag. */
export type LeadingRefs = Pick<Traced, 'branches' | 'tags' | 'otherRefs'>;

/** The text of a commit or a tag. */
interface MessageOrigin extends Traced {
  readonly type: 'message';
  readonly blob?: string;
  readonly commit?: string;
}

/** What can be known of a value wherever it stands. */
interface AnyOrigin {
  /** The value stands in the name of the file and not in its content; line and column count in the path. */
  readonly inName?: true;
  /** The line on the forge that the repository's remote names. */
  readonly url?: string;
}

type OriginKind = FileOrigin | StagedOrigin | DiffOrigin | BlobOrigin | CommitOrigin | MessageOrigin;
type FieldOf<Kind> = Kind extends unknown ? keyof Kind : never;
/** The fields of one kind; those of the others can be read, and are absent. */
type Only<Kind> = Kind extends unknown
  ? AnyOrigin & Kind & Readonly<Partial<Record<Exclude<FieldOf<OriginKind>, keyof Kind>, undefined>>>
  : never;

/** Where a value stands: each kind of place has the fields that mean something there. */
export type Origin = Only<OriginKind>;

/** One credential at one place. */
export interface Finding extends Verdict, Region {
  readonly secret: Secret;
  /** `/`-separated, relative to {@link root}; `-` for standard input, `commit:<id>` for a message. */
  readonly path: string;
  /** Absolute path of the repository or folder that was scanned; empty for standard input. */
  readonly root: string;
  readonly encoding: Encoding;
  readonly origin: Origin;
  /** The line it stands on with every 32-hex masked; absent where the line is not text or too long. */
  readonly excerpt?: string;
  /** In history: how many versions of the file hold it. */
  readonly versions?: number;
  /** Base URL of an API seen beside the value. Found, not trusted. */
  readonly baseUrl?: string;
  /** A comment beside it that wants it ignored; whether it counts is decided by the scan. */
  readonly ignore?: InlineIgnore;
  /** What the API said, once it was asked. */
  readonly api?: { readonly baseUrl: string; readonly status: string };
  /** In history: what it was found in may be an archive, and a member of it may hold the same. */
  readonly mayWrap?: true;
}

/** Why there was nothing to look at, or nothing in a part of it, where that is in order: no exit status follows. */
export interface Empty {
  /**
   * `no-commits`: the range has none. `nothing-staged`: the index is HEAD's, or differs by deletions and submodules.
   * `not-touched`: no commit of the range changes what was named. `left-out`: the patterns leave nothing of it.
   * `no-files`: the folder has none. `empty-diff`: the diff has no line.
   */
  readonly type: 'no-commits' | 'nothing-staged' | 'not-touched' | 'left-out' | 'no-files' | 'empty-diff';
  /** For people, as a part of a sentence. */
  readonly message: string;
}

/** Something that was asked for and not looked at; any of these makes a scan incomplete. */
export interface NotLookedAt {
  readonly path: string;
  readonly reason: string;
  /** What to do about it. */
  readonly remedy?: string;
}
