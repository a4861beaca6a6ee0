import type { Kind } from '../../src/types.ts';
import type { Secret } from '../../src/secret.ts';
import type { ApiKey, Realm } from '../api/index.ts';

/** What this engine needs of a finding; a `LocatedDetection` with a path has it all. */
export interface RevokeFinding {
  readonly secret: Secret;
  readonly kind: Kind;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** API base URL found beside the value. Found, not trusted. */
  readonly baseUrl?: string | undefined;
  readonly origin?: { readonly commit?: string | undefined } | undefined;
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
}

/** What a living value turned out to be, asked of the API itself. */
export type Identity =
  | { readonly what: 'panel-session' }
  | { readonly what: 'master-session'; readonly keys: readonly ApiKey[] }
  | { readonly what: 'sub-user-session' }
  /** The API says it is no standard session: an API key, or a session of a rarer type. */
  | { readonly what: 'api-key' }
  | { readonly what: 'undetermined'; readonly reason: string };

/** The call that ends a secret. `logout-or-delete-key` tries the harmless one first. */
export type Action = 'panel-logout' | 'logout' | 'delete-key' | 'logout-or-delete-key';

interface Known {
  readonly leaked: LeakedSecret;
}

export interface Alive extends Known {
  readonly state: 'alive';
  readonly baseUrl: string;
  readonly realm: Realm;
  readonly identity: Identity;
  readonly action: Action;
}

/** A plan has one item for every distinct secret. */
export type PlanItem =
  | Alive
  | (Known & { readonly state: 'dead'; readonly askedHosts: readonly string[]; readonly notAskedHosts: readonly string[] })
  | (Known & { readonly state: 'unknown'; readonly reason: string })
  | (Known & { readonly state: 'by-hand' });

/** What became of a living secret. `revoked` only when the server itself says that it is dead. */
export interface Outcome {
  readonly item: Alive;
  readonly result: 'revoked' | 'alive' | 'unknown';
  /** For people: the proof, or why not. */
  readonly detail: string;
  /** The calls made to end it, in order, with what came of each, e.g. `user/logout: success`. */
  readonly calls: readonly string[];
}

/** Where a person reads and answers. Chunks are written as they are, newlines included. */
export interface Io {
  readonly stdout: (chunk: string) => void;
  readonly stderr: (chunk: string) => void;
}

/** Questions to the person; `undefined` when it was cancelled. */
export interface Prompts {
  confirm(message: string): Promise<boolean>;
  /** Echoed: a login is no secret. */
  login(message: string): Promise<string | undefined>;
  /** Never echoed. */
  password(message: string): Promise<string | undefined>;
  /** The one-time code from the e-mail; not echoed. */
  code(message: string): Promise<string | undefined>;
}
