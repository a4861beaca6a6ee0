// The events of a scan while it runs, and its final report.

import type { Empty, Finding, NotLookedAt } from './finding.ts';
import type { Suppression, Warning } from './suppression.ts';
import type { CommitRange, ScanTarget } from './scan-target.ts';

/** What the user asked to scan. */
export interface Scope {
  readonly what: ScanTarget;
  /** For `range`: the commits, as given. */
  readonly range?: string | CommitRange;
  /** Paths as given; empty for the current folder. */
  readonly paths: readonly string[];
  /** Absolute path of the folder in which the scan ran. */
  readonly cwd: string;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

export interface Summary {
  /** Scanned files, blobs and messages. */
  readonly documents: number;
  /** Only with a cache: how many of them an earlier run had scanned. */
  readonly cached?: number;
  readonly bytes: number;
  /** Files that the user's patterns exclude. */
  readonly excluded: number;
  /** Tracked files that a sparse checkout keeps off the disk, so they were not scanned; absent if there are none. */
  readonly notOnDisk?: number;
  readonly findings: number;
  readonly suppressed: number;
  /** Number of skipped items. */
  readonly errors: number;
  readonly durationMs: number;
}

/** A suppressed finding, and what suppressed it. */
export interface Suppressed {
  readonly finding: Finding;
  readonly by: Suppression;
}

export type ScanEvent =
  /**
   * A secret in a git object before its origin is known; each secret once. In history, `path` is then `blob:<id>` or
   * `commit:<id>`; in a range, it is the path in the commit. The final findings follow: once everything is known, a
   * secret may be judged differently or suppressed.
   */
  | { readonly type: 'sighting'; readonly finding: Finding }
  | { readonly type: 'finding'; readonly finding: Finding }
  | { readonly type: 'suppressed'; readonly suppressed: Suppressed }
  | { readonly type: 'warning'; readonly warning: Warning }
  | { readonly type: 'not-looked-at'; readonly notLookedAt: NotLookedAt }
  | { readonly type: 'summary'; readonly summary: Looked; readonly empty?: readonly Empty[] };

/** How much was scanned. */
export type Looked = Omit<Summary, 'findings' | 'suppressed' | 'errors'>;

export interface ScanReport {
  /** Absent in reports that were merged from others. */
  readonly scope?: Scope;
  /** In a stable order: by path, line and column. */
  readonly findings: readonly Finding[];
  /** Known and accepted findings; counted separately, never dropped silently. */
  readonly suppressed: readonly Suppressed[];
  /** Problems with ignores: one without a reason, one that has expired. */
  readonly warnings: readonly Warning[];
  /** The baseline that was used. */
  readonly baseline?: { readonly file: string; readonly secrets: number };
  readonly notLookedAt: readonly NotLookedAt[];
  /** Why there was nothing to scan; absent otherwise. */
  readonly empty?: readonly Empty[];
  /** Whether everything requested was scanned. */
  readonly complete: boolean;
  readonly summary: Summary;
}
