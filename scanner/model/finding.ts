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

/** Where a document came from. */
export interface Origin {
  /**
   * `file`: the working tree or a folder; `staged`: the git index; `commit`: a file of a commit;
   * `blob`: a git object that no commit holds; `message`: the text of a commit or a tag; `diff`: a file of a
   * diff on standard input; `git-folder`: a file of the repository's own, such as `.git/config`.
   */
  readonly type: 'file' | 'stdin' | 'staged' | 'commit' | 'blob' | 'message' | 'diff' | 'git-folder';
  /** Object id of the content, for everything that git holds. */
  readonly blob?: string;
  /**
   * Of a file in history: the first commit that introduced the secret at this path. Of a message: the commit itself.
   */
  readonly commit?: string;
  readonly author?: string;
  readonly email?: string;
  /** Author date, ISO 8601 with the author's offset. */
  readonly date?: string;
  readonly subject?: string;
  /** Commits that brought the secret to this path where none of their parents had it there, at most five, in order. */
  readonly introduced?: readonly HistoryStep[];
  /** How many there are. */
  readonly introductions?: number;
  /**
   * Commits without it at this path, whose parents had it, at most five, in order. Empty where it was never taken out.
   */
  readonly removed?: readonly HistoryStep[];
  readonly removals?: number;
  /** Local and remote branches, e.g. `main`, `origin/main`. */
  readonly branches?: RefList;
  readonly tags?: RefList;
  /** Stashes, notes, pull requests and the like, in full. */
  readonly otherRefs?: RefList;
  /** Whether HEAD has it at this path still. */
  readonly inHead?: boolean;
  /** Whether a branch, tag, stash or reflog still leads to it; absent where the question has no meaning. */
  readonly reachable?: boolean;
  /** Which commits hold it is not known: the scan ended before, or has only just met it. */
  readonly isUntraced?: true;
  /** The value stands in the name of the file and not in what it holds; line and column count in the path. */
  readonly inName?: true;
  /** The line is one that a diff removes; line and path are those of the old file. */
  readonly isRemovedLine?: true;
  /** The line on the forge that the repository's remote names. */
  readonly url?: string;
}

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
