// Whether the command runs in CI, so that people read the output on another machine.

/** Nearly every CI sets the first; the others are for Azure Pipelines, Jenkins, TeamCity and AWS CodeBuild. */
const VARIABLES = ['CI', 'TF_BUILD', 'JENKINS_URL', 'TEAMCITY_VERSION', 'CODEBUILD_BUILD_ID'] as const;

/** @param env variables of the process */
export function runsInCi(env: NodeJS.ProcessEnv): boolean {
  return (
    VARIABLES.some((name) => !['', '0', 'false', undefined].includes(env[name]?.toLowerCase())) ||
    env['GITHUB_ACTIONS'] === 'true' ||
    env['GITLAB_CI'] === 'true'
  );
}
