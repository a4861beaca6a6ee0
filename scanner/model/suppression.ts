// Suppressed findings: by which setting, comment or baseline entry, and warnings about these.

import type { AllowEntry, Secret } from '../../src/index.ts';

/** What suppressed a finding; each has a `reason` for people. */
export type Suppression = SettingsSuppression | InlineSuppression | BaselineSuppression;

/** An entry of `allow` in the settings. */
export type SettingsSuppression = AllowEntry & { readonly type: 'settings' };

/** A comment `navixy-secrets-ignore: reason`. */
export interface InlineSuppression {
  readonly type: 'inline';
  readonly reason: string;
  /** The line of the comment, from 1. */
  readonly line: number;
}

/** An entry of the baseline. */
export interface BaselineSuppression {
  readonly type: 'baseline';
  /** The reason of the entry, or else that the secret was known before. */
  readonly reason: string;
  /** The baseline's file, as the user named it. */
  readonly file: string;
  /** Whether the secret is known, but not at this path: it was copied, or its file was renamed. */
  readonly isNewPlace: boolean;
}

/** A comment that asks to ignore a finding; not yet verified. */
export interface InlineIgnore {
  /** Undefined if there is none; then the comment has no effect. */
  readonly reason: string | undefined;
  /** From 1. */
  readonly line: number;
}

/** Decides which comments count, so a change cannot silence the check of itself. */
export interface InlineTrust {
  trusts(secret: Secret): Promise<boolean>;
  /** Why a comment does not count, for a message. */
  readonly because: string;
}

/** A note about ignores, baselines or the cache. It does not change the exit code. */
export interface Warning {
  readonly type:
    | 'ignore-without-reason'
    | 'ignore-not-trusted'
    | 'ignore-expired'
    | 'ignore-unused'
    | 'baseline-not-trusted'
    | 'settings-not-trusted'
    | 'cache-not-kept';
  /** For people: what is wrong, and what to do. */
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}
