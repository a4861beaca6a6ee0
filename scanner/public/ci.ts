/** What a CI job is about. */
export { detectJob, knownJob } from '../ci/detect.ts';
export { ciInputs, emptyRangeTrouble, type CiInputs } from '../ci/inputs.ts';
export type { CiJob, CiLook } from '../ci/types.ts';
