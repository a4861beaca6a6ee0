import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { shardOf } from '../../../scanner/repositories/shard.ts';

interface Workflow {
  readonly jobs: { readonly scan: { readonly env: object; readonly strategy: { readonly matrix: { readonly part: readonly number[] } }; readonly steps: readonly { readonly run?: string }[] } };
}

interface Job {
  readonly spec: { readonly completions: number; readonly completionMode: string; readonly template: { readonly spec: { readonly containers: readonly [{ readonly command: readonly string[]; readonly env: readonly [{ readonly name: string; readonly value: string }] }] } } };
}

const page = readFileSync(new URL('../../../docs/many-repositories.md', import.meta.url), 'utf8');
const [workflow, job] = [...page.matchAll(/```yaml\n(.*?)```/gs)].map((match) => parse(match[1]!) as unknown) as [Workflow, Job];

it('the GitHub matrix hands its index and its total to the shard', () => {
  const { env, strategy, steps } = workflow.jobs.scan;
  expect(env).toEqual({ NAVIXY_SHARD_INDEX: '${{ strategy.job-index }}', NAVIXY_SHARD_TOTAL: '${{ strategy.job-total }}' });
  const total = strategy.matrix.part.length;
  const shards = strategy.matrix.part.map((index) => shardOf('auto', { NAVIXY_SHARD_INDEX: String(index), NAVIXY_SHARD_TOTAL: String(total) }).index);
  expect(shards).toEqual(Array.from({ length: total }, (_, at) => at + 1));
  expect(steps[0]?.run).toContain('--shard auto');
});

it('the Kubernetes Job says how many completions it has', () => {
  const { completions, completionMode, template } = job.spec;
  const [{ command, env: [variable] }] = template.spec.containers;
  expect(completionMode).toBe('Indexed');
  expect(command).toContain('auto');
  expect([variable.name, Number(variable.value)]).toEqual(['JOB_COMPLETIONS', completions]);
  expect(shardOf('auto', { JOB_COMPLETION_INDEX: String(completions - 1), [variable.name]: variable.value })).toEqual({ index: completions, total: completions });
});
