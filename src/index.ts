export { detect, detectInBytes, mayHoldHash, reaches } from './detect.ts';
export { Secret, reveal } from './secret.ts';
export type * from './types.ts';
