// Runs the command `config`.

import path from 'node:path';
import { ExitCode } from '../../library/errors.ts';
import { DEFAULT_BASE_URLS, trustedBaseUrls, userConfigFile } from '../../library/platform.ts';
import { isExpired, PLATFORM_DOMAINS, policySources } from '../../library/settings.ts';
import { clean, count, jsonText } from '../../library/text.ts';
import type { CommandContext } from '../context.ts';

export interface ConfigCommandOptions {
  readonly format: 'text' | 'json';
  /** A settings file, or `false` for none. */
  readonly config?: string | boolean;
  /** A baseline file, or `false` for none. */
  readonly baseline?: string | boolean;
  readonly trustConfig?: string;
}

/** A value that is in force, and where it comes from. */
interface Sourced {
  readonly value: string;
  /** A file, an option or `built in`. */
  readonly from: string;
}

const BUILT_IN = 'built in';
const FROM_BASELINE = { caller: '--baseline', name: 'its usual name' } as const;

/** Shows which settings are in force in a folder, and where each comes from. @returns the exit code */
export function runConfig(options: ConfigCommandOptions, { io, cwd, env }: CommandContext): ExitCode {
  const { config, baseline, trustConfig } = options;
  const sources = policySources({
    cwd,
    ...(config === undefined ? {} : { config }),
    ...(baseline === undefined || baseline === true ? {} : { baseline }),
  });
  const { settings, settingsFile, baselineFile, baselineBy } = sources;
  const shown = (file: string) => path.relative(cwd, file) || file;
  const file = settingsFile === undefined ? BUILT_IN : shown(settingsFile);
  const sourced = (values: readonly string[] = [], from = file): Sourced[] => values.map((value) => ({ value, from }));
  const own = trustedBaseUrls({ env, roots: [cwd], trusted: trustConfig });
  const ownFile = trustConfig ?? userConfigFile(env);
  const allow = settings.allow ?? [];
  const expired = allow.filter((entry) => isExpired(entry)).length;
  const result = {
    settings: settingsFile === undefined ? null : shown(settingsFile),
    baseline:
      baselineFile === undefined || baselineBy === undefined
        ? null
        : { value: shown(baselineFile), from: baselineBy === 'settings' ? file : FROM_BASELINE[baselineBy] },
    hosts: [...sourced(settings.hosts), ...sourced(PLATFORM_DOMAINS, BUILT_IN)],
    names: sourced(settings.names),
    minimumConfidence: {
      value: settings.minimumConfidence ?? 'medium',
      from: settings.minimumConfidence === undefined ? BUILT_IN : file,
    },
    allow: { entries: allow.length, expired },
    apiUrls: [...sourced(own, ownFile ?? ''), ...sourced(DEFAULT_BASE_URLS, BUILT_IN)],
  };
  if (options.format === 'json') {
    io.stdout(`${jsonText(result, 2)}\n`);
    return ExitCode.Clean;
  }
  const none = { value: 'none', from: '' };
  const rows: readonly (readonly [string, readonly Sourced[]])[] = [
    ['settings', [{ value: result.settings ?? 'none', from: '' }]],
    ['baseline', [result.baseline ?? none]],
    ['hosts of the platform', result.hosts],
    ['further names of a hash', result.names.length === 0 ? [none] : result.names],
    ['minimum confidence', [result.minimumConfidence]],
    [
      'allowed findings',
      [
        {
          value: `${count(allow.length, 'entry', 'entries')}${expired === 0 ? '' : `, ${expired} of them expired`}`,
          from: '',
        },
      ],
    ],
    ['may receive a hash', result.apiUrls],
  ];
  for (const [name, values] of rows)
    for (const [at, { value, from }] of values.entries())
      io.stdout(`${clean(`${(at === 0 ? name : '').padEnd(24)} ${value}${from === '' ? '' : ` (${from})`}`)}\n`);
  return ExitCode.Clean;
}
