/** Paths of articles or of old versions of the documentation that the platform answers no longer, and what serves instead. */
const GONE: Readonly<Record<string, string>> = {
  'user/api_key/list': '`api/key/list`',
  'user/api_key/create': '`api/key/create`',
  'user/api_key/delete': '`api/key/delete`',
  'user/session/weblocator/create': 'a geo link (`tracker/location/link/create`)',
  'user/session/weblocator/read': 'a geo link (`tracker/location/link/read`)',
};

/** @returns what to call instead of a path that is gone */
export function remedyFor(path: string): string | undefined {
  return Object.hasOwn(GONE, path) ? GONE[path] : undefined;
}
