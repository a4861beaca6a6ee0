import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { shardOf } from '../../../../scanner/integrations/repositories/shard.ts';

interface Step {
  readonly run?: string;
}

interface Workflow {
  readonly jobs: {
    readonly scan: {
      readonly env: object;
      readonly strategy: { readonly matrix: { readonly part: readonly number[] } };
      readonly steps: readonly Step[];
    };
  };
}

interface Container {
  readonly name: string;
  readonly command: readonly string[];
  readonly args?: readonly string[];
  readonly env: readonly [{ readonly name: string; readonly value: string }];
  readonly volumeMounts: readonly { readonly name: string }[];
}

interface Job {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: {
    readonly completions: number;
    readonly completionMode: string;
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly initContainers: readonly Container[];
        readonly containers: readonly Container[];
        readonly volumes: readonly { readonly name: string }[];
      };
    };
  };
}

const page = readFileSync(new URL('../../../../docs/many-repositories.md', import.meta.url), 'utf8');
const [workflow, , job] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => parse(match[1]!) as unknown) as [
  Workflow,
  unknown,
  Job,
];

it('the GitHub matrix passes its index and total to the shard', () => {
  const { env, strategy, steps } = workflow.jobs.scan;
  expect(env).toEqual({
    NAVIXY_SHARD_INDEX: '${{ strategy.job-index }}',
    NAVIXY_SHARD_TOTAL: '${{ strategy.job-total }}',
  });
  const total = strategy.matrix.part.length;
  const shards = strategy.matrix.part.map(
    (index) => shardOf('auto', { NAVIXY_SHARD_INDEX: String(index), NAVIXY_SHARD_TOTAL: String(total) }).index,
  );
  expect(shards).toEqual(Array.from({ length: total }, (_, at) => at + 1));
  expect(steps.filter(({ run = '' }) => run.includes('--shard auto --clones mirrors'))).toHaveLength(2);
});

it('the Kubernetes Job passes the number of completions to both containers', () => {
  const {
    apiVersion,
    kind,
    spec: { completions, completionMode, template },
  } = job;
  const { restartPolicy, initContainers, containers, volumes } = template.spec;
  expect([apiVersion, kind, completionMode, restartPolicy]).toEqual(['batch/v1', 'Job', 'Indexed', 'Never']);
  for (const {
    command,
    args = [],
    env: [variable],
    volumeMounts,
  } of [...initContainers, ...containers]) {
    expect([...command, ...args].join(' ')).toMatch(/--shard auto --clones \/mirrors/);
    expect([variable.name, Number(variable.value)]).toEqual(['JOB_COMPLETIONS', completions]);
    expect(shardOf('auto', { JOB_COMPLETION_INDEX: String(completions - 1), [variable.name]: variable.value })).toEqual(
      { index: completions, total: completions },
    );
    for (const { name } of volumeMounts) expect(volumes.map((volume) => volume.name)).toContain(name);
  }
});

it.each([
  ...workflow.jobs.scan.steps.flatMap(({ run }) => run ?? []),
  job.spec.template.spec.initContainers[0]!.args![0]!,
])('bash can parse %j', (script) => {
  expect(spawnSync('bash', ['-n', '-c', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});
