import { splitName } from '../src/names.ts';
import type { SharedSettings } from './settings.ts';

/** A path of the API in a string: two lower-case segments, the first a resource. Asked only of files that pass a cheaper test. */
const API_PATH =
  /["'`/}](?:tracker|subuser|track|iot|geocoder|retranslator|beacon|checkin|vehicle|employee|zone|place|garage|user|tag|task|status|report|history|map_layer|asset|asset_group|department|driver|delivery|transaction|tariff|api|panel)\/[a-z_]+/;

/** Without one of these there is neither a credential nor a call that could be wrong, whatever the paths. */
const CARRIERS = ['hash', 'uthorization', 'password', 'pi/key'];

/** Whether anything in a text may belong to the platform: a few substring searches, before any tree is touched. */
export function mayConcernPlatform(text: string, settings: SharedSettings): boolean {
  if (namesPlatform(text, settings)) return true;
  if (!CARRIERS.some((word) => text.includes(word))) return false;
  // With types, the address may be any imported name.
  return (settings.typeInformation && text.includes('import')) || API_PATH.test(text);
}

let last: { readonly text: string; readonly settings: SharedSettings; readonly answer: boolean } | undefined;

/** Whether a text names the platform; several rules ask it of one file in turn. */
export function namesPlatform(text: string, settings: SharedSettings): boolean {
  if (last?.text !== text || last.settings !== settings) last = { text, settings, answer: findsName(text, settings) };
  return last.answer;
}

/**
 * Asked of every file, so each search begins with a letter that texts
 * rarely have: V8 looks for the first one and then compares.
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
