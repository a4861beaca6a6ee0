// The interface of `src/` for `rules/` and `scanner/`.
export { decodeDocument } from './text-encodings.ts';
export { findAllowEntry, isExpired, patternOf } from './allow-entries.ts';
export { readSettings, SettingsError } from './validate-settings.ts';
export { PathPattern, PatternError } from './patterns/path-pattern.ts';
export { mayHoldCandidate } from './candidates.ts';
export { detect, detectEach, detectInBytes, hasDetection, mostLikely } from './detect.ts';
export type { EachOptions } from './detect.ts';
export { DocumentText } from './document-text.ts';
export { mayHoldHidden, mayHoldJoined } from './hidden-values.ts';
export { WindowJudge } from './window-judge.ts';
export { explain } from './explain-verdict.ts';
export type { Explanation } from './explain-verdict.ts';
export { Secret, SecretPool, pseudonym, reveal } from './secret.ts';
export { KnownValues, occurrencesInBytes, spansInBytes, spansInText } from './value-spans.ts';
export type { SearchedPart, SpanCriteria, ValueSpan } from './value-spans.ts';
export type * from './types.ts';
