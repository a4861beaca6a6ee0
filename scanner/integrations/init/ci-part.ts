// Part of `init`: the step in the project's CI.

import { TOOL } from '../../model/tool.ts';
import type { Project } from './project.ts';
import type { Part } from './init-part.ts';
import { appendLines, kindAt } from './yaml-edit.ts';
import { pageOf } from '../../text/installed-as.ts';

const RANGE = `eslint-plugin-navixy@^${TOOL.version}`;
const USED = /navixy-secrets|eslint-plugin-navixy/;

/** Proposes a scan step for the project's CI. */
export function ciPart(project: Project): Part {
  if (project.has('.gitlab-ci.yml')) return gitlabPart(project);
  if (project.has('.github')) return githubPart(project);
  return {
    name: 'ci',
    state: 'none',
    says: `no GitHub workflows and no .gitlab-ci.yml; ${pageOf('ci.md')} has the lines for other CIs`,
  };
}

function githubPart(project: Project): Part {
  const file = '.github/workflows/navixy-secrets.yml';
  const used = project.list('.github/workflows').find((name) => USED.test(project.read(name) ?? ''));
  if (used !== undefined) return { name: 'ci', state: 'ready', says: `${used} runs navixy-secrets` };
  if (project.has(file))
    return {
      name: 'ci',
      state: 'by-hand',
      says: `${file} is there and does something else`,
      steps: [`Add a step to a workflow: npx --yes --package=${RANGE} navixy-secrets ci`],
    };
  return { name: 'ci', state: 'change', says: `${file} is new`, changes: [{ file, after: workflow() }] };
}

function gitlabPart(project: Project): Part {
  const before = project.read('.gitlab-ci.yml')!;
  const file = '.gitlab/navixy-secrets.yml';
  if (USED.test(before)) return { name: 'ci', state: 'ready', says: '.gitlab-ci.yml runs navixy-secrets' };
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
      { file, after: gitlabJob() },
    ],
  };
}

function workflow(): string {
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
      - run: npx --yes --package=${RANGE} navixy-secrets ci
`;
}

function gitlabJob(): string {
  return `navixy-secrets:
  stage: test
  image: node:22
  variables:
    # The whole history: without it commits are missing, and the job says so and fails.
    GIT_DEPTH: '0'
  script:
    - npx --yes --package=${RANGE} navixy-secrets ci --format gitlab --output gl-secret-detection-report.json --format gitlab-codequality --output gl-code-quality-report.json
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
