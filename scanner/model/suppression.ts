import type { AllowEntry, Secret } from '../../src/index.ts';

/** By what a finding was suppressed; each has a `reason` for people. */
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
  /** That of the entry, else that it was known before. */
  readonly reason: string;
  /** The baseline's file, as it was named. */
  readonly file: string;
  /** Whether the secret is known, but not from this path: it was copied or its file renamed. */
  readonly isNewPlace: boolean;
}

/** A comment that wants a finding ignored, read and not yet believed. */
export interface InlineIgnore {
  /** Without one the comment does nothing. */
  readonly reason: string | undefined;
  /** From 1. */
  readonly line: number;
}

/** Vouches for comments, so that a change cannot silence the check of itself. */
export interface InlineTrust {
  trusts(secret: Secret): Promise<boolean>;
  /** Why it does not vouch for one, for a message. */
  readonly because: string;
}

/** Something about ignores, baselines and the cache that a person should know; it changes no exit status. */
export interface Warning {
  readonly type:
    | 'ignore-without-reason'
    | 'ignore-not-trusted'
    | 'ignore-expired'
    | 'baseline-not-trusted'
    | 'settings-not-trusted'
    | 'cache-not-kept';
  /** For people: what is so, and what to do. */
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}
