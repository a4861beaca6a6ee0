// Messages of `rotate`: the plan, the result and the next command.

import type pc from 'picocolors';
import { hostOf, placesOf, type ApiKey } from '../../library/platform.ts';
import { describeKeys } from '../../library/keys.ts';
import { commandLine, Placeholder, shellWord, type Advice, type Word } from '../../library/advice.ts';
import {
  describeDestination,
  type Destination,
  type FinishResult,
  type RotationPlan,
  type RotationResult,
} from '../../library/rotate.ts';
import { clean } from '../../library/text.ts';

type Colors = ReturnType<typeof pc.createColors>;

/**
 * @param how.isDeployed whether the old key is deleted as soon as the new one is handed over, without another question
 * @param how.waiting the time limits, in words
 */
export function planText(
  { baseUrl, old, leaked, use, title, leftovers, destination }: RotationPlan,
  { isDeployed, waiting }: { readonly isDeployed: boolean; readonly waiting: string },
  c: Colors,
): string {
  if (old === undefined && use !== undefined) return finishText(use, destination, waiting, c);
  const steps = [
    use === undefined
      ? `api/key/create: a new key on ${hostOf(baseUrl)}, titled "${clean(title)}"`
      : `use the key ${use.secret.redacted}, fingerprint ${use.secret.fingerprint}, made before`,
    destination === undefined ? 'it was handed over before' : `hand it over to ${describeDestination(destination)}`,
    ...(isDeployed ? [] : ['wait for your word that it is deployed; both keys work until then']),
    'api/key/delete: the old key; whatever still uses it stops at once',
    'check that the old one is dead and the new one alive',
  ];
  const rows: [string, string][] = [
    ...(leaked === undefined ? [] : ([['found', placesOf(leaked)]] as [string, string][])),
    ...steps.map((step, index): [string, string] => [`${index + 1}`, step]),
    ['waits', waiting],
    ...leftovers.map(({ secret, title: other, createDate }): [string, string] => [
      'left',
      `an earlier run made "${clean(other)}" for this key${createDate === '' ? '' : ` on ${clean(createDate)}`}: go on with it by --use ${secret.fingerprint}, or delete it if nothing uses it`,
    ]),
  ];
  const which =
    old === undefined ? '' : ` "${clean(old.title)}"  ${old.secret.redacted}  fingerprint ${old.secret.fingerprint}`;
  return planOf(`${c.bold('Plan')}: replace${which}`, rows);
}

/**
 * What a run does after a yes, to follow "Add --yes to".
 * @param isDeployed whether the old key is deleted without another question
 */
export function actionOf({ old, use, destination }: RotationPlan, isDeployed: boolean): string {
  return [
    ...(use === undefined
      ? ['make the new key and hand it over']
      : destination === undefined
        ? []
        : ['hand over the new key']),
    ...(old !== undefined && isDeployed ? ['delete the old key'] : []),
  ].join(', then ');
}

/** The question before a plan is carried out. @param isDeployed see {@link actionOf} */
export function questionOf(plan: RotationPlan, isDeployed: boolean): string {
  const action = actionOf(plan, isDeployed);
  const asked = `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  if (plan.old === undefined) return `${asked}? The account has the old key no more.`;
  if (!isDeployed) return `${asked}? The old one stays for now.`;
  return plan.use !== undefined && plan.destination === undefined
    ? `${asked} now? Whatever still uses it stops working.`
    : `${asked} at once? Whatever still uses the old key stops working.`;
}

/** The plan if the old key is already deleted. */
function finishText({ secret }: ApiKey, destination: Destination | undefined, waiting: string, c: Colors): string {
  return planOf(
    `${c.bold('Plan')}: the account has the old key no more; use ${secret.redacted}  fingerprint ${secret.fingerprint}`,
    [
      [
        '1',
        destination === undefined ? 'it was handed over before' : `hand it over to ${describeDestination(destination)}`,
      ],
      ['2', 'check that it is alive'],
      ['waits', waiting],
    ],
  );
}

function planOf(head: string, rows: readonly (readonly [string, string])[]): string {
  return `${[head, ...rows.map(([name, text]) => `   ${name.padEnd(5)} ${text}`)].join('\n')}\n\n`;
}

/**
 * What to do if the account has reached its maximum number of keys.
 * @param isFound whether a scan found the old key: only then it can be revoked
 * @param advice the command that revokes; default: one without options
 */
export function overQuota(keys: readonly ApiKey[], old: ApiKey, now: Date, isFound: boolean, advice?: Advice): string {
  const { fingerprint } = old.secret;
  const revoke =
    advice?.step('revoke', [{ fingerprint, occurrences: [] }], { only: true }).command ??
    commandLine(['revoke', '--only', fingerprint]);
  const how = isFound ? revoke : 'Account settings -> API keys';
  const rows = describeKeys(keys, [], now)
    .filter(({ key }) => !key.secret.equals(old.secret))
    .sort((left, right) => right.remarks.length - left.remarks.length || (right.ageDays ?? 0) - (left.ageDays ?? 0))
    .map(
      ({ key, ageDays, remarks }) =>
        `   "${clean(key.title)}"  ${key.secret.redacted}  ${ageDays ?? '?'} days old${remarks.length > 0 ? `  (${remarks.join('; ')})` : ''}\n`,
    );
  return [
    `The account has ${keys.length} keys, as many as it may have, so there is no room for a new one.\n`,
    'Delete one that nothing uses (Account settings -> API keys) and run this again. The likeliest first:\n',
    ...rows,
    `If none can go, delete the old key first, and create the new one then. What uses it stands still meanwhile:\n  ${how}\n`,
  ].join('');
}

/** Inputs for the command that continues a rotation. */
interface ContinueOptions {
  /** The host of the keys: the old key may be in no file any more, so the command must name the host. */
  readonly baseUrl: string;
  readonly advice?: Advice | undefined;
  readonly destination?: Destination | undefined;
  /** Whether the user gave `--yes`. */
  readonly yes?: boolean | undefined;
}

/** The result of a rotation, and how to continue. */
export function resultText(result: RotationResult, old: ApiKey, c: Colors, how: ContinueOptions): string {
  const { old: standing, made, fresh, isHandedOver, left, reason } = result;
  const lines = [
    `${c.bold('Before and after')}\n`,
    `  old ${old.secret.redacted}  ${old.secret.fingerprint}  alive -> ${standing === 'dead' ? c.green('dead') : standing}\n`,
  ];
  if (made !== undefined) lines.push(newText(made, fresh, isHandedOver, c));
  for (const { secret, title } of left)
    lines.push(
      `  too ${secret.redacted}  ${secret.fingerprint}  ${c.yellow(`"${clean(title)}" was made by this run as well and is not known to be dead: delete it`)}\n`,
    );
  if (reason !== undefined) lines.push(`\n${c.yellow('Not done')}: ${reason}.\n`);
  const reached = { isOldDead: standing === 'dead', fresh, isHandedOver };
  if (made !== undefined) lines.push(nextText(old.secret.fingerprint, { ...reached, made }, how));
  return lines.join('');
}

/** The result if the old key was already deleted. */
export function finishedText(result: FinishResult, c: Colors, how: ContinueOptions): string {
  const { old, standing, made, fresh, isHandedOver, reason } = result;
  const gone = c.green('the account has it no more');
  const was = { dead: c.green('dead'), gone, unknown: c.yellow('unknown') }[standing];
  return [
    `${c.bold('Before and after')}\n  old ${old}  ${was}\n`,
    newText(made, fresh, isHandedOver, c),
    reason === undefined ? '' : `\n${c.yellow('Not done')}: ${reason}.\n`,
    nextText(old, { isOldDead: true, made, fresh, isHandedOver }, how),
  ].join('');
}

function newText({ secret }: ApiKey, fresh: RotationResult['fresh'], isHandedOver: boolean, c: Colors): string {
  const life = { alive: 'alive', dead: c.red('dead'), unknown: c.yellow('not known to be alive') }[fresh];
  const reached = isHandedOver ? 'handed over' : c.yellow('not known to be handed over');
  return `  new ${secret.redacted}  ${secret.fingerprint}  ${life}, ${reached}\n`;
}

interface Reached extends Pick<RotationResult, 'fresh' | 'isHandedOver'> {
  readonly isOldDead: boolean;
  readonly made: ApiKey;
}

/** The command that completes the rotation; empty if it is complete. */
function nextText(old: string, reached: Reached, { advice, destination, baseUrl, yes }: ContinueOptions): string {
  const { isOldDead, made, fresh, isHandedOver } = reached;
  if (isOldDead && fresh === 'dead')
    return 'Both keys are dead: create a new one by hand (Account settings -> API keys).\n';
  if (isOldDead && fresh === 'alive' && isHandedOver) return '';
  const rest = isHandedOver ? ['--deployed'] : destinationWords(destination);
  const more = ['--only', old, '--use', made.secret.fingerprint, ...rest, ...(yes === true ? ['--yes'] : [])];
  const given = advice?.at(baseUrl).step('rotate', [], { more }).command;
  const command = given ?? commandLine(['rotate', '--api-url', baseUrl, ...more]);
  const continuation = `To go on with this new key${isHandedOver ? ', once it is in use' : ''}`;
  const what = isHandedOver && isOldDead ? 'To try the new key again' : continuation;
  const orDelete = isHandedOver ? '' : ' (or delete it, if nothing got it: Account settings -> API keys)';
  return `${what}${orDelete}:\n  ${command}\n`;
}

/** The options for the destination of the new value. */
function destinationWords(destination: Destination | undefined): readonly Word[] {
  switch (destination?.type) {
    case undefined:
      return ['--to-env', new Placeholder('FILE:NAME')];
    case 'file':
      return ['--to-file', destination.path];
    case 'env':
      return ['--to-env', `${destination.path}:${destination.name}`];
    case 'command':
      return ['--to-command', destination.words.map((word) => shellWord(word)).join(' ')];
    case 'screen':
      return ['--show'];
  }
}
