import type { Kind } from '../../../src/types.ts';
import type { Secret } from '../../../src/secret.ts';

/** What the commands that talk to the platform need of a finding; the scanner's findings have it all. */
export interface LeakFinding {
  readonly secret: Secret;
  readonly kind: Kind;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** Absolute path of what was scanned. */
  readonly root?: string | undefined;
  /** API base URL found beside the value. Found, not trusted. */
  readonly baseUrl?: string | undefined;
  readonly origin?:
    | { readonly commit?: string | undefined; readonly blob?: string | undefined; readonly date?: string | undefined }
    | undefined;
}

/** One distinct secret with every place it was found in. */
export interface LeakedSecret {
  readonly secret: Secret;
  /** `hash` when its findings disagree. */
  readonly kind: Kind;
  /** `path:line`, cleaned for a terminal. */
  readonly places: readonly string[];
  /** Base URLs found beside it. */
  readonly foundBaseUrls: readonly string[];
  /** Date of the first commit it was found in, if it was found in one. */
  readonly since: Date | undefined;
  /** Whether git's history holds it. */
  readonly inGit: boolean;
}

/** Questions to the person; `undefined` when it was cancelled. */
export interface Prompts {
  /** Enter alone is no. */
  confirm(message: string): Promise<boolean>;
  /** Echoed: a login is no secret. */
  login(message: string): Promise<string | undefined>;
  /** Never echoed. */
  password(message: string): Promise<string | undefined>;
  /** The one-time code from the e-mail; not echoed. */
  code(message: string): Promise<string | undefined>;
}

export type Environment = Readonly<Record<string, string | undefined>>;
