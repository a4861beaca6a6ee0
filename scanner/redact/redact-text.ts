// Masks the values of one text, such as a log line.

import { KnownValues, mayHoldCandidate, spansInText } from '../../src/index.ts';
import { criteriaOf, lineBreaks, replacementOf, type RedactOptions } from './replacement.ts';

/**
 * Replaces every value of a text; all other characters stay. A text without a value is returned as it is, fast enough
 * for each line of a log.
 * @param text as much context as there is: `hash` in one call and the value in the next cannot be connected
 * @throws Failure for a key that is too short
 */
export function redact(text: string, options: RedactOptions = {}): string {
  const replace = replacementOf(options);
  if (!mayHoldCandidate(text)) return text;
  let redacted = '';
  let done = 0;
  for (const { start, end, secret } of spansInText(text, criteriaOf(options), new KnownValues())) {
    redacted += text.slice(done, start) + replace(secret) + lineBreaks(text.slice(start, end));
    done = end;
  }
  return redacted + text.slice(done);
}
