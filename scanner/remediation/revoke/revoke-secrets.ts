// Runs `revoke`: inspects all secrets, asks for confirmation, revokes and checks the results.

import { hostOf } from '../client/index.ts';
import type { ExitCode } from '../session/outcome-status.ts';
import { groupFindings } from '../session/group-findings.ts';
import { runOnline, type OnlineRun, type PlatformOptions } from '../session/online-run.ts';
import { selectOnly } from '../session/select-secrets.ts';
import type { LeakFinding } from '../session/leaked-secret.ts';
import { execute } from './execute-plan.ts';
import { exitCodeOf } from './revoke-status.ts';
import { inspect } from './inspect-secret.ts';
import { isOfKind, type KindFilter } from './kind-filter.ts';
import type { Alive, RevokeOutcome, PlanItem } from './revoke-plan.ts';

export interface RevokeOptions extends PlatformOptions {
  /** Findings of a scan; each distinct secret is one item of the plan. */
  readonly findings: readonly LeakFinding[];
  /** Only the secrets with these fingerprints. Default: all. */
  readonly only?: readonly string[];
  /**
   * Only secrets of these kinds; others are left alone and do not count. Undetermined secrets count, and get only the
   * call that has no effect on other kinds. Default: all.
   */
  readonly kinds?: readonly KindFilter[];
  /** Ask for the owners of active values, which is personal data. Default: no. */
  readonly identify?: boolean;
  /** Called with the plan before anything is changed; not called without secrets. */
  readonly onPlan?: (plan: RevocationPlan) => void;
  /**
   * Called if something is active: it is revoked only after `true`, and this cannot be undone. Default: no, only plans.
   */
  readonly confirm?: (plan: RevocationPlan) => boolean | Promise<boolean>;
  /** Called for each active secret when its outcome is known. */
  readonly onOutcome?: (outcome: RevokeOutcome) => void;
}

/** The state of each secret, and the call to make for each active one. */
export interface RevocationPlan {
  readonly items: readonly PlanItem[];
  readonly alive: readonly Alive[];
  /** Number of secrets excluded by {@link RevokeOptions.kinds}. */
  readonly leftOut: number;
}

/** What was found and done, and the exit code. */
export interface RevokeReport {
  /** 0: all requested secrets are confirmed dead. 1: something is active. 2: a state is unknown. */
  readonly exitCode: ExitCode;
  readonly items: readonly PlanItem[];
  /** One for every active item that was confirmed; empty if nothing was done. */
  readonly outcomes: readonly RevokeOutcome[];
}

/**
 * Finds out which secrets are active, asks {@link RevokeOptions.confirm}, revokes them and checks that they are dead.
 * After the first call that changes something, an abort does not reject: the outcomes show how far it got.
 * @throws Failure for a fingerprint that was not found; see also {@link PlatformOptions}
 */
export async function revoke(options: RevokeOptions): Promise<RevokeReport> {
  const { confirm, onPlan, signal, onOutcome } = options;
  return runOnline(
    'revoke',
    selectOnly(groupFindings(options.findings), options.only, 'revoke', options.advice),
    options,
    async (run) => {
      if (run.leaked.length === 0) return { exitCode: 0, items: [], outcomes: [] };
      const plan = await planOf(run, options);
      const { items, alive } = plan;
      onPlan?.(plan);
      for (const item of items) recordBefore(item, run);
      const isConfirmed = alive.length > 0 && (await confirm?.(plan)) === true && signal?.aborted !== true;
      const outcomes = isConfirmed
        ? await execute(alive, {
            ...run,
            onOutcome: (outcome) => {
              recordAfter(outcome, run);
              onOutcome?.(outcome);
            },
          })
        : [];
      return { exitCode: exitCodeOf(items, outcomes), items, outcomes };
    },
  );
}

async function planOf(run: OnlineRun, { identify = false, kinds }: RevokeOptions): Promise<RevocationPlan> {
  run.onChecking?.(run.leaked.length);
  const inspected: PlanItem[] = [];
  for (const secret of run.leaked) inspected.push(await inspect(secret, { ...run, identify, kinds }));
  const items = inspected.filter((item) => isOfKind(item, kinds));
  return { items, alive: items.filter((item) => item.state === 'alive'), leftOut: inspected.length - items.length };
}

function recordBefore(item: PlanItem, { evidence }: OnlineRun): void {
  const { leaked } = item;
  if (item.state !== 'alive') {
    evidence?.secret('before', leaked, {
      status: item.state,
      ...(item.state === 'unknown' ? { detail: item.reason } : {}),
    });
    return;
  }
  evidence?.secret('before', leaked, {
    status: 'alive',
    what: item.identity.what,
    host: hostOf(item.baseUrl),
    action: item.action,
  });
  if (item.identity.what !== 'master-session') return;
  for (const { key, isSinceLeak } of item.identity.review.keys) {
    evidence?.record('key-of-account', {
      account: leaked.secret.fingerprint,
      fingerprint: key.secret.fingerprint,
      redacted: key.secret.redacted,
      title: key.title,
      created: key.createDate,
      isSinceLeak,
    });
  }
}

function recordAfter({ item, result, detail, calls, madeMeanwhile }: RevokeOutcome, { evidence }: OnlineRun): void {
  evidence?.secret('after', item.leaked, {
    status: result === 'revoked' ? 'dead' : result,
    host: hostOf(item.baseUrl),
    detail,
    calls,
  });
  if ('reason' in madeMeanwhile) {
    evidence?.record('keys-not-listed', { account: item.leaked.secret.fingerprint, detail: madeMeanwhile.reason });
    return;
  }
  for (const { secret, title, createDate } of madeMeanwhile) {
    evidence?.record('key-of-account', {
      account: item.leaked.secret.fingerprint,
      fingerprint: secret.fingerprint,
      redacted: secret.redacted,
      title,
      created: createDate,
      madeMeanwhile: true,
    });
  }
}
