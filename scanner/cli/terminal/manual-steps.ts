// Steps that people must do themselves after secrets leaked.

import { commandLine, type Advice } from '../../library/advice.ts';
import type { LeakedSecret } from '../../library/platform.ts';

export interface ManualSteps {
  /** The secrets that are dead now. */
  readonly leaked: readonly LeakedSecret[];
  readonly panelSession?: boolean;
  readonly ownerSession?: boolean;
  readonly shareKey?: boolean;
  /** Whether a replacement was already deployed in this run. */
  readonly deployed?: boolean;
  /** Whether this run wrote an evidence file. */
  readonly evidence?: boolean;
  /** Creates the commands that scan again. Default: one without options. */
  readonly advice?: Advice;
}

const MOST_PLACES = 3;

/** @returns steps that no API call can do; without values */
export function manualSteps({
  leaked,
  panelSession,
  ownerSession,
  shareKey,
  deployed,
  evidence,
  advice,
}: ManualSteps): readonly string[] {
  const inGit = leaked.filter((one) => one.inGit);
  return [
    ...(deployed === true || leaked.length === 0
      ? []
      : [
          'Deploy: create a replacement where one is needed (Account settings -> API keys, one key for each ' +
            'integration) and put it where the old one was used.',
        ]),
    'Take the values out of the files; read them from the environment or a secret store.',
    ...(ownerSession === true
      ? [
          "Look through the account's keys and activity log (Account settings): delete keys you do not know. " +
            'They survive the session that made them.',
        ]
      : []),
    ...(panelSession === true
      ? [
          'Change the panel password and review its activity: anyone with the session could open sessions of ' +
            'all its users.',
        ]
      : []),
    ...(shareKey === true
      ? ['Create a new delivery key, which replaces the old one, or disable the geo link, in the user interface.']
      : []),
    `Tell the owner of the account what leaked, where, since when${leaked.length === 0 ? '' : ', and that it is dead'}` +
      `${evidence === true ? '; attach the evidence file to the ticket' : ''}.`,
    ...(inGit.length > 0 ? [purge(inGit, advice)] : []),
    `Scan again, history included: ${advice?.again('scan') ?? commandLine(['scan', '--history'])}`,
  ];
}

/** Revoked values in the history are harmless, so this step comes last; rewriting needs everyone's agreement. */
function purge(leaked: readonly LeakedSecret[], advice: Advice | undefined): string {
  const clone = advice?.cloneFolder ?? '../purge.git';
  const places = leaked.flatMap((one) =>
    one.places.slice(0, MOST_PLACES).map((place) => `${one.secret.redacted} in ${place}`),
  );
  return [
    'Purge the history, if it must look clean. Agree with everyone who has a clone first; forks and caches keep ' +
      'the old commits.',
    ...places.map((place) => `     ${place}`),
    `     git clone --mirror <url of the repository> ${clone}`,
    `     ${advice?.inHistory('purge', [clone]) ?? commandLine(['purge', '--history', clone])}`,
  ].join('\n');
}
