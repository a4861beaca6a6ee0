import { describe, expect, it } from 'vitest';
import { CommitGraph } from '../../../scanner/history/commit-graph.ts';
import { difference, SecretSets } from '../../../scanner/history/secret-sets.ts';
import { Timeline } from '../../../scanner/history/timeline.ts';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { json } from '../run.ts';

const MANY = 3000;
const SECRETS = Array.from({ length: MANY }, (_, at) => `secret ${at}`);
/** The history of one path. Each item is the object at that path in the next commit; 0 means none. */
const timelineOf = (objects: readonly number[], held: SecretSets) => {
  const commits = objects.flatMap((_, at) => [at, at, at, at === 0 ? 0 : 1, ...(at === 0 ? [] : [at - 1])]);
  const trees = {
    nodeOf: (tree: number) => objects[tree] ?? 0,
    diff: (
      before: number,
      after: number,
      onChange: (path: string, before: number | undefined, after: number | undefined) => void,
    ) => {
      if (before !== after) onChange('app.log', before === 0 ? undefined : before, after === 0 ? undefined : after);
      return true;
    },
  };
  return new Timeline(new CommitGraph([{ commits: Float64Array.from(commits) }]), trees, held, () => 0);
};

describe('secrets in the same file', () => {
  it('share their sets of versions and their history steps', () => {
    const held = new SecretSets();
    for (const object of [11, 12, 13]) held.add(object, SECRETS);
    held.add(14, SECRETS.slice(1));
    expect(held.of(12)).toBe(held.of(11));
    const { places } = timelineOf([11, 12, 13, 14, 0, 11], held);
    const all = [...places.get('app.log')!.values()];
    expect(all).toHaveLength(MANY);
    // All but the first went with the file and came back with it.
    expect(new Set(all.map(({ introduced }) => introduced)).size).toBe(1);
    expect(new Set(all.map(({ removed }) => removed)).size).toBe(2);
    const [first, second] = all;
    expect(
      [first, second].map((place) => place!.introduced.list.map(({ commit, object }) => [commit, object])),
    ).toEqual([
      [
        [0, 11],
        [5, 11],
      ],
      [
        [0, 11],
        [5, 11],
      ],
    ]);
    expect([first, second].map((place) => place!.removed.list.map(({ commit, object }) => [commit, object]))).toEqual([
      [[3, 13]],
      [[4, 14]],
    ]);
  });

  it('are compared in one pass', () => {
    const reads = { count: 0 };
    const counting = (numbers: readonly number[]) =>
      new Proxy(Int32Array.from(numbers), {
        get(target, key) {
          if (typeof key === 'string' && /^\d+$/.test(key)) reads.count += 1;
          return Reflect.get(target, key, target) as unknown;
        },
      });
    const numbers = Array.from({ length: MANY }, (_, at) => at);
    const { onlyFirst, onlySecond } = difference(
      counting(numbers.filter((at) => at % 3 !== 0)),
      counting(numbers.filter((at) => at % 2 !== 0)),
    );
    expect(onlyFirst).toEqual(numbers.filter((at) => at % 3 !== 0 && at % 2 === 0));
    expect(onlySecond).toEqual(numbers.filter((at) => at % 3 === 0 && at % 2 !== 0));
    expect(reads.count).toBeLessThan(4 * MANY);
  });
});

it('marks each of 600 removed secrets whose value is still in a comment', async () => {
  using repo = new TempRepo();
  const values = Array.from({ length: 600 }, (_, at) => hex(`left ${at}`));
  repo.write('app.env', values.map((value) => `NAVIXY_HASH='${value}'\n`).join(''));
  repo.commit('leak');
  repo.write('app.env', `${values.map((value) => `# ${value}\n`).join('')}${'\n'.repeat(50)}`);
  repo.commit('comment out');
  const { report } = await json(['scan', '--history'], { cwd: repo.root });
  expect(report.findings).toHaveLength(600);
  expect(report.findings.filter(({ origin }) => origin.removed?.[0]?.isLeftInText === true)).toHaveLength(600);
});
