// A short deadline after an interrupt, to report what was found so far.
import type { Repository } from './repository.ts';

/** Milliseconds after an interrupt in which findings so far are still read and reported. */
const GRACE_PERIOD = 700;

/** @returns the same repository with a new deadline, for the last reads after an interrupt */
export function withGracePeriod(repository: Repository): Repository {
  return { ...repository, git: { ...repository.git, signal: AbortSignal.timeout(GRACE_PERIOD) } };
}
