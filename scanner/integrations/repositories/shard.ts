// Selects the repositories for one of several machines.

import { createHash } from 'node:crypto';
import { Failure } from '../../model/failure.ts';

/** One part of the work of several machines. */
export interface Shard {
  /** From 1. */
  readonly index: number;
  readonly total: number;
}

const WHOLE: Shard = { index: 1, total: 1 };

/** Variables in which CI engines provide the shard: index and total, counted from 1. */
const ENGINES: Readonly<Record<string, (get: (name: string) => number | undefined) => Partial<Shard> | undefined>> = {
  'NAVIXY_SHARD_INDEX and NAVIXY_SHARD_TOTAL': (get) => fromZero(get('NAVIXY_SHARD_INDEX'), get('NAVIXY_SHARD_TOTAL')),
  'GitLab parallel': (get) => fromZero(minus(get('CI_NODE_INDEX'), 1), get('CI_NODE_TOTAL')),
  'Kubernetes indexed Job': (get) => fromZero(get('JOB_COMPLETION_INDEX'), get('JOB_COMPLETIONS')),
  'Slurm array': (get) => {
    const step = get('SLURM_ARRAY_TASK_STEP') ?? 1;
    const at = minus(get('SLURM_ARRAY_TASK_ID'), get('SLURM_ARRAY_TASK_MIN') ?? 0);
    return fromZero(at === undefined ? undefined : at / step, get('SLURM_ARRAY_TASK_COUNT'));
  },
};

/**
 * @param word `I/N`, counted from 1, or `auto` for the values of the CI engine; undefined for everything
 * @throws Failure for an invalid or ambiguous value
 */
export function shardOf(word: string | undefined, env: NodeJS.ProcessEnv): Shard {
  if (word === undefined) return WHOLE;
  if (word === 'auto') return fromEngine(env);
  const [, index, total] = /^(\d+)\/(\d+)$/.exec(word) ?? [];
  return checked({ index: Number(index), total: Number(total) }, `--shard ${word}`);
}

/**
 * Whether a repository belongs to a shard. This depends only on its name in the list, so a growing list moves no other
 * repository, and all machines agree.
 */
export function isInShard(name: string, { index, total }: Shard): boolean {
  return createHash('sha256').update(name).digest().readUIntBE(0, 6) % total === index - 1;
}

function fromEngine(env: NodeJS.ProcessEnv): Shard {
  const get = (name: string) => (/^\d+$/.test(env[name] ?? '') ? Number(env[name]) : undefined);
  const said = Object.entries(ENGINES).flatMap(([engine, read]) => {
    const shard = read(get);
    return shard === undefined ? [] : [{ engine, shard }];
  });
  const [first, second] = said;
  if (first === undefined)
    throw new Failure(
      '--shard auto: no variable says which shard this is',
      'Set NAVIXY_SHARD_INDEX (from 0) and NAVIXY_SHARD_TOTAL, or say --shard I/N.',
    );
  // Our own variables take precedence.
  if (second !== undefined && !first.engine.startsWith('NAVIXY'))
    throw new Failure(
      `--shard auto: both ${first.engine} and ${second.engine} say which shard this is`,
      'Say --shard I/N.',
    );
  return checked(first.shard, `--shard auto (${first.engine})`);
}

function checked({ index = Number.NaN, total = Number.NaN }: Partial<Shard>, what: string): Shard {
  if (Number.isInteger(index) && Number.isInteger(total) && index >= 1 && index <= total) return { index, total };
  throw new Failure(
    `${what} is not a shard I/N with I from 1 to N`,
    what.includes('Kubernetes')
      ? 'Set JOB_COMPLETIONS to the completions of the Job; Kubernetes only provides the index.'
      : 'An example: --shard 2/20',
  );
}

function fromZero(at: number | undefined, total: number | undefined): Partial<Shard> | undefined {
  return at === undefined ? undefined : { index: at + 1, ...(total === undefined ? {} : { total }) };
}

function minus(one: number | undefined, other: number): number | undefined {
  return one === undefined ? undefined : one - other;
}
