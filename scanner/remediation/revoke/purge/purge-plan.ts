// Types of a purge: its plan, its steps and its report.

import type { CheckedSecret } from '../../session/ask-if-alive.ts';
import type { ExitCode } from '../../session/outcome-status.ts';
import type { LeakedSecret } from '../../session/leaked-secret.ts';
import type { NotFixed, Survey } from './survey-history.ts';

/** What a purge will do. Names of files, refs and people are untrusted text. */
export interface PurgePlan {
  /** Absolute path of the repository; it is only read. */
  readonly repository: string;
  /** Absolute path of the folder for the rewritten clone; does not exist yet. */
  readonly output: string;
  readonly secrets: readonly LeakedSecret[];
  /** The platform's answers; empty if it was not asked. */
  readonly states: readonly CheckedSecret[];
  readonly survey: Survey;
  /** Places where a value will stay. */
  readonly notFixed: readonly NotFixed[];
  /** Refs of pull requests and reviews, which no push can change. */
  readonly reviews: number;
  /** Branches of a working clone that are not pushed: those of the remote are. */
  readonly localBranches: readonly string[];
}

/** What happens, in order. */
export type PurgeStep = 'clone' | 'rewrite' | 'compare' | 'clean' | 'search' | 'scan' | 'fsck';

/** Why nothing was rewritten. */
export type NotStarted = 'alive' | 'unknown' | 'nothing-to-do' | 'not-confirmed';

/** What was done and found. */
export interface PurgeResult {
  readonly changedCommits: number;
  readonly comparedTrees: number;
  /** Differences that nobody planned: the clone must not be pushed. */
  readonly problems: readonly string[];
  /** What `git fsck` says about the clone, and not about the original. */
  readonly damage: readonly string[];
  /** Ids of objects of the clone that still hold a value. */
  readonly leftObjects: readonly string[];
  /** Places of values that the scan of the clone found. */
  readonly leftPlaces: readonly string[];
  /** Whether the scan of the clone was complete. */
  readonly isScanComplete: boolean;
  /** The command that publishes the result. */
  readonly push: string;
}

export interface PurgeReport {
  /** 0: purged and proven. 1: a value is still in the history. 2: it could not be done or proven. */
  readonly exitCode: ExitCode;
  /** Absent without secrets. */
  readonly plan?: PurgePlan;
  readonly notStarted?: NotStarted;
  readonly result?: PurgeResult;
}
