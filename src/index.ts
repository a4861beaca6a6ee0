export { detect, detectInBytes, mayHoldHash } from './detect.ts';
export { Secret, reveal } from './secret.ts';
export type * from './types.ts';
