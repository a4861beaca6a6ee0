// Messages of `revoke`: the plan, the results and what is left to do.

import type pc from 'picocolors';
import type { Advice } from '../../library/advice.ts';
import { hostOf, placesOf, type ApiKey } from '../../library/platform.ts';
import type { Alive, AuditEntry, RevokeOutcome, PlanItem, Review } from '../../library/revoke.ts';
import { clean, count, utcDay } from '../../library/text.ts';
import { manualSteps } from './manual-steps.ts';
import { pageOf } from '../../library/advice.ts';
import { KIND_NAMES } from '../../library/report.ts';

type Colors = ReturnType<typeof pc.createColors>;

const MOST_ACTIVITY = 10;
const NONE: ReadonlySet<string> = new Set();

const CALLS: Record<Alive['action'], string> = {
  'panel-logout': 'panel/account/logout, called with itself',
  logout: 'user/logout, called with itself',
  'delete-key': "api/key/delete, called with a session of the account's owner",
  'logout-or-delete-key':
    "user/logout, called with itself (an API key refuses that harmlessly), then api/key/delete with a session of the account's owner",
};

const STOPS: Record<Alive['action'], string> = {
  'panel-logout': 'whatever uses this panel session; other sessions go on',
  logout: "whatever uses this session; the user's other sessions and the account's API keys go on",
  'delete-key': 'every integration that uses this key, at once: deploy its replacement first',
  'logout-or-delete-key': 'whatever uses this value, at once: deploy its replacement first',
};

/** Formats plans and results. No line ever contains a secret. */
export class RevokeText {
  readonly #c: Colors;

  constructor(colors: Colors) {
    this.#c = colors;
  }

  /**
   * The state of each secret, and the call to make.
   * @param waiting the time limits, in words
   */
  plan(items: readonly PlanItem[], waiting: string): string {
    const places = items.reduce((sum, item) => sum + item.leaked.places.length, 0);
    const head = `${this.#c.bold('Plan')}: ${count(items.length, 'distinct secret')} in ${count(places, 'place')}`;
    const leaked = new Set(items.map((item) => item.leaked.secret.fingerprint));
    // Several sessions of one account would each list its keys.
    const listed = new Map<string, number>();
    const blocks = items.map((item, index) => `${index + 1}. ${this.#item(item, index + 1, leaked, listed)}`);
    return `${[head, ...blocks].join('\n\n')}\n\n${items.some(({ state }) => state === 'alive') ? `Waits ${waiting}.\n\n` : ''}`;
  }

  /** The state of each secret before and after. */
  results(items: readonly PlanItem[], outcomes: readonly RevokeOutcome[]): string {
    const outcomeOf = new Map<PlanItem, RevokeOutcome>(outcomes.map((outcome) => [outcome.item, outcome]));
    const lines = items.map((item) => this.#result(item, outcomeOf.get(item)));
    return `${this.#c.bold('Before and after')}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  }

  /** Manual steps for the secrets that are dead now, and for share keys; empty if there are none. */
  leftToDo(
    items: readonly PlanItem[],
    outcomes: readonly RevokeOutcome[],
    { advice, evidence }: { readonly advice?: Advice | undefined; readonly evidence?: string | undefined } = {},
  ): string {
    const revoked = outcomes.filter(({ result }) => result === 'revoked').map(({ item }): PlanItem => item);
    const dead = items.filter((item) => item.state === 'dead' || revoked.includes(item));
    const shareKey = items.some((item) => item.state === 'by-hand');
    // A list about dead secrets misleads whoever must first end one that is alive.
    if (revoked.length === 0 && !shareKey) return '';
    const what = new Set(outcomes.map(({ item, result }) => (result === 'revoked' ? item.identity.what : undefined)));
    const steps = manualSteps({
      leaked: dead.map((item) => item.leaked),
      panelSession: what.has('panel-session'),
      ownerSession: what.has('master-session'),
      shareKey,
      evidence: evidence !== undefined,
      ...(advice === undefined ? {} : { advice }),
    });
    return `\n${this.#c.bold('Left to do by hand')} (${pageOf('leaked.md')})\n${steps.map((step) => `  - ${step}\n`).join('')}`;
  }

  #item(item: PlanItem, number: number, all: ReadonlySet<string>, listed: Map<string, number>): string {
    const { leaked } = item;
    const rows: [string, string][] = [['found', placesOf(leaked)]];
    if (item.state === 'alive') {
      if (item.account !== undefined)
        rows.push([
          'account',
          clean(
            `${item.account.login} "${item.account.title}" (id ${item.account.id})${item.account.isSubUser ? ', a sub-user' : ''}`,
          ),
        ]);
      rows.push(['ends by', CALLS[item.action]], ['stops', STOPS[item.action]], ...reviewOf(item, number, all, listed));
    } else if (item.state === 'dead') {
      rows.push(['to do', 'nothing: it no longer opens anything']);
      if (item.hostsWithoutPanel.length > 0)
        rows.push([
          'note',
          `there is no panel API on ${item.hostsWithoutPanel.join(', ')} that could accept it as a panel session`,
        ]);
    } else if (item.state === 'by-hand') {
      rows.push(
        [
          'to do',
          'the key of a share link (delivery or geo link) cannot end itself: create a new delivery key, which replaces it,',
        ],
        ['', `or disable the geo link, in the user interface; see ${pageOf('leaked.md')}`],
      );
    }
    if ((item.state === 'alive' || item.state === 'dead') && item.notAskedHosts.length > 0)
      rows.push(['note', `also found beside ${item.notAskedHosts.join(', ')}, which was not asked`]);
    const title = `${this.#c.bold(leaked.secret.redacted)}  fingerprint ${leaked.secret.fingerprint}  ${kindOf(item)}  ${this.#state(item)}`;
    return [title, ...rows.map(([name, text]) => `   ${name.padEnd(8)} ${text}`)].join('\n');
  }

  #state(item: PlanItem): string {
    if (item.state === 'alive') return this.#c.red(`alive on ${hostOf(item.baseUrl)}`);
    if (item.state === 'dead') return this.#c.green(`dead on ${item.askedHosts.join(', ')}`);
    if (item.state === 'by-hand') return this.#c.yellow('by hand');
    return this.#c.yellow(`unknown: ${item.reason}`);
  }

  #result(item: PlanItem, outcome: RevokeOutcome | undefined): string {
    const name = `${item.leaked.secret.redacted}  ${item.leaked.secret.fingerprint}  ${kindOf(item)}`;
    if (item.state === 'by-hand') return `${name}  ${this.#c.yellow('by hand')}: not touched`;
    if (item.state === 'unknown') return `${name}  ${this.#c.yellow('unknown')}: ${item.reason}`;
    if (item.state === 'dead') return `${name}  ${this.#c.green('dead')} before, not touched`;
    if (outcome?.result === 'revoked')
      return `${name}  alive -> ${this.#c.green('dead')}  revoked: ${outcome.detail}${meanwhile(outcome)}`;
    if (outcome?.result === 'unknown')
      return `${name}  alive -> ${this.#c.yellow('unknown')}  ${outcome.detail}${meanwhile(outcome)}`;
    return `${name}  alive -> ${this.#c.red('alive')}  ${outcome?.detail ?? 'nothing was done'}`;
  }
}

function kindOf(item: PlanItem): string {
  if (item.state === 'alive') {
    const { identity } = item;
    if (identity.what === 'undetermined') return `${KIND_NAMES.hash} (${identity.reason})`;
    if (identity.what === 'api-key')
      return `${KIND_NAMES['api-key']}${item.action === 'delete-key' ? '' : ' (or a session of a rarer type)'}`;
    return {
      'panel-session': KIND_NAMES['panel-session'],
      'master-session': `${KIND_NAMES.session} of an account owner`,
      'sub-user-session': `${KIND_NAMES.session} of a sub-user`,
    }[identity.what];
  }
  return KIND_NAMES[item.leaked.kind];
}

/**
 * A leaked owner's session could create keys that outlive it: the user must review them before it is ended.
 * @param number of the item in the plan
 * @param all fingerprints of leaked secrets
 * @param listed the item that lists the keys of an account; receives this one
 */
function reviewOf(
  { identity }: Alive,
  number: number,
  all: ReadonlySet<string>,
  listed: Map<string, number>,
): [string, string][] {
  if (identity.what === 'panel-session')
    return [['review', 'it can open sessions of every user of the dealer: treat the leak as dealer-wide']];
  if (identity.what === 'undetermined')
    return [['review', "the account's API keys could not be listed: look at them yourself before it ends"]];
  if (identity.what !== 'master-session') return [];
  const { keys, since, activity } = identity.review;
  const suspects = keys.filter(({ isSinceLeak }) => isSinceLeak).length;
  const when =
    since === undefined
      ? 'it is in no commit, so it is not known since when it leaked'
      : `it leaked on ${utcDay(since.toISOString())} or earlier`;
  const account = keys.map(({ key, isSinceLeak }) => `${key.secret.fingerprint} ${isSinceLeak}`).join();
  const first = keys.length === 0 ? undefined : listed.get(account);
  if (first === undefined) listed.set(account, number);
  const what = first === undefined ? 'delete those you do not know:' : `they are listed under ${first}`;
  const head = `it can list and make API keys; ${when}. ${count(keys.length, 'key')} in its account${since === undefined ? '' : `, ${suspects} made since then`}${keys.length > 0 ? `; ${what}` : ''}`;
  return [
    ['review', head],
    ...(first === undefined ? keys : []).map(({ key, isSinceLeak }): [string, string] => [
      '',
      describeKey(key, since !== undefined && isSinceLeak, all),
    ]),
    ...activityOf(activity),
  ];
}

/** @param all fingerprints of leaked secrets */
function describeKey(key: ApiKey, isSinceLeak: boolean, all: ReadonlySet<string>): string {
  const created = key.createDate === '' ? '' : `, created ${clean(key.createDate)}`;
  const marks = [
    ...(isSinceLeak ? ['MADE SINCE THE LEAK'] : []),
    ...(all.has(key.secret.fingerprint) ? ['found leaked here too'] : []),
  ];
  return `"${clean(key.title)}" (${key.secret.redacted}, fingerprint ${key.secret.fingerprint}${created})${marks.map((mark) => `, ${mark}`).join('')}`;
}

function activityOf(activity: Review['activity']): [string, string][] {
  if (activity === undefined) return [];
  if ('reason' in activity)
    return [['activity', `the activity log could not be read (${activity.reason}): look at it yourself`]];
  const addresses = new Set(activity.map(({ host }) => host)).size;
  const head = `${count(activity.length, 'entry', 'entries')} in the activity log since then, from ${count(addresses, 'address', 'addresses')}`;
  const rows = activity.slice(0, MOST_ACTIVITY).map((entry): [string, string] => ['', describeEntry(entry)]);
  return [['activity', head], ...rows, ...(activity.length > MOST_ACTIVITY ? ([['', '…']] as [string, string][]) : [])];
}

function describeEntry({ action, category, date, host }: AuditEntry): string {
  return clean(`${date}  ${category} ${action}  from ${host}`);
}

function meanwhile({ madeMeanwhile }: RevokeOutcome): string {
  if ('reason' in madeMeanwhile)
    return `\n    whether keys were made in its account between plan and end could not be found out (${madeMeanwhile.reason}): look at them yourself`;
  if (madeMeanwhile.length === 0) return '';
  const keys = madeMeanwhile.map((key) => describeKey(key, false, NONE)).join('; ');
  return `\n    ${count(madeMeanwhile.length, 'key')} MADE IN ITS ACCOUNT BETWEEN PLAN AND END: ${keys}`;
}
