/** How far a documented path gives the platform away by itself. `user/auth` or `tag/list` fit a thousand back ends. */

/** Resources that only this platform names so, wherever they stand in a path. */
const OWN = ['tracker', 'iot', 'geocoder', 'retranslator', 'subuser', 'subpaas'];
/** Beginnings of paths that hardly any other API has: enough in a call, not enough beside a number in a text. */
const RARE = [
  'track',
  'beacon',
  'checkin',
  'apn_settings',
  'map_layer',
  'asset_group',
  'garage',
  'driver/journal',
  'dwh',
  'panel/dealer',
  'panel/account',
  'history/unread',
  'vehicle/service_task',
  'employee/batch',
  'employee/import',
  'zone/point',
  'zone/batch',
];
/** Beginnings that fit other back ends as well, but hardly one that a relative address may mean. */
const TELLING = ['api/key', 'user/api_key', 'user/session', 'user/audit/checkin'];

const OWN_RESOURCE = new RegExp(String.raw`(?:^|/)(?:${OWN.join('|')})(?:/|$)`);
const RARE_START = new RegExp(String.raw`^(?:${RARE.join('|')})(?:/|$)`);
const TELLING_START = new RegExp(String.raw`^(?:${TELLING.join('|')})(?:/|$)`);

/** Whether a documented path names the platform in any text: about trackers, or too long to be another's. */
export function isDistinctivePath(path: string): boolean {
  return OWN_RESOURCE.test(path) || (path.length >= 14 && path.split('/').length >= 3);
}

/** Whether a documented path, called at any host, is a call of the platform. */
export function isDistinctiveCall(path: string): boolean {
  return OWN_RESOURCE.test(path) || RARE_START.test(path);
}

/** Whether a documented path, called at an address of no other host, is a call of the platform. */
export function isTellingCall(path: string): boolean {
  return TELLING_START.test(path);
}

/**
 * What a text has in it that calls any such path: the beginning of the path, after a quote, a slash or a placeholder.
 */
const CALLED = new RegExp(String.raw`["'\x60/}](?:${[...OWN, ...RARE, ...TELLING].join('|')})/[a-z_]`);

/** Whether a text may hold a call that gives the platform away by its path. */
export function mayCallDistinctivePath(text: string): boolean {
  return CALLED.test(text);
}
