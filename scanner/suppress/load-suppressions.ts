// Reads what may suppress findings: settings, baseline and inline ignores, from disk or from a trusted commit.

import { existsSync } from 'node:fs';
import path from 'node:path';
import { decodeDocument } from '../../src/text-encodings.ts';
import type { Settings } from '../../src/index.ts';
import { Baseline } from './baseline.ts';
import { absentBaseline, BASELINE_FILE, findBaseline, readBaseline } from './baseline-file.ts';
import { CONFIG_FILES, parseConfig, readConfig, type Config } from './read-settings-file.ts';
import { Failure } from '../model/failure.ts';
import { MOST_LISTED, MOST_SETTINGS } from '../io/small-file.ts';
import type { TrustedBase } from './trusted-base.ts';
import type { InlineTrust, Warning } from '../model/suppression.ts';

export interface PolicyOptions {
  /** Absolute path of the folder from which settings and baseline are searched. */
  readonly cwd: string;
  /** The environment with `PATH` for git. Default: no variables; git is then searched in system directories. */
  readonly env?: NodeJS.ProcessEnv;
  readonly signal?: AbortSignal;
  /** A settings file; `false` for none. Default: the file found in `cwd` or a parent. */
  readonly config?: string | boolean;
  /** A baseline file; `true` for the one named in the settings, or else the one with the usual name. Default: none. */
  readonly baseline?: string | boolean;
  /** A commit from which settings, baseline and ignores are read, so a change cannot silence the check of itself. */
  readonly trustBase?: string;
}

/** Decides about ignores; a part of the options of a scan. */
export interface Policy {
  readonly settings: Settings;
  /** Absolute path of the folder that patterns of the settings are relative to; absent without a settings file. */
  readonly settingsFolder?: string;
  readonly baseline?: Baseline;
  readonly inlineIgnores?: InlineTrust;
  /** Parts that were not applied, and why. */
  readonly warnings: readonly Warning[];
}

/**
 * Reads settings and baseline of a project.
 * @throws Failure for a named file that is missing or invalid
 */
export async function readPolicy(options: PolicyOptions): Promise<Policy> {
  if (options.trustBase !== undefined) {
    const { TrustedBase } = await import('./trusted-base.ts');
    return trustedPolicy(
      options,
      await TrustedBase.open(options.trustBase, options.cwd, options.env ?? {}, options.signal),
    );
  }
  const { cwd } = options;
  const config =
    options.config === false
      ? { settings: {} }
      : readConfig(cwd, typeof options.config === 'string' ? options.config : undefined);
  const file = baselineFile(options, config) ?? (options.baseline === true ? findBaseline(cwd) : undefined);
  return {
    ...settingsOf(config, cwd),
    warnings: [],
    ...(file === undefined ? {} : { baseline: readBaseline(file, shown(file, cwd)) }),
  };
}

/** A baseline named by the caller or the settings, whether it exists or not. */
export interface NamedBaseline {
  /** Absolute path. */
  readonly file: string;
  /** The settings file that names it; absent if the caller named it. */
  readonly settingsFile?: string;
}

export function namedBaseline(options: PolicyOptions): NamedBaseline | undefined {
  const config =
    options.config === false
      ? { settings: {} }
      : readConfig(options.cwd, typeof options.config === 'string' ? options.config : undefined);
  const file = baselineFile(options, config);
  if (file === undefined) return undefined;
  return {
    file,
    ...(typeof options.baseline === 'string' || config.file === undefined ? {} : { settingsFile: config.file }),
  };
}

function baselineFile({ baseline, cwd }: PolicyOptions, { settings, file }: Config): string | undefined {
  if (typeof baseline === 'string') return path.resolve(cwd, baseline);
  if (baseline !== true || settings.baseline === undefined) return undefined;
  return path.resolve(file === undefined ? cwd : path.dirname(file), settings.baseline);
}

/** Settings with a usual name apply to their own folder; settings with another name apply where the command runs. */
function settingsOf({ settings, file }: Config, cwd: string): Pick<Policy, 'settings' | 'settingsFolder'> {
  if (file === undefined) return { settings };
  return {
    settings,
    settingsFolder: CONFIG_FILES.some((name) => path.basename(file) === name) ? path.dirname(file) : path.resolve(cwd),
  };
}

async function trustedPolicy(options: PolicyOptions, base: TrustedBase): Promise<Policy> {
  const warnings: Warning[] = [];
  const config = await trustedConfig(options, base, warnings);
  const baseline = await trustedBaseline(options, config, base, warnings);
  return {
    ...settingsOf(config, options.cwd),
    ...(baseline === undefined ? {} : { baseline }),
    inlineIgnores: base.inlineTrust(config.settings),
    warnings,
  };
}

async function trustedConfig({ config, cwd }: PolicyOptions, base: TrustedBase, warnings: Warning[]): Promise<Config> {
  if (config === false) return { settings: {} };
  if (typeof config === 'string') {
    const file = path.resolve(cwd, config);
    if (!base.holds(file)) return readConfig(cwd, config);
    const bytes = await base.read(file, MOST_SETTINGS);
    if (bytes !== undefined) return parseConfig(decodeDocument(bytes), file) ?? { settings: {} };
    if (!existsSync(file))
      throw new Failure(
        `cannot read the configuration ${config}: it is neither here nor in ${base.ref}`,
        'Check the spelling.',
      );
    warnings.push(untrusted('settings-not-trusted', config, base));
    return { settings: {} };
  }
  const candidates = base.foldersFrom(cwd).flatMap((folder) => CONFIG_FILES.map((name) => path.join(folder, name)));
  for (const file of candidates) {
    const bytes = await base.read(file, MOST_SETTINGS);
    const found = bytes === undefined ? undefined : parseConfig(decodeDocument(bytes), file);
    if (found !== undefined) return found;
  }
  const fresh = candidates.find((file) => path.basename(file) === CONFIG_FILES[0] && existsSync(file));
  if (fresh !== undefined) warnings.push(untrusted('settings-not-trusted', shown(fresh, cwd), base));
  return { settings: {} };
}

async function trustedBaseline(
  options: PolicyOptions,
  config: Config,
  base: TrustedBase,
  warnings: Warning[],
): Promise<Baseline | undefined> {
  const { cwd } = options;
  const named = baselineFile(options, config);
  if (named === undefined && options.baseline !== true) return undefined;
  if (named !== undefined && !base.holds(named)) return readBaseline(named, shown(named, cwd));
  const candidates =
    named === undefined ? base.foldersFrom(cwd).map((folder) => path.join(folder, BASELINE_FILE)) : [named];
  for (const file of candidates) {
    const bytes = await base.read(file, MOST_LISTED);
    if (bytes !== undefined) return Baseline.read(bytes, `${base.ref}:${shown(file, cwd)}`);
  }
  const fresh = candidates.find((file) => existsSync(file));
  if (fresh !== undefined) warnings.push(untrusted('baseline-not-trusted', shown(fresh, cwd), base));
  else if (named !== undefined) throw absentBaseline(shown(named, cwd));
  return undefined;
}

function untrusted(type: Warning['type'], path: string, base: TrustedBase): Warning {
  return { type, path, message: `is not in ${base.ref}, so it counts for nothing yet; once it is merged it will` };
}

function shown(file: string, cwd: string): string {
  const relative = path.relative(cwd, file);
  return relative.startsWith(`..${path.sep}..`) || path.isAbsolute(relative)
    ? file
    : relative.split(path.sep).join('/');
}
