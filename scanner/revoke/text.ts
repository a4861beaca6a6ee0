import pc from 'picocolors';
import { hostOf } from '../api/index.ts';
import { clean } from './clean.ts';
import type { Alive, LeakedSecret, Outcome, PlanItem } from './types.ts';

type Colors = ReturnType<typeof pc.createColors>;

const MOST_PLACES = 5;

const CALLS: Record<Alive['action'], string> = {
  'panel-logout': 'panel/account/logout, called with itself',
  logout: 'user/logout, called with itself',
  'delete-key': "api/key/delete, called with a session of the account's owner",
  'logout-or-delete-key': "user/logout, called with itself (an API key refuses that harmlessly), then api/key/delete with a session of the account's owner",
};

const STOPS: Record<Alive['action'], string> = {
  'panel-logout': 'whatever uses this panel session; other sessions go on',
  logout: "whatever uses this session; the user's other sessions and the account's API keys go on",
  'delete-key': 'every integration that uses this key, at once: deploy its replacement first',
  'logout-or-delete-key': 'whatever uses this value, at once: deploy its replacement first',
};

/** Writes plans and results for a person. No line ever holds a secret. */
export class RevokeText {
  readonly #c: Colors;

  constructor(colors: boolean) {
    this.#c = pc.createColors(colors);
  }

  /** What was found out, and what would be done about it. */
  plan(items: readonly PlanItem[]): string {
    const places = items.reduce((sum, item) => sum + item.leaked.places.length, 0);
    const head = `${this.#c.bold('Plan')}: ${count(items.length, 'distinct secret')} in ${count(places, 'place')}`;
    const leaked = items.map((item) => item.leaked);
    const blocks = items.map((item, index) => `${index + 1}. ${this.#item(item, leaked)}`);
    return `${[head, ...blocks].join('\n\n')}\n\n`;
  }

  /** What each secret was, and is now. */
  results(items: readonly PlanItem[], outcomes: readonly Outcome[]): string {
    const lines = items.map((item) => this.#result(item, outcomes.find((outcome) => outcome.item === item)));
    return `${this.#c.bold('Before and after')}\n${lines.map((line) => `  ${line}\n`).join('')}`;
  }

  /** What no call can do, for what was found. */
  leftToDo(items: readonly PlanItem[], outcomes: readonly Outcome[]): string {
    const states = new Set(outcomes.map(({ item }) => item.identity.what));
    const steps = [
      'take the values out of the files and read them from the environment or a secret store',
      ...(states.has('master-session') || states.has('panel-session') ? ["look through the account's activity log for what was done with the session"] : []),
      ...(states.has('panel-session') ? ['change the panel password: whoever had the session could open sessions of its users'] : []),
      ...(items.some((item) => item.state === 'by-hand') ? ['replace or disable the shared links listed as "by hand"'] : []),
    ];
    return `\n${this.#c.bold('Left to do by hand')} (docs/revoke.md)\n${steps.map((step) => `  - ${step}\n`).join('')}`;
  }

  #item(item: PlanItem, all: readonly LeakedSecret[]): string {
    const { leaked } = item;
    const rows: [string, string][] = [['found', placesOf(leaked)]];
    if (item.state === 'alive') {
      rows.push(['ends by', CALLS[item.action]], ['stops', STOPS[item.action]], ...reviewOf(item, all));
    } else if (item.state === 'dead') {
      rows.push(['to do', 'nothing: it no longer opens anything']);
      if (item.notAskedHosts.length > 0) rows.push(['note', `also found beside ${item.notAskedHosts.join(', ')}, which was not asked`]);
    } else if (item.state === 'by-hand') {
      rows.push(
        ['to do', 'a share key (delivery or geo link) cannot end itself: create a new delivery key, which replaces it,'],
        ['', 'or disable the geo link, in the user interface; see docs/revoke.md'],
      );
    }
    const title = `${this.#c.bold(leaked.secret.redacted)}  fingerprint ${leaked.secret.fingerprint}  ${kindOf(item)}  ${this.#state(item)}`;
    return [title, ...rows.map(([name, text]) => `   ${name.padEnd(8)} ${text}`)].join('\n');
  }

  #state(item: PlanItem): string {
    if (item.state === 'alive') return this.#c.red(`alive on ${hostOf(item.baseUrl)}`);
    if (item.state === 'dead') return this.#c.green(`dead on ${item.askedHosts.join(', ')}`);
    if (item.state === 'by-hand') return this.#c.yellow('by hand');
    return this.#c.yellow(`unknown: ${item.reason}`);
  }

  #result(item: PlanItem, outcome: Outcome | undefined): string {
    const name = `${item.leaked.secret.redacted}  ${item.leaked.secret.fingerprint}  ${kindOf(item)}`;
    if (item.state === 'by-hand') return `${name}  ${this.#c.yellow('by hand')}: not touched`;
    if (item.state === 'unknown') return `${name}  ${this.#c.yellow('unknown')}: ${item.reason}`;
    if (item.state === 'dead') return `${name}  ${this.#c.green('dead')} before, not touched`;
    if (outcome?.result === 'revoked') return `${name}  alive -> ${this.#c.green('dead')}  revoked: ${outcome.detail}`;
    if (outcome?.result === 'unknown') return `${name}  alive -> ${this.#c.yellow('unknown')}  ${outcome.detail}`;
    return `${name}  alive -> ${this.#c.red('alive')}  ${outcome?.detail ?? 'nothing was done'}`;
  }
}

function placesOf(leaked: LeakedSecret): string {
  const shown = leaked.places.slice(0, MOST_PLACES).join(', ');
  const more = leaked.places.length - MOST_PLACES;
  return more > 0 ? `${shown} and ${count(more, 'more place')}` : shown;
}

function kindOf(item: PlanItem): string {
  if (item.state === 'alive') {
    const { identity } = item;
    if (identity.what === 'undetermined') return `API key or session (${identity.reason})`;
    if (identity.what === 'api-key') return item.action === 'delete-key' ? 'API key' : 'API key (or a session of a rarer type)';
    return { 'panel-session': 'panel session', 'master-session': 'session of an account owner', 'sub-user-session': 'session of a sub-user' }[identity.what];
  }
  return { 'api-key': 'API key', session: 'session', 'panel-session': 'panel session', 'share-key': 'share key', hash: 'key or session' }[item.leaked.kind];
}

/** A leaked owner's session could make keys that outlive it: the person must look at them. */
function reviewOf(item: Alive, all: readonly LeakedSecret[]): [string, string][] {
  const { identity } = item;
  if (identity.what === 'panel-session') return [['review', 'it can open sessions of every user of the dealer: treat the leak as dealer-wide']];
  if (identity.what === 'undetermined') return [['review', "the account's API keys could not be listed: look at them yourself before it ends"]];
  if (identity.what !== 'master-session') return [];
  const head = `it can list and make API keys; ${count(identity.keys.length, 'key')} in its account now${identity.keys.length > 0 ? ', delete those you do not know:' : ''}`;
  const keys = identity.keys.map((key): [string, string] => {
    const isLeaked = all.some((leaked) => leaked.secret.equals(key.secret));
    const created = key.createDate === '' ? '' : `, created ${clean(key.createDate)}`;
    return ['', `"${clean(key.title)}" (${key.secret.redacted}${created})${isLeaked ? ', found leaked here too' : ''}`];
  });
  return [['review', head], ...keys];
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
