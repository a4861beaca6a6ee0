/** What a CI job is about. */
export { detectJob, knownJob } from '../integrations/ci/detect.ts';
export { ciInputs, emptyRangeTrouble, type CiInputs } from '../integrations/ci/inputs.ts';
export type { CiJob, CiLook } from '../integrations/ci/types.ts';
