/** Decides how reliably a documented path identifies the platform: `user/auth` and `tag/list` fit many back ends. */

/** Resources with names that only this platform uses, anywhere in a path. */
const OWN_RESOURCES = ['tracker', 'iot', 'geocoder', 'retranslator', 'subuser', 'subpaas'];
/** Rare starts of paths: enough evidence in a call, but not next to a number in a text. */
const RARE_STARTS = [
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
/** Starts of paths that also fit other back ends, but hardly in a relative URL. */
const RELATIVE_STARTS = ['api/key', 'user/api_key', 'user/session', 'user/audit/checkin'];

const OWN_RESOURCE = new RegExp(String.raw`(?:^|/)(?:${OWN_RESOURCES.join('|')})(?:/|$)`);
const RARE_START = new RegExp(String.raw`^(?:${RARE_STARTS.join('|')})(?:/|$)`);
const RELATIVE_START = new RegExp(String.raw`^(?:${RELATIVE_STARTS.join('|')})(?:/|$)`);

/**
 * Whether a documented path identifies the platform in any text: it concerns trackers, or is too long for another API.
 */
export function isDistinctivePath(path: string): boolean {
  return OWN_RESOURCE.test(path) || (path.length >= 14 && path.split('/').length >= 3);
}

/** Whether a call of a documented path on any host is a call of the platform. */
export function isDistinctiveCall(path: string): boolean {
  return OWN_RESOURCE.test(path) || RARE_START.test(path);
}

/** Whether a call of a documented path, without another host in the URL, is a call of the platform. */
export function isDistinctiveRelativeCall(path: string): boolean {
  return RELATIVE_START.test(path);
}

/** The start of such a path after a quote, a slash or a placeholder, which every call contains. */
const CALLED = new RegExp(
  String.raw`["'\x60/}](?:${[...OWN_RESOURCES, ...RARE_STARTS, ...RELATIVE_STARTS].join('|')})/[a-z_]`,
);

/** Whether a text may contain a call whose path identifies the platform. */
export function mayCallDistinctivePath(text: string): boolean {
  return CALLED.test(text);
}
