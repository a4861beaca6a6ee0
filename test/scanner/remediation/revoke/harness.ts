import { inspect } from 'node:util';
import { expect } from 'vitest';
import { runRevoke, type RevokeCommandOptions } from '../../../../scanner/cli/commands/run-revoke.ts';
import type { RevokeReport } from '../../../../scanner/library/revoke.ts';
import type { Prompts, LeakFinding } from '../../../../scanner/remediation/session/leaked-secret.ts';
import { Secret } from '../../../../src/secret.ts';
import type { Kind } from '../../../../src/types.ts';
import type { NavixyServer } from '../../../support/navixy-server/index.ts';

export const OWNER = { login: 'owner@fleet.example', password: 'correct horse 7' };
export const OWNER_ENV = { NAVIXY_LOGIN: OWNER.login, NAVIXY_PASSWORD: OWNER.password };

/** Options without waiting and retries. */
export const QUICK = { requestsPerSecond: Number.POSITIVE_INFINITY, retries: 0, backoffMs: 1, timeoutMs: 5000 };

export function finding(value: string, kind: Kind, place: Partial<LeakFinding> = {}): LeakFinding {
  return { secret: new Secret(value), kind, path: 'src/config.ts', line: 3, ...place };
}

export interface Run {
  readonly report: RevokeReport;
  readonly stdout: string;
  readonly stderr: string;
  /** All visible output of this run. */
  readonly everything: string;
}

/** Runs `revoke` against a stand-in, as the command line would with `--api-url`. */
export async function revoke(server: NavixyServer, options: Partial<RevokeCommandOptions>): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const report = await runRevoke({
    findings: [],
    baseUrls: [server.baseUrl],
    interactive: false,
    env: {},
    colors: false,
    transport: QUICK,
    proofWaitMs: 1,
    ...options,
    io: { stdout: (chunk) => (stdout += chunk), stderr: (chunk) => (stderr += chunk) },
  });
  const seen = inspect(report, { depth: 20, showHidden: true, getters: true });
  return { report, stdout, stderr, everything: `${stdout}\n${stderr}\n${seen}\n${JSON.stringify(report)}` };
}

/**
 * The received requests in order: the path, the name of the hash, and its place if not the header. `nobody`
 * means a hash that was never issued.
 */
export function wire(server: NavixyServer, names: Readonly<Record<string, string>>): string[] {
  return server.requests.map(({ path, hash, carrier }) => {
    if (hash === undefined) return path;
    const name =
      Object.entries(names).find(([, value]) => value === hash)?.[0] ??
      (server.state.issued.includes(hash) ? 'own' : 'nobody');
    return `${path} as ${name}${carrier === 'header' ? '' : ` in ${carrier}`}`;
  });
}

/** Prompts with prepared answers. An unexpected prompt fails the test. */
export function person(
  answers: Partial<Record<keyof Prompts, string | boolean | undefined | (() => string | boolean | undefined)>>,
): Prompts {
  const answer = (question: keyof Prompts) => async () => {
    if (!(question in answers)) throw new Error(`nobody expected to be asked for ${question}`);
    const given = answers[question];
    return (typeof given === 'function' ? given() : given) as never;
  };
  return { confirm: answer('confirm'), login: answer('login'), password: answer('password'), code: answer('code') };
}

export function expectNoValue(run: Run, ...values: readonly string[]): void {
  for (const value of values) expect(run.everything.toLowerCase()).not.toContain(value.toLowerCase());
}
