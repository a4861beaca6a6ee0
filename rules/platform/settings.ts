// Reads and caches `settings.navixy` for the rules.
import { readSettings as readProjectSettings } from '../../src/validate-settings.ts';
import type { AllowEntry, Confidence, Settings } from '../../src/types.ts';

/** `settings.navixy`, read once for all files; a rule's own option overrides `minimumConfidence`. */
export interface SharedSettings extends Settings {
  readonly hosts: readonly string[];
  readonly names: readonly string[];
  readonly minimumConfidence: Confidence;
  readonly allow: readonly AllowEntry[];
  /** Whether to resolve imports through types. Used only by the rules: the command has no types. */
  readonly typeInformation: boolean;
}

const DEFAULTS: SharedSettings = {
  hosts: [],
  names: [],
  allow: [],
  minimumConfidence: 'medium',
  typeInformation: false,
};
const AT = ['settings', 'navixy'] as const;
const known = new WeakMap<object, SharedSettings>();

/**
 * @returns the shared settings with their defaults
 * @throws SettingsError for a key that is unknown, and for a value that has the wrong type or can have no effect:
 *   ignoring a setting silently would hide findings
 */
export function readSettings(settings: Readonly<Record<string, unknown>> | undefined): SharedSettings {
  const own = settings?.['navixy'];
  if (own === undefined) return DEFAULTS;
  if (typeof own !== 'object' || own === null) return { ...DEFAULTS, ...readProjectSettings(own, AT) };
  let read = known.get(own);
  if (!read) {
    read = { ...DEFAULTS, ...readProjectSettings(own, AT) };
    known.set(own, read);
  }
  return read;
}
