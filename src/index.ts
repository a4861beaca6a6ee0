export { decodeDocument } from './encodings.ts';
export { allowedBy, isExpired } from './allow.ts';
export { readSettings, SettingsError } from './settings.ts';
export { mayHoldCandidate } from './candidates.ts';
export { detect, detectInBytes, mayHoldHash, mayHoldPieces } from './detect.ts';
export { explain } from './explain.ts';
export type { Explanation } from './explain.ts';
export { Secret, reveal } from './secret.ts';
export type * from './types.ts';
