// Detects the CI that runs the command.

import { Failure } from '../../model/failure.ts';
import { githubJob } from './github.ts';
import { appveyorJob, buildkiteJob, droneJob, travisJob, woodpeckerJob } from './small-providers.ts';
import { azureJob, bitbucketJob, circleJob, gitlabJob, jenkinsJob } from './large-providers.ts';
import type { CiJob, Variables } from './ci-job.ts';
import { call } from '../../text/command-line.ts';

const KNOWN = [
  githubJob,
  gitlabJob,
  bitbucketJob,
  azureJob,
  circleJob,
  buildkiteJob,
  travisJob,
  droneJob,
  woodpeckerJob,
  appveyorJob,
  jenkinsJob,
];

/**
 * Detects the CI job from environment variables.
 * @throws Failure for an unknown CI: scanning nothing would look like a clean result
 */
export function detectJob(env: NodeJS.ProcessEnv): CiJob {
  const job = knownJob(env);
  if (job !== undefined) return job;
  throw new Failure(
    'no supported CI was detected from the environment, so it is unclear what to scan',
    `Say it: ${call('ci --since origin/main')}, or with --range A..B or --history`,
  );
}

/** Like {@link detectJob}, but returns undefined for an unknown CI. */
export function knownJob(env: NodeJS.ProcessEnv): CiJob | undefined {
  const variables: Variables = (name) => (env[name] === '' ? undefined : env[name]);
  for (const jobOf of KNOWN) {
    const job = jobOf(variables);
    if (job !== undefined) return job;
  }
  return undefined;
}
