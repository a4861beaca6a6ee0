import type { Repository } from './repository.ts';

/** After an interrupt, what was found so far is read and told for this long, in milliseconds. */
const LAST_WORDS = 700;

/** @returns the same repository for what is still to be told after an interrupt; soon it is interrupted too */
export function withGracePeriod(repository: Repository): Repository {
  return { ...repository, git: { ...repository.git, signal: AbortSignal.timeout(LAST_WORDS) } };
}
