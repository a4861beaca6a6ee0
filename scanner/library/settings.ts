/** Library: the settings in force, and accepting a finding in them. */
import type { AllowChange, AllowOptions } from '../suppress/allow-edit.ts';

export { policySources, type PolicySources } from '../suppress/policy-sources.ts';
export type { AllowChange, AllowOptions, NewAllowEntry } from '../suppress/allow-edit.ts';
export { PLATFORM_DOMAINS } from '../../src/navixy/official-hosts.ts';
export { isExpired } from '../../src/allow-entries.ts';

/**
 * Plans an entry of `allow` in the settings; writes nothing. An entry for the same value is replaced.
 * @throws Failure for settings that cannot be read, and for an entry that they do not take
 */
export async function planAllow(options: AllowOptions): Promise<AllowChange> {
  return (await import('../suppress/allow-edit.ts')).planAllow(options);
}

/**
 * Writes a planned entry, all of it or nothing.
 * @throws Failure if the file changed in the meantime, or cannot be written
 */
export async function applyAllow(change: AllowChange): Promise<void> {
  (await import('../suppress/allow-edit.ts')).applyAllow(change);
}
