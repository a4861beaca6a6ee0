// Runs `rotate`: chooses the key and its account, plans, asks for confirmation, and replaces it.

import { hostOf, type ApiKey } from '../client/index.ts';
import { UNREACHABLE } from '../client/base-url.ts';
import { Failure } from '../../model/failure.ts';
import { checkSecret } from '../session/ask-if-alive.ts';
import { exitCodeFor, type ExitCode, type Standing } from '../session/outcome-status.ts';
import { groupFindings } from '../session/group-findings.ts';
import { replaces, RotationTitle } from '../session/rotation-title.ts';
import { runOnline, type OnlineRun, type PlatformOptions } from '../session/online-run.ts';
import type { LeakedSecret, LeakFinding } from '../session/leaked-secret.ts';
import { findAccount } from './find-account.ts';
import { checkDestination, type Destination } from './key-destination.ts';
import { finish, type FinishOptions, type FinishResult } from './finish-rotation.ts';
import { deliverKey, type Screen } from './deliver-key.ts';
import { Rotation, type RotationResult } from './rotation.ts';
import { pageOf } from '../../text/installed-as.ts';

export interface RotateOptions extends PlatformOptions {
  /** Findings of a scan; one of their secrets is replaced. */
  readonly findings: readonly LeakFinding[];
  /** Fingerprint of the key to replace, from a finding or the account; optional if exactly one secret was found. */
  readonly only?: string;
  /** Destination of the new value; optional with {@link use} and {@link deployed} if it was delivered before. */
  readonly destination: Destination | undefined;
  /** Absolute path of the base folder for paths of the destination. */
  readonly cwd: string;
  /** Fingerprint of a key that an interrupted run created. Default: a new key is created. */
  readonly use?: string;
  /** Whether the user confirmed in advance that the value is in use as soon as it is delivered. */
  readonly deployed?: boolean;
  /** Output for a destination `screen`, which requires it. */
  readonly screen?: Screen;
  /** Called with the plan before anything is changed. */
  readonly onPlan?: (plan: RotationPlan) => void;
  /** Called before the new key is created; only `true` continues. Default: no, only plans. */
  readonly confirm?: (plan: RotationPlan) => boolean | Promise<boolean>;
  /**
   * Called after the delivery, unless {@link deployed} is set: is the new value in use? The old key is deleted only
   * after `true`. Default: no.
   */
  readonly isDeployed?: () => boolean | Promise<boolean>;
  /** Called after each step, with a description for people. */
  readonly onStep?: (step: string) => void;
}

export interface RotationPlan {
  readonly baseUrl: string;
  /** The key to replace; absent if it is no longer in the account, so only {@link use} remains to be delivered. */
  readonly old: ApiKey | undefined;
  /** What the scan found about it; absent if it was only named by its fingerprint. */
  readonly leaked: LeakedSecret | undefined;
  /** The existing key that replaces it, if any. */
  readonly use: ApiKey | undefined;
  /** The title for a new key. */
  readonly title: string;
  /** Keys in the account that earlier, perhaps killed, runs created to replace the same key. */
  readonly leftovers: readonly ApiKey[];
  readonly destination: Destination | undefined;
}

/** How a rotation ended. */
export type RotationEnd =
  /** The key is already dead: there is nothing to do. */
  | { readonly end: 'already-dead' }
  /** It could not start, and why; `leaked` is the secret from the scan, if any. */
  | { readonly end: 'not-begun'; readonly reason: string; readonly leaked: LeakedSecret | undefined }
  /** The account has reached its maximum number of keys. */
  | {
      readonly end: 'over-quota';
      readonly keys: readonly ApiKey[];
      readonly old: ApiKey;
      readonly leaked: LeakedSecret | undefined;
    }
  /** The plan was not confirmed. */
  | { readonly end: 'declined' }
  /** The old key was already deleted; the replacement was checked. */
  | {
      readonly end: 'finished';
      readonly result: FinishResult;
      readonly baseUrl: string;
      readonly leaked: LeakedSecret | undefined;
    }
  /** It was started; the result shows how far it got. */
  | {
      readonly end: 'ran';
      readonly result: RotationResult;
      readonly baseUrl: string;
      readonly old: ApiKey;
      readonly leaked: LeakedSecret | undefined;
    };

export type RotateReport = RotationEnd & {
  /**
   * 0: the old key is confirmed dead, and the new one works if one was created. 1: the old key is active. 2: unknown.
   */
  readonly exitCode: ExitCode;
};

/** Maximum number of keys per account (Navixy API documentation, page "API keys"). */
const QUOTA = 20;

/**
 * Replaces an API key: creates a new key, delivers it, waits for the user's confirmation, and deletes the old key. The
 * old key stays until the new one is known to work and its deployment is confirmed. After the new key was created, an
 * abort does not reject: the result shows how far it got.
 * @throws Failure if it is unclear which key is meant, or if the destination cannot take the value
 */
export async function rotate(options: RotateOptions): Promise<RotateReport> {
  return runOnline('rotate', chooseOne(groupFindings(options.findings), options), options, (run) =>
    rotateOne(run, options),
  );
}

/** @returns one secret, or none if the key must be looked up in the account */
function chooseOne(
  leaked: readonly LeakedSecret[],
  { only, baseUrls = [], advice }: RotateOptions,
): readonly LeakedSecret[] {
  const wanted = only?.toLowerCase();
  const matching = leaked.filter(({ secret, kind }) =>
    wanted === undefined ? kind !== 'share-key' : secret.fingerprint === wanted,
  );
  if (matching.length === 1) return matching;
  if (wanted !== undefined && baseUrls.length === 1) return [];
  const found = leaked.map(({ secret }) => secret.fingerprint).join(', ');
  if (wanted !== undefined)
    throw new Failure(
      `Not found: no secret has the fingerprint ${wanted}.`,
      'To rotate a key of the account that was not found in a scan, add --region or --api-url.',
    );
  if (found !== '')
    throw new Failure(
      matching.length === 0
        ? 'Nothing to rotate: only keys of share links were found.'
        : 'Which one? Keys are rotated one at a time.',
      `Add --only FINGERPRINT: one of ${found}.`,
    );
  const elsewhere = advice?.elsewhere('rotate');
  throw new Failure(
    `Nothing to rotate: no secret was found${advice === undefined ? '' : ` in ${advice.scanned}`}.`,
    elsewhere === undefined
      ? 'Add --only FINGERPRINT and --region, to rotate a key that was not found in a scan.'
      : `Scan ${elsewhere.where} too: ${elsewhere.command}`,
  );
}

async function rotateOne(run: OnlineRun, options: RotateOptions): Promise<RotateReport> {
  const { evidence } = run;
  const [leaked] = run.leaked;
  const { destination, env = {}, cwd, screen } = options;
  if (destination?.type === 'screen' && screen === undefined)
    throw new Failure('The new value must be shown, but there is no screen', 'Give one as "screen".');
  const ready = destination === undefined ? undefined : await checkDestination(destination, cwd, env);
  if (ready === undefined && (options.use === undefined || options.deployed !== true))
    throw new Failure(
      'Where should the new value go?',
      'Name a place with --to-…, or, when it went there before, add --use FINGERPRINT --deployed.',
    );
  const place = await locate(run, leaked, options.use !== undefined);
  if ('exitCode' in place) return place;
  const { baseUrl } = place;
  const named = options.only?.toLowerCase() ?? '';
  const isOld = ({ secret }: ApiKey): boolean =>
    leaked === undefined ? secret.fingerprint === named : secret.equals(leaked.secret);
  const wanted = options.use?.toLowerCase();
  const isUse = (key: ApiKey): boolean => key.secret.fingerprint === wanted && !isOld(key);
  const found = await findAccount(run, baseUrl, isOld, wanted === undefined ? undefined : isUse);
  if (found.account === undefined) return notBegun(leaked, found.reason, place.isDead);
  const { account, keys, old, use } = found;
  if (wanted !== undefined && use === undefined) {
    return notBegun(leaked, `the account has no other key with the fingerprint ${wanted}`, place.isDead);
  }
  const known = [old, leaked].flatMap((one) => one?.secret ?? []);
  const handing: FinishOptions['deliver'] =
    ready === undefined
      ? undefined
      : (secret) => deliverKey(secret, ready, { cwd, env, screen, signal: run.signal, secrets: [secret, ...known] });
  if (old === undefined) {
    return finishOne(run, options, { baseUrl, use: use!, leaked, isDead: place.isDead, deliver: handing });
  }
  evidence?.record('before', {
    fingerprint: old.secret.fingerprint,
    sha256: old.secret.sha256,
    redacted: old.secret.redacted,
    title: old.title,
    status: 'alive',
    host: hostOf(baseUrl),
    keys: keys.length,
  });
  if (use === undefined && keys.length >= QUOTA) return { end: 'over-quota', exitCode: 1, keys, old, leaked };
  const title = new RotationTitle(old);
  const leftovers = keys.filter((key) => key !== use && key !== old && replaces(key.title, old.secret));
  const plan: RotationPlan = { baseUrl, old, leaked, use, title: title.text, leftovers, destination };
  options.onPlan?.(plan);
  if ((await options.confirm?.(plan)) !== true || run.signal?.aborted === true) return { end: 'declined', exitCode: 1 };
  const rotation = new Rotation({
    run,
    baseUrl,
    account,
    keys,
    old,
    title,
    use,
    deliver: handing,
    isDeployed: async () => options.deployed === true || (await options.isDeployed?.()) === true,
    onStep: (step) => options.onStep?.(step),
  });
  const result = await rotation.run();
  evidence?.record('after', {
    fingerprint: old.secret.fingerprint,
    status: result.old,
    replacedBy: result.made?.secret.fingerprint,
    handedOver: result.isHandedOver,
    new: result.fresh,
    detail: result.reason,
  });
  return { end: 'ran', exitCode: exitCodeFor(standingsOf(result)), result, baseUrl, old, leaked };
}

interface ToFinish extends Pick<FinishOptions, 'baseUrl' | 'use' | 'deliver'> {
  readonly leaked: LeakedSecret | undefined;
  readonly isDead: boolean;
}

/** Completes an earlier run: the old key is no longer in the account. */
async function finishOne(run: OnlineRun, options: RotateOptions, rest: ToFinish): Promise<RotateReport> {
  const { baseUrl, use, leaked, isDead, deliver } = rest;
  const { destination, only, onStep } = options;
  const plan: RotationPlan = { baseUrl, old: undefined, leaked, use, title: use.title, leftovers: [], destination };
  options.onPlan?.(plan);
  const isConfirmed = deliver === undefined || (await options.confirm?.(plan)) === true;
  if (!isConfirmed || run.signal?.aborted === true) return { end: 'declined', exitCode: 2 };
  const old = leaked?.secret.fingerprint ?? only?.toLowerCase() ?? '';
  const result = await finish({
    run,
    baseUrl,
    old,
    isProvenDead: isDead,
    use,
    deliver,
    tell: (step) => onStep?.(step),
  });
  const { standing, isHandedOver, fresh, reason } = result;
  const replacedBy = use.secret.fingerprint;
  run.evidence?.record('after', {
    fingerprint: old,
    status: standing,
    replacedBy,
    handedOver: isHandedOver,
    new: fresh,
    detail: reason,
  });
  return { end: 'finished', exitCode: result.reason === undefined ? 0 : 2, result, baseUrl, leaked };
}

/**
 * The old key may be dead because somebody else deleted it. It is replaced only if another key is confirmed to work and
 * was delivered; otherwise the rotation is incomplete.
 */
function standingsOf({ old, fresh, isHandedOver, left, reason }: RotationResult): readonly Standing[] {
  const isReplaced = fresh === 'alive' && isHandedOver && left.length === 0 && reason === undefined;
  return [old, ...(old === 'dead' && !isReplaced ? (['unknown'] as const) : [])];
}

/** Finds the host on which the key is active, or ends the rotation. */
async function locate(
  run: OnlineRun,
  leaked: LeakedSecret | undefined,
  isUsed: boolean,
): Promise<{ readonly baseUrl: string; readonly isDead: boolean } | RotateReport> {
  const {
    baseUrls: [first = '', ...others],
  } = run.targets;
  if (leaked === undefined) return { baseUrl: first, isDead: false };
  const checked = await checkSecret(leaked, run);
  if (checked.state === 'alive') {
    if (checked.realm === 'user') return { baseUrl: checked.baseUrl, isDead: false };
    return notBegun(leaked, 'it is a panel session, which cannot be rotated: end it with revoke');
  }
  // The replacement can only be checked if the host is unambiguous.
  if (checked.state === 'dead' && isUsed && others.length === 0) return { baseUrl: first, isDead: true };
  if (checked.state === 'dead') return { end: 'already-dead', exitCode: 0 };
  const reason =
    checked.state === 'unknown'
      ? `unknown: ${checked.reason}${checked.isUnreachable === true ? `\n${UNREACHABLE}` : ''}`
      : `The key of a share link cannot be rotated by this tool; see ${pageOf('leaked.md')}.`;
  return { end: 'not-begun', exitCode: 2, reason, leaked: undefined };
}

function notBegun(leaked: LeakedSecret | undefined, reason: string, isDead = false): RotateReport {
  // A key that was only named by its fingerprint is not known to be active.
  return { end: 'not-begun', exitCode: leaked === undefined || isDead ? 2 : 1, reason, leaked };
}
