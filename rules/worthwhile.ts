import { splitName } from '../src/names.ts';
import type { SharedSettings } from './settings.ts';

const SURE = ['navixy', 'Navixy', 'NAVIXY', 'api-v2', 'NVX', 'nvx ', 'Nvx ', 'squaregps', 'b2field', 'session_key'];
/** Beside one of these, an imported name may well be an address of the platform. */
const IMPORTABLE = ['hash', 'uthorization', 'password', 'title'];
/** A path of the API in a string: two lower-case segments, the first a resource. Asked only of files that pass a cheaper test. */
const API_PATH =
  /["'`/}](?:tracker|subuser|track|iot|geocoder|retranslator|beacon|checkin|vehicle|employee|zone|place|garage|user|tag|task|status|report|history|map_layer|asset|asset_group|department|driver|delivery|transaction|tariff|api|panel)\/[a-z_]+/;

/** Whether anything in a text may belong to the platform: a few substring searches, before any tree is touched. */
export function mayConcernPlatform(text: string, { hosts, names, typeInformation }: SharedSettings): boolean {
  return (
    // With types, the address may be any imported name.
    (typeInformation && text.includes('import') && IMPORTABLE.some((word) => text.includes(word))) ||
    SURE.some((word) => text.includes(word)) ||
    hosts.some((host) => text.includes(host)) ||
    names.some((name) => spellings(name).test(text)) ||
    API_PATH.test(text)
  );
}

/** A name from the settings in any spelling: `FLEET_KEY`, `fleetKey`, `fleet-key`. */
function spellings(name: string): RegExp {
  return new RegExp(splitName(name).join('[_-]?'), 'iu');
}
