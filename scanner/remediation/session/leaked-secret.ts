// Types for leaked secrets and for questions to the user.

import type { Kind } from '../../../src/types.ts';
import type { Secret } from '../../../src/secret.ts';

/** The fields of a finding that the online commands need. */
export interface LeakFinding {
  readonly secret: Secret;
  readonly kind: Kind;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Absolute path of the scanned folder. */
  readonly root?: string | undefined;
  /** API base URL found next to the value. Untrusted. */
  readonly baseUrl?: string | undefined;
  readonly origin?:
    | { readonly commit?: string | undefined; readonly blob?: string | undefined; readonly date?: string | undefined }
    | undefined;
}

/** One distinct secret with all places it was found at. */
export interface LeakedSecret {
  readonly secret: Secret;
  /** `hash` if its findings disagree. */
  readonly kind: Kind;
  /** `path:line`, cleaned for a terminal. */
  readonly places: readonly string[];
  /** Base URLs found next to it. */
  readonly foundBaseUrls: readonly string[];
  /** Date of the first commit with it, if any. */
  readonly since: Date | undefined;
  /** Whether it is in git's history. */
  readonly inGit: boolean;
}

/** Questions to the user; `undefined` if cancelled. */
export interface Prompts {
  /** Enter without an answer means no. */
  confirm(message: string): Promise<boolean>;
  /** Echoed: a login is not secret. */
  login(message: string): Promise<string | undefined>;
  /** Never echoed. */
  password(message: string): Promise<string | undefined>;
  /** The one-time code from the e-mail; not echoed. */
  code(message: string): Promise<string | undefined>;
}

export type Environment = Readonly<Record<string, string | undefined>>;
