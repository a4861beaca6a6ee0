import { hostOf, type ApiKey } from '../api/index.ts';
import { Failure } from '../failure.ts';
import { byHand } from '../online/by-hand.ts';
import { check } from '../online/check.ts';
import type { ExitCode } from '../online/exit-code.ts';
import { exitCodeFor } from '../online/exit-code.ts';
import { groupFindings } from '../online/group.ts';
import { runOnline, type OnlineOptions, type OnlineRun } from '../online/run.ts';
import type { LeakedSecret, LeakFinding } from '../online/types.ts';
import { findAccount } from '../rotate/account.ts';
import { checkDestination, type Destination } from '../rotate/destination.ts';
import { handOver } from '../rotate/hand-over.ts';
import { Rotation, type RotationResult } from '../rotate/rotation.ts';
import { overQuota, planText, resultText } from '../rotate/text.ts';

export interface RotateOptions extends OnlineOptions {
  readonly findings: readonly LeakFinding[];
  /** Fingerprint of the key to replace, of a finding or of the account; may be left out when one secret was found. */
  readonly only?: string;
  /** Where the new value goes; may be absent with {@link use} and {@link deployed}, when it went there before. */
  readonly destination: Destination | undefined;
  readonly cwd: string;
  /** Fingerprint of a key that an interrupted run made. */
  readonly use?: string;
  /** The user's word, given beforehand, that what gets the value is in use at once. */
  readonly deployed?: boolean;
  /** Do not ask before the new key is made. Says nothing about the deletion of the old one. */
  readonly yes?: boolean;
  readonly proofWaitMs?: number;
}

export interface RotateReport {
  readonly exitCode: ExitCode;
  readonly result: RotationResult | undefined;
}

/** Keys an account may have (docs: api-keys.md). */
const QUOTA = 20;

/**
 * Replaces an API key: makes a new one, hands it over, waits for the user's word, deletes the old.
 * Exit status: 0 the new key lives and the old one is proven dead, 1 the old one is alive, 2 it could
 * not be found out.
 */
export async function runRotate(options: RotateOptions): Promise<RotateReport> {
  const choose = (): readonly LeakedSecret[] => chooseOne(groupFindings(options.findings), options);
  const work = (run: OnlineRun): Promise<RotateReport> => rotate(run, options);
  return runOnline('rotate', choose, options, { exitCode: 2, result: undefined }, work, ({ exitCode, result }) => {
    if (exitCode === 0) return result === undefined ? 'Nothing to rotate: it is dead.' : 'Done: the new key lives, and the server says that the old one is dead.';
    return exitCode === 1 ? 'Not done: the old key is still alive.' : 'Not proven: something could not be found out or finished; run it again.';
  });
}

/** @returns one secret, or none when the key is to be looked up in the account */
function chooseOne(leaked: readonly LeakedSecret[], { only, baseUrls = [] }: RotateOptions): readonly LeakedSecret[] {
  const wanted = only?.toLowerCase();
  const matching = leaked.filter(({ secret, kind }) => (wanted === undefined ? kind !== 'share-key' : secret.fingerprint === wanted));
  if (matching.length === 1) return matching;
  if (wanted !== undefined && baseUrls.length === 1) return [];
  const found = leaked.map(({ secret }) => secret.fingerprint).join(', ');
  if (wanted !== undefined) throw new Failure(`Not found: no secret has the fingerprint ${wanted}.`, 'To rotate a key of the account that was not found in a scan, add --region or --api-url.');
  throw new Failure(matching.length === 0 ? 'Nothing to rotate: no secret was found.' : 'Which one? Keys are rotated one at a time.', `Add --only FINGERPRINT${found === '' ? '' : `: one of ${found}`}.`);
}

async function rotate(run: OnlineRun, options: RotateOptions): Promise<RotateReport> {
  const { io, evidence } = run;
  const [leaked] = run.leaked;
  const { destination } = options;
  if (destination !== undefined) await checkDestination(destination, options.cwd, options.env);
  else if (options.use === undefined || options.deployed !== true) throw new Failure('Where should the new value go?', 'Name a place with --to-…, or, when it went there before, add --use FINGERPRINT --deployed.');
  const place = await locate(run, leaked);
  if ('exitCode' in place) return place;
  const { baseUrl } = place;
  const isOld = (key: ApiKey): boolean => (leaked === undefined ? key.secret.fingerprint === options.only?.toLowerCase() : key.secret.equals(leaked.secret));
  const found = await findAccount(run, baseUrl, isOld);
  if (found.account === undefined) return notDone(run, leaked, found.reason);
  const { account, keys, old } = found;
  evidence?.record('before', { fingerprint: old.secret.fingerprint, sha256: old.secret.sha256, redacted: old.secret.redacted, title: old.title, status: 'alive', host: hostOf(baseUrl), keys: keys.length });
  const use = options.use === undefined ? undefined : keys.find(({ secret }) => secret.fingerprint === options.use?.toLowerCase());
  if (options.use !== undefined && (use === undefined || use === old)) return notDone(run, leaked, `the account has no other key with the fingerprint ${options.use}`);
  if (use === undefined && keys.length >= QUOTA) {
    io.stdout(overQuota(keys, old, new Date()));
    return { exitCode: 1, result: undefined };
  }
  io.stdout(planText({ baseUrl, old, leaked, use, destination }, run.colors));
  if (!(await confirm(run, options))) return { exitCode: 1, result: undefined };
  const rotation = new Rotation({
    run, baseUrl, account, keys, old, use,
    proofWaitMs: options.proofWaitMs,
    handOver: destination === undefined ? undefined : (secret) => handOver(secret, destination, { cwd: options.cwd, env: options.env, io, signal: run.signal, secrets: [secret, old.secret] }),
    isDeployed: () => isDeployed(run, options),
    tell: (step) => io.stdout(`   ${step}\n`),
  });
  const result = await rotation.run();
  evidence?.record('after', { fingerprint: old.secret.fingerprint, status: result.old, replacedBy: result.made?.secret.fingerprint, handedOver: result.isHandedOver, detail: result.reason });
  io.stdout(`\n${resultText(result, old, run.colors)}`);
  if (result.old === 'dead' && leaked !== undefined) {
    io.stdout(`\n${run.colors.bold('Left to do by hand')} (docs/leaked.md)\n${byHand({ leaked: [leaked], deployed: true }).map((step) => `  - ${step}\n`).join('')}\n`);
  }
  return { exitCode: exitCodeFor([result.old]), result };
}

/** Where the key lives, or how it ends here. */
async function locate(run: OnlineRun, leaked: LeakedSecret | undefined): Promise<{ readonly baseUrl: string } | RotateReport> {
  if (leaked === undefined) return { baseUrl: run.targets.baseUrls[0] ?? '' };
  const checked = await check(leaked, run);
  if (checked.state === 'alive') {
    return checked.realm === 'user' ? { baseUrl: checked.baseUrl } : notDone(run, leaked, 'it is a panel session, which cannot be rotated: end it with revoke');
  }
  if (checked.state === 'dead') return { exitCode: 0, result: undefined };
  run.io.stderr(checked.state === 'unknown' ? `unknown: ${checked.reason}\n` : 'A share key cannot be rotated by this tool; see docs/leaked.md.\n');
  return { exitCode: 2, result: undefined };
}

function notDone(run: OnlineRun, leaked: LeakedSecret | undefined, reason: string): RotateReport {
  run.io.stderr(`${leaked === undefined ? '' : `${leaked.secret.redacted}: `}${reason}\n`);
  // Of a key that was only named, nobody said that it lives.
  return { exitCode: leaked === undefined ? 2 : 1, result: undefined };
}

async function confirm(run: OnlineRun, options: RotateOptions): Promise<boolean> {
  if (options.yes === true) return true;
  if (run.prompts === undefined) {
    run.io.stderr('Nothing was done: there is no terminal to ask at. Add --yes to make and hand over a new key.\n');
    return false;
  }
  const isConfirmed = await run.prompts.confirm('Make the new key and hand it over? The old one stays for now.');
  if (isConfirmed && run.signal?.aborted !== true) return true;
  run.io.stderr('Nothing was done.\n');
  return false;
}

/** `--yes` is not enough: nobody but the user knows whether anything still runs on the old key. */
async function isDeployed(run: OnlineRun, options: RotateOptions): Promise<boolean> {
  if (options.deployed === true) return true;
  if (run.prompts === undefined) return false;
  return run.prompts.confirm('Deploy the new value now. Is it in use everywhere? Then the old key is deleted, which cannot be undone.');
}
