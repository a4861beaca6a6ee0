/** 0 proven, 1 something lives, 2 it could not be found out or done. */
export type ExitCode = 0 | 1 | 2;

/** What is known of one secret at the end of a run. */
export type Standing = 'dead' | 'alive' | 'unknown';

/** What is known to live is worse news than what is not known, and must not hide behind it. */
export function exitCodeFor(standings: readonly Standing[]): ExitCode {
  if (standings.includes('alive')) return 1;
  return standings.includes('unknown') ? 2 : 0;
}
