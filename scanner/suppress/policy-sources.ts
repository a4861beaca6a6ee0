// Says which settings and baseline are in force, and where they come from.

import type { Settings } from '../../src/index.ts';
import { findBaseline } from './baseline-file.ts';
import { namedBaseline, type PolicyOptions } from './load-suppressions.ts';
import { readConfig } from './read-settings-file.ts';

/** What is in force for a folder. */
export interface PolicySources {
  readonly settings: Settings;
  /** Absolute path of the settings file; absent if there is none. */
  readonly settingsFile?: string;
  /** Absolute path of the baseline, whether it exists or not; absent if there is none. */
  readonly baselineFile?: string;
  /** What names the baseline: the caller, the settings, or its usual name. */
  readonly baselineBy?: 'caller' | 'settings' | 'name';
}

/**
 * Finds settings and baseline as a scan does, without reading the baseline.
 * @throws Failure for settings that cannot be read or are wrong
 */
export function policySources(options: Omit<PolicyOptions, 'trustBase'>): PolicySources {
  const { cwd, config, baseline = true } = options;
  const { settings, file } =
    config === false ? { settings: {} } : readConfig(cwd, typeof config === 'string' ? config : undefined);
  return {
    settings,
    ...(file === undefined ? {} : { settingsFile: file }),
    ...baselineSource({ ...options, baseline }),
  };
}

function baselineSource(options: PolicyOptions): Pick<PolicySources, 'baselineBy' | 'baselineFile'> {
  if (options.baseline === false) return {};
  const named = namedBaseline(options);
  if (named !== undefined)
    return { baselineFile: named.file, baselineBy: named.settingsFile === undefined ? 'caller' : 'settings' };
  const found = findBaseline(options.cwd);
  return found === undefined ? {} : { baselineFile: found, baselineBy: 'name' };
}
