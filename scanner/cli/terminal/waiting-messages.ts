// Describes the time limits for hosts that do not answer.

import { waitingLimits, type TransportOptions } from '../../library/platform.ts';

/** @returns the limits in words, e.g. `at most 15 s for an answer, …` */
export function waitingText(options: TransportOptions = {}): string {
  const { answerMs, hostMs, runMs } = waitingLimits(options);
  return (
    `at most ${answerMs / 1000} s for an answer, ` +
    `${hostMs / 1000} s for a host without any, ${runMs / 1000} s in all`
  );
}
