/** Library: detects the CI job that runs the command and the commits it is about. */
export { detectJob, knownJob } from '../integrations/ci/ci-providers.ts';
export { ciInputs, emptyRangeTrouble, type CiInputs } from '../integrations/ci/ci-inputs.ts';
export type { CiJob, CiLook } from '../integrations/ci/ci-job.ts';
