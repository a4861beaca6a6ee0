// What a command is given: what was written on the command line, and what it runs in.
import type { InputOptions } from './arguments/input-options.ts';
import type { Confidence } from '../library/scan.ts';
import type { Screen } from './terminal/io.ts';

/** What the command line says about where to look and by what measure; `revoke` takes the same. */
export interface ScanInputs extends InputOptions {
  /** Default: that of the configuration, else `medium`. */
  readonly minConfidence?: Confidence;
  /** A configuration file to use instead of the one found; `false` for none. */
  readonly config?: string | boolean;
  /**
   * A baseline file; `true` for the one found, which is what `scan` says. Default: none, for a known leak is a leak to
   * whoever revokes.
   */
  readonly baseline?: string | boolean;
  /** `false`: comments that ask to ignore a finding do not count. */
  readonly inlineIgnores?: boolean;
  /** A commit from which configuration, baseline and ignores are read. */
  readonly trustBase?: string;
}

/** Where a command runs. */
export interface CommandContext {
  readonly io: Screen;
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
  readonly colors: boolean;
  readonly signal?: AbortSignal;
}
