import { randomBytes } from 'node:crypto';
import type { NavixyServerOptions, PanelSeed, SessionType, UserSeed } from './types.ts';

export interface User {
  readonly id: number;
  readonly seed: UserSeed;
  readonly master: User | undefined;
  readonly keys: Key[];
}

export interface Key {
  readonly hash: string;
  readonly title: string;
  readonly createDate: string;
}

export interface Session {
  readonly hash: string;
  readonly user: User;
  readonly type: SessionType;
}

/** The meaning of a request's hash for the user API. */
export type Caller =
  | { readonly by: 'key'; readonly user: User }
  | { readonly by: 'session'; readonly user: User; readonly session: Session };

/** Accounts, keys and sessions of one stand-in. Tests read the true state here. */
export class ServerState {
  readonly users: User[] = [];
  readonly sessions = new Map<string, Session>();
  readonly panels: PanelSeed[];
  readonly panelSessions = new Map<string, PanelSeed>();
  /** Every hash issued since the start. */
  readonly issued: string[] = [];
  readonly keyQuota: number;
  readonly hasPanel: boolean;
  readonly isoDates: boolean;

  constructor(options: NavixyServerOptions) {
    this.keyQuota = options.keyQuota ?? 20;
    this.hasPanel = options.panel ?? true;
    this.isoDates = options.isoDates ?? true;
    this.panels = [...(options.panels ?? [])];
    for (const seed of options.users ?? []) this.#addUser(seed);
    for (const panel of this.panels) {
      for (const hash of panel.sessions ?? []) this.panelSessions.set(hash, panel);
    }
  }

  #addUser(seed: UserSeed): void {
    const master = seed.masterLogin === undefined ? undefined : this.user(seed.masterLogin);
    const keys = (seed.keys ?? []).map((key) => ({
      hash: key.hash,
      title: key.title ?? 'Integration',
      createDate: key.createDate ?? '2021-10-29 12:00:36',
    }));
    const user: User = { id: 10_001_000 + this.users.length, seed, master, keys };
    this.users.push(user);
    for (const session of seed.sessions ?? []) {
      const { hash, type = 'standard' } = typeof session === 'string' ? { hash: session } : session;
      this.sessions.set(hash, { hash, user, type });
    }
  }

  /** @throws Error if no user has this login, which is a mistake in the test */
  user(login: string): User {
    const found = this.users.find((user) => user.seed.login === login);
    if (found === undefined) throw new Error(`the stand-in has no user ${login}`);
    return found;
  }

  /** The owner of a hash on the user API, where a panel hash is unknown. */
  caller(hash: string): Caller | undefined {
    const session = this.sessions.get(hash);
    if (session !== undefined) return { by: 'session', user: session.user, session };
    const owner = this.users.find((user) => user.keys.some((key) => key.hash === hash));
    return owner === undefined ? undefined : { by: 'key', user: owner };
  }

  openSession(user: User, type: SessionType): string {
    const hash = this.#issue();
    this.sessions.set(hash, { hash, user, type });
    return hash;
  }

  openPanelSession(panel: PanelSeed): string {
    const hash = this.#issue();
    this.panelSessions.set(hash, panel);
    return hash;
  }

  #issue(): string {
    const hash = randomBytes(16).toString('hex');
    this.issued.push(hash);
    return hash;
  }

  createKey(user: User, title: string): Key {
    const createDate = new Date().toISOString().slice(0, 19).replace('T', ' ');
    const key = { hash: this.#issue(), title, createDate };
    user.keys.push(key);
    return key;
  }

  /** @returns false when the account has no such key */
  deleteKey(user: User, hash: string): boolean {
    const index = user.keys.findIndex((key) => key.hash === hash);
    if (index >= 0) user.keys.splice(index, 1);
    return index >= 0;
  }

  /** Ends every session of a user, as a changed password does. Keys live on. */
  endSessions(login: string): void {
    for (const { hash } of this.openSessions(login)) this.sessions.delete(hash);
  }

  /** @returns whether any API, user's or panel's, still accepts this value */
  isAlive(hash: string): boolean {
    return this.caller(hash) !== undefined || this.panelSessions.has(hash);
  }

  /** Open sessions of a user that can do things, i.e. not those waiting for a second factor. */
  openSessions(login: string): readonly Session[] {
    return [...this.sessions.values()].filter(
      (session) => session.user.seed.login === login && session.type !== 'second-factor',
    );
  }
}
