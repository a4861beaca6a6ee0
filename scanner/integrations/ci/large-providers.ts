// Reads the variables of GitLab, Bitbucket, Azure Pipelines, Jenkins and CircleCI.

import { pushLook } from './github.ts';
import { numbered, remoteBranch } from './job-wording.ts';
import type { CiJob, CiLook, Variables } from './ci-job.ts';

/** https://docs.gitlab.com/ci/variables/predefined_variables/ */
export function gitlabJob(variables: Variables): CiJob | undefined {
  if (variables('GITLAB_CI') !== 'true') return undefined;
  const source = variables('CI_PIPELINE_SOURCE') ?? 'pipeline';
  const common = { ci: 'GitLab CI', depth: 'GIT_DEPTH: "0" in the variables of the job' };
  const head = variables('CI_COMMIT_SHA');
  const base = variables('CI_MERGE_REQUEST_DIFF_BASE_SHA');
  if (source === 'merge_request_event' && base !== undefined && head !== undefined) {
    // In a merged results pipeline, the commit is made by GitLab; another variable names the branch's own commit.
    return {
      ...common,
      event: numbered('merge request', variables('CI_MERGE_REQUEST_IID')),
      look: { what: 'range', head: variables('CI_MERGE_REQUEST_SOURCE_BRANCH_SHA') ?? head, base },
    };
  }
  if (source !== 'push' || head === undefined) return { ...common, event: source, look: { what: 'history' } };
  const branch = variables('CI_COMMIT_REF_NAME') ?? '';
  return {
    ...common,
    event: `push to ${branch}`,
    look: pushLook(head, variables('CI_COMMIT_BEFORE_SHA'), branch, variables('CI_DEFAULT_BRANCH')),
  };
}

/**
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/; names as in datadog-ci
 * (github.com/DataDog/datadog-ci, `packages/base/src/helpers/ci.ts`). For a push, no variable has the previous commit.
 */
export function bitbucketJob(variables: Variables): CiJob | undefined {
  if (variables('BITBUCKET_BUILD_NUMBER') === undefined) return undefined;
  const look = changeLook(variables('BITBUCKET_COMMIT'), variables('BITBUCKET_PR_DESTINATION_COMMIT'));
  return {
    ci: 'Bitbucket Pipelines',
    event: look.what === 'range' ? numbered('pull request', variables('BITBUCKET_PR_ID')) : 'pipeline',
    look,
    depth: 'clone: depth: full',
  };
}

/**
 * https://learn.microsoft.com/azure/devops/pipelines/build/variables; names as in datadog-ci (see above) and
 * Microsoft's github.com/microsoft/azure-pipelines-tasks. The number is GitHub's, the id is Azure Repos'. The target is
 * documented as a ref but is often a branch name (env-ci). For a push, no variable has the previous commit.
 */
export function azureJob(variables: Variables): CiJob | undefined {
  if (variables('TF_BUILD')?.toLowerCase() !== 'true') return undefined;
  const target = variables('SYSTEM_PULLREQUEST_TARGETBRANCH');
  const look = changeLook(
    variables('SYSTEM_PULLREQUEST_SOURCECOMMITID'),
    target === undefined ? undefined : remoteBranch(target),
  );
  const event =
    look.what === 'range'
      ? numbered(
          'pull request',
          variables('SYSTEM_PULLREQUEST_PULLREQUESTNUMBER') ?? variables('SYSTEM_PULLREQUEST_PULLREQUESTID'),
        )
      : (variables('BUILD_REASON') ?? 'build');
  return { ci: 'Azure Pipelines', event, look, depth: 'checkout: self with fetchDepth: 0' };
}

/**
 * The Branch API plugin sets `CHANGE_*` (github.com/jenkinsci/branch-api-plugin, `BranchNameContributor`), the Git
 * plugin sets `GIT_*` (github.com/jenkinsci/git-plugin, `GitSCM`). The last successful commit is of the same branch,
 * and unset for the first build of a branch.
 */
export function jenkinsJob(variables: Variables): CiJob | undefined {
  if (variables('JENKINS_URL') === undefined) return undefined;
  const common = {
    ci: 'Jenkins',
    depth: 'a checkout without the shallow option, with the target branch in its refspec',
  };
  const target = variables('CHANGE_TARGET');
  if (target !== undefined)
    return {
      ...common,
      event: numbered('change', variables('CHANGE_ID')),
      look: { what: 'range', head: 'HEAD', base: remoteBranch(target) },
    };
  const previous = variables('GIT_PREVIOUS_SUCCESSFUL_COMMIT');
  if (previous === undefined) return { ...common, event: 'build', look: { what: 'history' } };
  return {
    ...common,
    event: 'build since the last good one',
    look: { what: 'range', head: variables('GIT_COMMIT') ?? 'HEAD', otherwise: [previous] },
  };
}

/**
 * https://circleci.com/docs/reference/variables/ (github.com/circleci/circleci-docs). No variable names the base of a
 * branch, so everything counts. Pipeline values do; the CI configuration must pass them on (docs/ci.md).
 */
export function circleJob(variables: Variables): CiJob | undefined {
  if (variables('CIRCLECI') !== 'true') return undefined;
  return {
    ci: 'CircleCI',
    event: `build of ${variables('CIRCLE_BRANCH') ?? variables('CIRCLE_TAG') ?? 'a commit'}`,
    look: { what: 'history' },
    depth: 'checkout: method: full',
  };
}

function changeLook(head: string | undefined, base: string | undefined): CiLook {
  return head === undefined || base === undefined ? { what: 'history' } : { what: 'range', head, base };
}
