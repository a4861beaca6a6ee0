// Part of `init`: the step in the project's CI.

import type { Project } from './project.ts';
import type { Part } from './init-part.ts';
import type { PackageOrigin } from './package-origin.ts';
import { appendLines, kindAt } from './yaml-edit.ts';
import { call } from '../../text/command-line.ts';
import { pageOf } from '../../text/installed-as.ts';

const USED = /navixy-secrets|eslint-plugin-navixy/;

/** Proposes a scan step for the project's CI. */
export function ciPart(project: Project, origin: PackageOrigin): Part {
  if (project.has('.gitlab-ci.yml')) return gitlabPart(project, origin);
  if (project.has('.github')) return githubPart(project, origin);
  return {
    name: 'ci',
    state: 'none',
    says: `no GitHub workflows and no .gitlab-ci.yml; ${pageOf('ci.md')} has the lines for other CIs`,
  };
}

function githubPart(project: Project, origin: PackageOrigin): Part {
  const file = '.github/workflows/navixy-secrets.yml';
  const used = project.list('.github/workflows').find((name) => USED.test(project.read(name) ?? ''));
  if (used !== undefined) return { name: 'ci', state: 'ready', says: `${used} runs navixy-secrets` };
  if (project.has(file))
    return {
      name: 'ci',
      state: 'by-hand',
      says: `${file} is there and does something else`,
      steps: [`Add a job as ${pageOf('ci.md')} shows.`],
    };
  if (origin.isLocal) return outOfReach(origin);
  return { name: 'ci', state: 'change', says: `${file} is new`, changes: [{ file, after: workflow(origin) }] };
}

function gitlabPart(project: Project, origin: PackageOrigin): Part {
  const before = project.read('.gitlab-ci.yml')!;
  const file = '.gitlab/navixy-secrets.yml';
  if (USED.test(before)) return { name: 'ci', state: 'ready', says: '.gitlab-ci.yml runs navixy-secrets' };
  if (origin.isLocal) return outOfReach(origin);
  const item = `- local: ${file}`;
  const kind = kindAt(before, ['include']);
  const after =
    kind === 'none'
      ? appendLines(before, [], ['', 'include:', `  ${item}`])
      : kind === 'list'
        ? appendLines(before, ['include'], [item])
        : undefined;
  if (after === undefined || project.has(file))
    return {
      name: 'ci',
      state: 'by-hand',
      says: '.gitlab-ci.yml cannot be edited with certainty',
      steps: [`Include templates/gitlab-ci.yml of eslint-plugin-navixy's repository as ${pageOf('ci.md')} shows.`],
    };
  return {
    name: 'ci',
    state: 'change',
    says: `.gitlab-ci.yml includes ${file}`,
    changes: [
      { file: '.gitlab-ci.yml', before, after },
      { file, after: gitlabJob(origin) },
    ],
  };
}

/** A CI cannot install what only this machine has. */
function outOfReach({ range }: PackageOrigin): Part {
  return {
    name: 'ci',
    state: 'by-hand',
    says: `a CI cannot install the package from ${range.replace(/^file:/, '')}`,
    steps: [`Install the package from a registry or a git URL, then run: ${call('init --only ci')}`],
  };
}

/**
 * Outside of the checkout: the .npmrc and node_modules there are those of whoever wrote the change. What is built from
 * a repository needs its scripts, and what comes from a registry has none.
 */
function installCommand({ range }: PackageOrigin, folder: string): string {
  const scripts = range.startsWith('^') ? ' --ignore-scripts' : '';
  return `npm install --no-audit --no-fund${scripts} --prefix "${folder}" "eslint-plugin-navixy@${range}"`;
}

function workflow(origin: PackageOrigin): string {
  return `name: navixy-secrets
on:
  pull_request:
  push:
    branches: [main, master]
  schedule:
    - cron: '17 4 * * 1'
permissions:
  contents: read
jobs:
  navixy-secrets:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          # The whole history: without it commits are missing, and the step says so and fails.
          fetch-depth: 0
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      # Outside of the checkout: its .npmrc and node_modules are those of whoever wrote the pull request.
      - run: ${installCommand(origin, '$RUNNER_TEMP/navixy-secrets')}
        working-directory: \${{ runner.temp }}
      - run: node "$RUNNER_TEMP/navixy-secrets/node_modules/eslint-plugin-navixy/dist/cli.cjs" ci
`;
}

function gitlabJob(origin: PackageOrigin): string {
  return `navixy-secrets:
  stage: test
  image: node:22
  variables:
    # The whole history: without it commits are missing, and the job says so and fails.
    GIT_DEPTH: '0'
  script:
    # Outside of the checkout: its .npmrc and node_modules are those of whoever wrote the merge request.
    - (cd /tmp && ${installCommand(origin, '/tmp/navixy-secrets')})
    - >-
      node /tmp/navixy-secrets/node_modules/eslint-plugin-navixy/dist/cli.cjs ci
      --format gitlab --output gl-secret-detection-report.json
      --format gitlab-codequality --output gl-code-quality-report.json
  artifacts:
    when: always
    reports:
      secret_detection: gl-secret-detection-report.json
      codequality: gl-code-quality-report.json
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
    - if: $CI_PIPELINE_SOURCE == "push" && $CI_OPEN_MERGE_REQUESTS == null
    - if: $CI_PIPELINE_SOURCE == "schedule"
`;
}
