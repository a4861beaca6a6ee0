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
    // In a pipeline for merged results the commit is one that GitLab made; the branch's own is named apart.
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
 * https://support.atlassian.com/bitbucket-cloud/docs/variables-and-secrets/; the names as datadog-ci reads them
 * (github.com/DataDog/datadog-ci, `packages/base/src/helpers/ci.ts`). Of a push no variable tells the commit before.
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
 * https://learn.microsoft.com/azure/devops/pipelines/build/variables; the names as datadog-ci (see above) and
 * Microsoft's own github.com/microsoft/azure-pipelines-tasks read them. The number is one of GitHub, the id one of
 * Azure Repos. The target is said to be a ref and is often a branch (env-ci). Of a push no variable tells the commit
 * before.
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
 * `CHANGE_*` are set by the Branch API plugin (github.com/jenkinsci/branch-api-plugin, `BranchNameContributor`),
 * `GIT_*` by the Git plugin (github.com/jenkinsci/git-plugin, `GitSCM`): the last good commit is that of the same
 * branch, and not set for the first build of one.
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
 * https://circleci.com/docs/reference/variables/, read in github.com/circleci/circleci-docs: no variable tells a job
 * what its branch is measured against, so everything counts. Pipeline values do; the configuration has to hand them on
 * (docs/ci.md).
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
