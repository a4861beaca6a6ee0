// A platform with an account that leaked everything, and other accounts, which must not change.
import { hex } from '../../../support/hex.ts';
import { startNavixyServer, type NavixyServer } from '../../../support/navixy-server/index.ts';
import { TempFolder } from '../../../support/repo.ts';
import { TestClock } from '../../../support/test-clock.ts';
import { OWNER } from '../revoke/harness.ts';

/** The leaked values. */
export const LEAKED = {
  key: hex('leaked key'),
  session: hex('leaked session'),
  panel: hex('leaked panel session'),
  dead: hex('dead value'),
};

/** Values of others, or unrelated to the tool. They must still be active at the end. */
const BYSTANDERS = {
  twin: hex('a key of the same title'),
  grafana: hex('grafana key'),
  browser: hex('the session of a browser'),
  otherKey: hex('other key'),
  otherSession: hex('other session'),
  otherPanel: hex('other panel session'),
};

export const OTHER = { login: 'other@fleet.example', password: 'quite another password' };

/** A platform with an account that leaked everything, another account, and a test clock. */
export class World {
  readonly server: NavixyServer;
  readonly folder = new TempFolder();
  readonly clock = new TestClock(Date.parse('2026-06-01T12:00:00Z'));
  /** Ctrl-C. */
  readonly stop = new AbortController();
  /** Values that must be active after the run. */
  readonly untouchable = new Set(Object.values(BYSTANDERS));
  /** Values that the scenario revoked, not the program. */
  readonly goneByOthers = new Set<string>();

  private constructor(server: NavixyServer) {
    this.server = server;
  }

  static async create(): Promise<World> {
    return new World(
      await startNavixyServer({
        users: [
          {
            ...OWNER,
            keys: [
              { hash: LEAKED.key, title: 'Billing export' },
              { hash: BYSTANDERS.twin, title: 'Billing export' },
              { hash: BYSTANDERS.grafana, title: 'Grafana' },
            ],
            sessions: [LEAKED.session, BYSTANDERS.browser],
          },
          {
            ...OTHER,
            keys: [{ hash: BYSTANDERS.otherKey, title: 'Billing export' }],
            sessions: [BYSTANDERS.otherSession],
          },
        ],
        panels: [{ login: '77', password: 'y', sessions: [LEAKED.panel, BYSTANDERS.otherPanel] }],
      }),
    );
  }

  /** Another user creates a key in the owner's account. */
  colleagueMakesKey(): void {
    const { hash } = this.server.state.createKey(this.server.state.user(OWNER.login), 'Billing export');
    this.untouchable.add(hash);
  }

  /** Another user revokes a value. */
  end(value: string): void {
    const { state } = this.server;
    if (!state.isAlive(value)) return;
    this.goneByOthers.add(value);
    state.deleteKey(state.user(OWNER.login), value);
    state.sessions.delete(value);
    state.panelSessions.delete(value);
  }

  /** Keys created in the owner's account since the start that still exist, without keys of colleagues. */
  get madeKeys(): readonly string[] {
    const { state } = this.server;
    return state
      .user(OWNER.login)
      .keys.map(({ hash }) => hash)
      .filter((hash) => state.issued.includes(hash) && !this.untouchable.has(hash));
  }

  /** Open sessions of the program. */
  get openSessions(): readonly string[] {
    const { state } = this.server;
    return [...state.openSessions(OWNER.login), ...state.openSessions(OTHER.login)]
      .map(({ hash }) => hash)
      .filter((hash) => state.issued.includes(hash));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.folder[Symbol.dispose]();
    await this.server.close();
  }
}
