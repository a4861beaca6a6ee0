import { hostOf, type ApiKey } from '../client/index.ts';
import { Failure } from '../../model/failure.ts';
import { checkSecret } from '../session/check-secret.ts';
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

export interface RotateOptions extends PlatformOptions {
  /** What a scan found; one of them is replaced. */
  readonly findings: readonly LeakFinding[];
  /** Fingerprint of the key to replace, of a finding or of the account; may be left out when one secret was found. */
  readonly only?: string;
  /** Where the new value goes; may be absent with {@link use} and {@link deployed}, when it went there before. */
  readonly destination: Destination | undefined;
  /** Absolute path of the folder that paths of the destination are relative to. */
  readonly cwd: string;
  /** Fingerprint of a key that an interrupted run made. Default: a new one is made. */
  readonly use?: string;
  /** The user's word, given beforehand, that what gets the value is in use at once. */
  readonly deployed?: boolean;
  /** Where the value is written for a destination `screen`, which needs it. */
  readonly screen?: Screen;
  /** Told what would be done, before anything is. */
  readonly onPlan?: (plan: RotationPlan) => void;
  /** Asked before the new key is made; `true` alone goes on. Default: no, which only plans. */
  readonly confirm?: (plan: RotationPlan) => boolean | Promise<boolean>;
  /**
   * Asked, when the new value was handed over and {@link deployed} is not set, whether it is in use; the old key is
   * deleted after `true` alone. Default: no.
   */
  readonly isDeployed?: () => boolean | Promise<boolean>;
  /** Told of each step that was done, in words for people. */
  readonly onStep?: (step: string) => void;
}

export interface RotationPlan {
  readonly baseUrl: string;
  /** The key to be replaced; absent when the account has it no more, and only {@link use} is left to be handed over. */
  readonly old: ApiKey | undefined;
  /** What the scan knows of it; absent when it was named by its fingerprint alone. */
  readonly leaked: LeakedSecret | undefined;
  /** The key that takes its place, when there is one already. */
  readonly use: ApiKey | undefined;
  /** The title of the key that is made, when none is there already. */
  readonly title: string;
  /** Keys of the account that earlier runs made to replace the same one, e.g. because they were killed. */
  readonly leftovers: readonly ApiKey[];
  readonly destination: Destination | undefined;
}

/** Where a rotation ended. */
export type RotationEnd =
  /** The key is dead already: there is nothing to do. */
  | { readonly end: 'already-dead' }
  /** It could not begin, and why; of what was found in a scan, `leaked` says which. */
  | { readonly end: 'not-begun'; readonly reason: string; readonly leaked: LeakedSecret | undefined }
  /** The account has as many keys as it may have. */
  | {
      readonly end: 'over-quota';
      readonly keys: readonly ApiKey[];
      readonly old: ApiKey;
      readonly leaked: LeakedSecret | undefined;
    }
  /** Nobody said yes to the plan. */
  | { readonly end: 'declined' }
  /** The old key was deleted before; it was found out whether the key that takes its place works. */
  | {
      readonly end: 'finished';
      readonly result: FinishResult;
      readonly baseUrl: string;
      readonly leaked: LeakedSecret | undefined;
    }
  /** It was begun; the result says how far it came. */
  | {
      readonly end: 'ran';
      readonly result: RotationResult;
      readonly baseUrl: string;
      readonly old: ApiKey;
      readonly leaked: LeakedSecret | undefined;
    };

export type RotateReport = RotationEnd & {
  /**
   * 0 the old key is proven dead, and the new one lives if one was made; 1 the old one is alive; 2 it could not be
   * found out.
   */
  readonly exitCode: ExitCode;
};

/** Keys an account may have (docs: api-keys.md). */
const QUOTA = 20;

/**
 * Replaces an API key: makes a new one, hands it over, waits for the user's word, deletes the old. The old key is not
 * touched before the new one is known to live and its deployment was confirmed. An abort after the new key was made
 * does not reject: the result says how far it came.
 * @throws Failure when it is not clear which key is meant, or the destination cannot take the value
 */
export async function rotate(options: RotateOptions): Promise<RotateReport> {
  return runOnline('rotate', chooseOne(groupFindings(options.findings), options), options, (run) =>
    rotateOne(run, options),
  );
}

/** @returns one secret, or none when the key is to be looked up in the account */
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
        ? 'Nothing to rotate: only share keys were found.'
        : 'Which one? Keys are rotated one at a time.',
      `Add --only FINGERPRINT: one of ${found}.`,
    );
  const elsewhere = advice?.elsewhere('rotate');
  throw new Failure(
    `Nothing to rotate: no secret was found${advice === undefined ? '' : ` in ${advice.lookedAt}`}.`,
    elsewhere === undefined
      ? 'Add --only FINGERPRINT and --region, to rotate a key that was not found in a scan.'
      : `Look at ${elsewhere.where} too: ${elsewhere.command}`,
  );
}

async function rotateOne(run: OnlineRun, options: RotateOptions): Promise<RotateReport> {
  const { evidence } = run;
  const [leaked] = run.leaked;
  const { destination, env = {}, cwd, screen } = options;
  if (destination?.type === 'screen' && screen === undefined)
    throw new Failure('The new value is to be shown, and there is no screen', 'Give one as "screen".');
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
  const handing: FinishOptions['handOver'] =
    ready === undefined
      ? undefined
      : (secret) => deliverKey(secret, ready, { cwd, env, screen, signal: run.signal, secrets: [secret, ...known] });
  if (old === undefined) {
    return finishOne(run, options, { baseUrl, use: use!, leaked, isDead: place.isDead, handOver: handing });
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
    handOver: handing,
    isDeployed: async () => options.deployed === true || (await options.isDeployed?.()) === true,
    tell: (step) => options.onStep?.(step),
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

interface ToFinish extends Pick<FinishOptions, 'baseUrl' | 'use' | 'handOver'> {
  readonly leaked: LeakedSecret | undefined;
  readonly isDead: boolean;
}

/** What an earlier run left to do: the account has the old key no more. */
async function finishOne(run: OnlineRun, options: RotateOptions, rest: ToFinish): Promise<RotateReport> {
  const { baseUrl, use, leaked, isDead, handOver } = rest;
  const { destination, only, onStep } = options;
  const plan: RotationPlan = { baseUrl, old: undefined, leaked, use, title: use.title, leftovers: [], destination };
  options.onPlan?.(plan);
  const isConfirmed = handOver === undefined || (await options.confirm?.(plan)) === true;
  if (!isConfirmed || run.signal?.aborted === true) return { end: 'declined', exitCode: 2 };
  const old = leaked?.secret.fingerprint ?? only?.toLowerCase() ?? '';
  const result = await finish({
    run,
    baseUrl,
    old,
    isProvenDead: isDead,
    use,
    handOver,
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
 * The old key may be dead because somebody else deleted it. Without a key that is proven to work in its place and
 * reached its destination it is not replaced, and what this run left behind, or did not come to, is not done.
 */
function standingsOf({ old, fresh, isHandedOver, left, reason }: RotationResult): readonly Standing[] {
  const isReplaced = fresh === 'alive' && isHandedOver && left.length === 0 && reason === undefined;
  return [old, ...(old === 'dead' && !isReplaced ? (['unknown'] as const) : [])];
}

/** Where the key lives, or how it ends here. */
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
  // Whether the key in its place works can be asked where there is no doubt about the host.
  if (checked.state === 'dead' && isUsed && others.length === 0) return { baseUrl: first, isDead: true };
  if (checked.state === 'dead') return { end: 'already-dead', exitCode: 0 };
  const reason =
    checked.state === 'unknown'
      ? `unknown: ${checked.reason}`
      : 'A share key cannot be rotated by this tool; see docs/leaked.md.';
  return { end: 'not-begun', exitCode: 2, reason, leaked: undefined };
}

function notBegun(leaked: LeakedSecret | undefined, reason: string, isDead = false): RotateReport {
  // Of a key that was only named, nobody said that it lives.
  return { end: 'not-begun', exitCode: leaked === undefined || isDead ? 2 : 1, reason, leaked };
}
