import { mayHoldCandidate } from '../src/candidates.ts';
import { findHashRuns } from '../src/hash-runs.ts';
import { splitName } from '../src/names.ts';
import { nextProbe } from '../src/spellings/base64.ts';
import type { SharedSettings } from './settings.ts';

/** A path of the API in a string: two lower-case segments, the first a resource. Asked only of files that pass a cheaper test. */
const API_PATH =
  /["'`/}](?:tracker|subuser|track|iot|geocoder|retranslator|beacon|checkin|vehicle|employee|zone|place|garage|user|tag|task|status|report|history|map_layer|asset|asset_group|department|driver|delivery|transaction|tariff|api|panel)\/[a-z_]+/;

/** Without one of these there is neither a credential nor a call that could be wrong, whatever the paths. */
const CARRIERS = ['hash', 'uthorization', 'password', 'pi/key'];

interface Answer {
  readonly text: string;
  readonly settings: SharedSettings;
  readonly isNamed: boolean;
  readonly mayConcern: boolean;
}

/** The rules ask about one file in turn, so the last answer serves all but the first of them. */
let last: Answer | undefined;

function answer(text: string, settings: SharedSettings): Answer {
  if (last?.text === text && last.settings === settings) return last;
  const isNamed = findsName(text, settings);
  last = { text, settings, isNamed, mayConcern: isNamed || findsPath(text, settings) };
  return last;
}

/** Whether anything in a text may belong to the platform: a few substring searches, before any tree is touched. */
export function mayConcernPlatform(text: string, settings: SharedSettings): boolean {
  return answer(text, settings).mayConcern;
}

/** Whether a text names the platform. */
export function namesPlatform(text: string, settings: SharedSettings): boolean {
  return answer(text, settings).isNamed;
}

/** Whether a value may stand in a text in any spelling: pieces and escapes are looked for only where the platform is named. */
export function mayHoldHash(text: string, settings: SharedSettings): boolean {
  return findHashRuns(text, 1).length > 0 || nextProbe(text, 0) !== undefined || (namesPlatform(text, settings) && mayHoldCandidate(text));
}

function findsPath(text: string, settings: SharedSettings): boolean {
  if (!CARRIERS.some((word) => text.includes(word))) return false;
  // With types, the address may be any imported name.
  return (settings.typeInformation && text.includes('import')) || API_PATH.test(text);
}

/**
 * Asked of every file, so each search begins with a letter that texts rarely have: V8 looks for the first
 * one and then compares.
 */
function findsName(text: string, { hosts, names }: SharedSettings): boolean {
  return (
    text.includes('vixy') ||
    text.includes('VIXY') ||
    text.includes('NVX') ||
    text.includes('pi-v2') ||
    text.includes('2field') ||
    text.includes('quaregps') ||
    (text.includes('vx ') && /nvx /i.test(text)) ||
    (text.includes('_key') && text.includes('session_key')) ||
    hosts.some((host) => text.includes(host)) ||
    names.some((name) => spellings(name).test(text))
  );
}

/** A name from the settings in any spelling: `FLEET_KEY`, `fleetKey`, `fleet-key`. */
function spellings(name: string): RegExp {
  return new RegExp(splitName(name).join('[_-]?'), 'iu');
}
