// Reads the variables of Buildkite, Travis CI, Drone, Woodpecker and AppVeyor.

import { pushLook } from './github.ts';
import { numbered, remoteBranch } from './job-wording.ts';
import type { CiJob, Variables } from './ci-job.ts';

/**
 * https://buildkite.com/docs/pipelines/configure/environment-variables (github.com/buildkite/docs,
 * `data/content/environment_variables.yaml`).
 */
export function buildkiteJob(variables: Variables): CiJob | undefined {
  if (variables('BUILDKITE') !== 'true') return undefined;
  const common = { ci: 'Buildkite', depth: 'BUILDKITE_GIT_CLONE_FLAGS and BUILDKITE_GIT_FETCH_FLAGS without --depth' };
  const head = variables('BUILDKITE_COMMIT') ?? 'HEAD';
  const target = variables('BUILDKITE_PULL_REQUEST_BASE_BRANCH');
  if (target !== undefined)
    return {
      ...common,
      event: numbered('pull request', variables('BUILDKITE_PULL_REQUEST')),
      look: { what: 'range', head, base: remoteBranch(target) },
    };
  const queueBase = variables('BUILDKITE_MERGE_QUEUE_BASE_COMMIT');
  if (queueBase !== undefined)
    return { ...common, event: 'merge queue', look: { what: 'range', head, base: queueBase } };
  const source = variables('BUILDKITE_SOURCE') ?? 'build';
  const branch = variables('BUILDKITE_BRANCH') ?? '';
  const main = variables('BUILDKITE_PIPELINE_DEFAULT_BRANCH');
  // No variable has the commit before the push: on the default branch, everything counts.
  if (source !== 'webhook' || main === undefined || branch === main)
    return { ...common, event: source, look: { what: 'history' } };
  return { ...common, event: `push to ${branch}`, look: pushLook(head, undefined, branch, main) };
}

/**
 * https://docs.travis-ci.com/user/environment-variables/ (github.com/travis-ci/docs-travis-ci-com). The range of a push
 * is `BEFORE...AFTER`, and empty for the first push of a branch.
 */
export function travisJob(variables: Variables): CiJob | undefined {
  if (variables('TRAVIS') !== 'true') return undefined;
  const common = { ci: 'Travis CI', depth: 'git: { depth: false }' };
  const branch = variables('TRAVIS_BRANCH') ?? '';
  const event = variables('TRAVIS_EVENT_TYPE') ?? 'build';
  if (event === 'pull_request')
    return {
      ...common,
      event: numbered('pull request', variables('TRAVIS_PULL_REQUEST')),
      look: { what: 'range', head: variables('TRAVIS_PULL_REQUEST_SHA') ?? 'HEAD', base: remoteBranch(branch) },
    };
  const [before] = variables('TRAVIS_COMMIT_RANGE')?.split('...') ?? [];
  if (event !== 'push' || before === undefined) return { ...common, event, look: { what: 'history' } };
  return {
    ...common,
    event: `push to ${branch}`,
    look: pushLook(variables('TRAVIS_COMMIT') ?? 'HEAD', before, branch, undefined),
  };
}

/** https://docs.drone.io/pipeline/environment/reference/ (github.com/drone/docs). */
export function droneJob(variables: Variables): CiJob | undefined {
  if (variables('DRONE') !== 'true') return undefined;
  const common = { ci: 'Drone', depth: 'clone: without depth' };
  const head = variables('DRONE_COMMIT_SHA') ?? 'HEAD';
  const event = variables('DRONE_BUILD_EVENT') ?? 'build';
  const target = variables('DRONE_TARGET_BRANCH');
  if (event === 'pull_request' && target !== undefined)
    return {
      ...common,
      event: numbered('pull request', variables('DRONE_PULL_REQUEST')),
      look: { what: 'range', head, base: remoteBranch(target) },
    };
  if (event !== 'push') return { ...common, event, look: { what: 'history' } };
  const branch = variables('DRONE_BRANCH') ?? '';
  return {
    ...common,
    event: `push to ${branch}`,
    look: pushLook(head, variables('DRONE_COMMIT_BEFORE'), branch, variables('DRONE_REPO_BRANCH')),
  };
}

/** Pipeline events whose commit was the head of its branch. */
const OF_A_BRANCH = ['push', 'cron', 'manual'];

/**
 * https://woodpecker-ci.org/docs/usage/environment (github.com/woodpecker-ci/woodpecker). `CI_PREV_COMMIT_SHA` is the
 * commit of the branch's last pipeline of any kind (`GetPipelineLastBefore`), and the branch of a pull request's
 * pipeline is its target. Using that commit as the base would skip the commits of a pull request.
 */
export function woodpeckerJob(variables: Variables): CiJob | undefined {
  if (variables('CI') !== 'woodpecker') return undefined;
  const common = {
    ci: 'Woodpecker',
    depth: 'clone: { git: { image: woodpeckerci/plugin-git, settings: { partial: false, depth: 0 } } }',
  };
  const head = variables('CI_COMMIT_SHA') ?? 'HEAD';
  const event = variables('CI_PIPELINE_EVENT') ?? 'pipeline';
  const target = variables('CI_COMMIT_TARGET_BRANCH');
  if (event === 'pull_request' && target !== undefined)
    return {
      ...common,
      event: numbered('pull request', variables('CI_COMMIT_PULL_REQUEST')),
      look: { what: 'range', head, base: remoteBranch(target) },
    };
  if (event !== 'push') return { ...common, event, look: { what: 'history' } };
  const branch = variables('CI_COMMIT_BRANCH') ?? '';
  const before = OF_A_BRANCH.includes(variables('CI_PREV_PIPELINE_EVENT') ?? '')
    ? variables('CI_PREV_COMMIT_SHA')
    : undefined;
  return {
    ...common,
    event: `push to ${branch}`,
    look: pushLook(head, before, branch, variables('CI_REPO_DEFAULT_BRANCH')),
  };
}

/**
 * https://www.appveyor.com/docs/environment-variables/ (github.com/appveyor/website). For a push, only the last commit
 * is available.
 */
export function appveyorJob(variables: Variables): CiJob | undefined {
  if (variables('APPVEYOR')?.toLowerCase() !== 'true') return undefined;
  const common = { ci: 'AppVeyor', depth: 'no clone_depth and no shallow_clone' };
  const number = variables('APPVEYOR_PULL_REQUEST_NUMBER');
  const target = variables('APPVEYOR_REPO_BRANCH');
  if (number === undefined || target === undefined)
    return { ...common, event: target === undefined ? 'build' : `build of ${target}`, look: { what: 'history' } };
  return {
    ...common,
    event: numbered('pull request', number),
    look: { what: 'range', head: variables('APPVEYOR_PULL_REQUEST_HEAD_COMMIT') ?? 'HEAD', base: remoteBranch(target) },
  };
}
