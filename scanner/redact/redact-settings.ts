// The settings that redaction takes from a project.

import type { Settings } from '../../src/index.ts';
import { readConfig } from '../suppress/read-settings-file.ts';

/**
 * Reads the hosts and names of a project, which add to what is found. Accepted findings and the minimum confidence do
 * not count: a finding that is accepted in code is still a credential in a log.
 * @param config a settings file; `false` for none. Default: the file found in `cwd` or above
 * @throws Failure for a file that cannot be read or is invalid
 */
export function redactSettings(cwd: string, config?: string | boolean): Settings {
  if (config === false) return {};
  const { hosts = [], names = [] } = readConfig(cwd, typeof config === 'string' ? config : undefined).settings;
  return { hosts, names };
}
