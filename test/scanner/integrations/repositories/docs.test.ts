import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import type { JsonReport } from '../../../../scanner/report/json-report-types.ts';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { holdToArgoSchema, holdToJobSchema } from '../../../support/schema.ts';
import { cli, leak } from '../../run.ts';
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

interface Template {
  readonly name: string;
  readonly initContainers?: readonly ArgoContainer[];
  readonly container?: ArgoContainer;
  readonly dag?: {
    readonly tasks: readonly { readonly name: string; readonly withSequence?: { readonly count: string } }[];
  };
}

interface ArgoContainer extends Omit<Container, 'env'> {
  readonly env?: readonly { readonly name: string; readonly value: string }[];
}

interface ArgoWorkflow {
  readonly spec: { readonly templates: readonly Template[]; readonly volumes: readonly { readonly name: string }[] };
}

const page = readFileSync(new URL('../../../../docs/many-repositories.md', import.meta.url), 'utf8');
const [workflow, , job, argo] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(
  (match) => parse(match[1]!) as unknown,
) as [Workflow, unknown, Job, ArgoWorkflow];

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

it('the Kubernetes Job and the Argo Workflow are what their schemas say', () => {
  holdToJobSchema(job);
  holdToArgoSchema(argo);
});

it.each([
  ['a misspelt field', (spec: object) => ({ ...spec, completion: 50 }), '/spec must NOT have additional properties'],
  ['a wrong type', (spec: object) => ({ ...spec, completions: '50' }), '/spec/completions must be integer'],
])('the schema of Kubernetes finds %s', (_, change, words) => {
  expect(() => holdToJobSchema({ ...job, spec: change(job.spec) })).toThrow(words);
});

it.each([
  ['a misspelt field', (spec: object) => ({ ...spec, entryPoint: 'x' }), '/spec must NOT have additional properties'],
  ['a wrong type', (spec: object) => ({ ...spec, parallelism: '10' }), '/spec/parallelism must be integer'],
])('the schema of Argo Workflows finds %s', (_, change, words) => {
  expect(() => holdToArgoSchema({ ...argo, spec: change(argo.spec) })).toThrow(words);
});

it('the Argo Workflow passes index and total to both containers of a part', () => {
  const { templates, volumes } = argo.spec;
  const template = (name: string) => templates.find((one) => one.name === name)!;
  const count = Number(template('organisation').dag!.tasks[0]!.withSequence!.count);
  const { initContainers = [], container } = template('part');
  for (const { command, args = [], env = [], volumeMounts } of [...initContainers, container!]) {
    expect([...command, ...args].join(' ')).toMatch(/--shard auto --clones \/mirrors/);
    const given = Object.fromEntries(env.map(({ name, value }) => [name, value]));
    expect(given['NAVIXY_SHARD_INDEX']).toBe('{{inputs.parameters.index}}');
    // Argo counts from 0, as the variable does.
    expect(shardOf('auto', { ...given, NAVIXY_SHARD_INDEX: String(count - 1) })).toEqual({
      index: count,
      total: count,
    });
    for (const { name } of volumeMounts) expect(volumes.map((volume) => volume.name)).toContain(name);
  }
});

it('the commands of Kubernetes and Argo scan and merge', async () => {
  using folder = new TempFolder();
  using repo = new TempRepo();
  repo.write('a.ts', leak(hex('in a mirror')));
  repo.commit('leak');
  const mirror = folder.path('mirrors/git.example/fleet/app');
  repo.git('clone', '-q', '--mirror', repo.root, mirror);
  folder.write('list/repositories.txt', 'https://git.example/fleet/app\n');
  const here = (words: readonly string[]) =>
    words.slice(1).map((word) => word.replace(/^\/(?=list|mirrors|results)/, `${folder.root}/`));
  const templates = argo.spec.templates.flatMap(({ container }) => container ?? []);
  const [part, merge] = templates.map(({ command, args = [] }) => [...command, ...args]) as [string[], string[]];
  const pod = job.spec.template.spec.containers[0]!.command;
  const env = { NAVIXY_SHARD_INDEX: '0', NAVIXY_SHARD_TOTAL: '1' };
  for (const command of [pod, part, merge])
    expect(await cli(here(command), { cwd: folder.path('mirrors'), env })).toMatchObject({ exitCode: 0 });
  const merged = JSON.parse(readFileSync(folder.path('results/report/leaks.json'), 'utf8')) as JsonReport;
  expect(merged.findings.map(({ occurrences }) => occurrences.length)).toEqual([1]);
});

it.each([
  ...workflow.jobs.scan.steps.flatMap(({ run }) => run ?? []),
  job.spec.template.spec.initContainers[0]!.args![0]!,
  ...argo.spec.templates.flatMap(({ initContainers = [] }) => initContainers.map(({ args }) => args![0]!)),
])('bash can parse %j', (script) => {
  expect(spawnSync('bash', ['-n', '-c', script], { encoding: 'utf8' })).toMatchObject({ status: 0, stderr: '' });
});
