import type { Encoding, Region, Secret, Verdict } from '../src/index.ts';
import type { InlineIgnore } from './ignores/types.ts';

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
  /** The earliest commit that holds it. */
  readonly commit?: string;
  readonly author?: string;
  readonly email?: string;
  /** Author date, ISO 8601 with the author's offset. */
  readonly date?: string;
  readonly subject?: string;
  /** Whether the same content is still a file of HEAD. */
  readonly inHead?: boolean;
  /** Whether a branch, tag, stash or reflog still leads to it; absent where the question has no meaning. */
  readonly reachable?: boolean;
  /** The value stands in the name of the file and not in what it holds; line and column count in the path. */
  readonly inName?: true;
  /** The line is one that a diff removes; line and path are those of the old file. */
  readonly removed?: true;
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
}

/** Something that was asked for and not looked at; any of these makes a scan incomplete. */
export interface NotLookedAt {
  readonly path: string;
  readonly reason: string;
  /** What to do about it. */
  readonly remedy?: string;
}
