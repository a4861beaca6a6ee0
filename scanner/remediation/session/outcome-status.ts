// The exit code for a set of secret states.

/** 0: all confirmed dead. 1: something is active. 2: a state is unknown or a step failed. */
export type ExitCode = 0 | 1 | 2;

/** The state of a secret at the end of a run. */
export type Standing = 'dead' | 'alive' | 'unknown';

/** A known active secret is worse than an unknown one, so 1 takes precedence over 2. */
export function exitCodeFor(standings: readonly Standing[]): ExitCode {
  if (standings.includes('alive')) return 1;
  return standings.includes('unknown') ? 2 : 0;
}
