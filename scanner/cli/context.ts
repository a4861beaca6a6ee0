// The context of a command: parsed options, and the environment it runs in.

import type { InputOptions } from './arguments/input-options.ts';
import type { Confidence } from '../library/scan.ts';
import type { Screen } from './terminal/io.ts';

/** Options that select what to scan and what counts as a finding; `revoke` takes the same. */
export interface ScanInputs extends InputOptions {
  /** Default: as in the configuration, else `medium`. */
  readonly minConfidence?: Confidence;
  /** A configuration file to use instead of the one found; `false` for none. */
  readonly config?: string | boolean;
  /**
   * A baseline file; `true` for the one found, which is the default of `scan`. Default: none, because a known leak
   * still must be revoked.
   */
  readonly baseline?: string | boolean;
  /** `false`: inline ignore comments do not count. */
  readonly inlineIgnores?: boolean;
  /** No progress and no other remarks. */
  readonly quiet?: boolean;
  /** Say which settings are in force, and each step. */
  readonly verbose?: boolean;
  /** A commit from which configuration, baseline and ignores are read. */
  readonly trustBase?: string;
}

/** The environment of a command. */
export interface CommandContext {
  readonly io: Screen;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly colors: boolean;
  readonly signal?: AbortSignal;
}
