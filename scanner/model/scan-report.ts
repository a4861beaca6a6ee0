// What a scan tells, and the report in the end.
import type { Empty, Finding, NotLookedAt } from './finding.ts';
import type { Suppression, Warning } from './suppression.ts';
import type { CommitRange, ScanTarget } from './scan-target.ts';

/** What a scan was asked for. */
export interface Scope {
  readonly what: ScanTarget;
  /** For `range`: the commits, as they were given. */
  readonly range?: string | CommitRange;
  /** As they were given; empty for the current folder. */
  readonly paths: readonly string[];
  /** Absolute path of the folder that the scan was run in. */
  readonly cwd: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

export interface Summary {
  /** Files, blobs and messages that were looked at. */
  readonly documents: number;
  /** With a cache: how many of them an earlier scan had looked at. */
  readonly cached?: number;
  readonly bytes: number;
  /** Files that the user's patterns leave out. */
  readonly excluded: number;
  /**
   * Tracked files that a sparse checkout keeps off the disk, so they were not looked at; absent where there are none.
   */
  readonly notOnDisk?: number;
  readonly findings: number;
  readonly suppressed: number;
  /** Things that were asked for and not looked at. */
  readonly errors: number;
  readonly durationMs: number;
}

/** A finding that the settings, a comment or the baseline suppress, and by what. */
export interface Suppressed {
  readonly finding: Finding;
  readonly by: Suppression;
}

export type ScanEvent =
  /**
   * A secret in an object of git, each once, before it is known where it came from. In the history `path` is
   * `blob:<id>` or `commit:<id>` then; in a range it is the path in the commit. The findings follow: once all is
   * known, one may be judged otherwise, or be suppressed.
   */
  | { readonly type: 'sighting'; readonly finding: Finding }
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'suppressed'; readonly suppressed: Suppressed }
  | { readonly type: 'warning'; readonly warning: Warning }
  | { readonly type: 'not-looked-at'; readonly notLookedAt: NotLookedAt }
  | { readonly type: 'summary'; readonly summary: Looked; readonly empty?: readonly Empty[] };

/** How much was looked at. */
export type Looked = Omit<Summary, 'findings' | 'suppressed' | 'errors'>;

export interface ScanReport {
  /** Absent in reports that were put together from others. */
  readonly scope?: Scope;
  /** In a stable order: by path, line and column. */
  readonly findings: readonly Finding[];
  /** What is known and accepted, and by what; counted apart, never silently dropped. */
  readonly suppressed: readonly Suppressed[];
  /** What should be known about ignores: one without a reason, one that has expired. */
  readonly warnings: readonly Warning[];
  /** The baseline that was used. */
  readonly baseline?: { readonly file: string; readonly secrets: number };
  readonly notLookedAt: readonly NotLookedAt[];
  /** Why there was nothing to look at; absent where there was. */
  readonly empty?: readonly Empty[];
  /** Whether everything that was asked for was looked at. */
  readonly complete: boolean;
  readonly summary: Summary;
}
