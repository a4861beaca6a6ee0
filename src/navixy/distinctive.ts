/**
 * Paths that no other API is likely to have: about trackers, or long, or of resources only this platform
 * names so. `user/auth` or `tag/list` fit a thousand back ends.
 */
export function isDistinctivePath(path: string): boolean {
  if (/(?:^|\/)(?:tracker|iot|geocoder|retranslator|subuser|subpaas)(?:\/|$)/.test(path)) return true;
  return path.length >= 14 && path.split('/').length >= 3;
}
