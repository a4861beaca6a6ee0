import { expect, it } from 'vitest';
import { Sightings } from '../../../scanner/report/live-sightings.ts';
import { scan } from '../../../scanner/scan/scan.ts';
import { hex } from '../../support/hex.ts';
import { TempRepo } from '../../support/repo.ts';
import { leak } from '../run.ts';

const masked = (value: string) => `${value.slice(0, 4)}…${value.slice(-4)}`;

async function sightingsOf(repo: TempRepo, what: 'files' | 'history'): Promise<string[]> {
  const sightings = new Sightings(repo.root);
  const lines: string[] = [];
  await scan({ what, cwd: repo.root }, (event) =>
    lines.push(...[sightings.line(event)].filter((line) => line !== undefined)),
  );
  return lines;
}

it('prints each secret once, where it was found first', async () => {
  using repo = new TempRepo();
  const value = hex('seen');
  repo.write('a.ts', leak(value) + leak(value));
  repo.write('b.ts', 'nothing\n');
  repo.commit('add');
  const blob = repo.git('rev-parse', 'HEAD:a.ts').trim();
  expect(await sightingsOf(repo, 'files')).toEqual([`found ${masked(value)} (high confidence) in a.ts:1:29`]);
  expect(await sightingsOf(repo, 'history')).toEqual([
    `found ${masked(value)} (high confidence) in object ${blob.slice(0, 12)}:1:29`,
  ]);
});

it('prints no value from a path, and no control character', async () => {
  using repo = new TempRepo();
  const [value, other] = [hex('in a file'), hex('in a path')];
  repo.write(`dump-${other}\u001b[2J.ts`, leak(value));
  const [line] = await sightingsOf(repo, 'files');
  expect(line).toContain(masked(value));
  for (const hidden of [value, other, '\u001b']) expect(line).not.toContain(hidden);
});

it('prints fifty sightings, and then that there are more', async () => {
  using repo = new TempRepo();
  repo.write('a.env', Array.from({ length: 60 }, (_, at) => `NAVIXY_HASH=${hex(`one of many ${at}`)}\n`).join(''));
  const lines = await sightingsOf(repo, 'files');
  expect(lines).toHaveLength(51);
  expect(lines.slice(-2)).toEqual([
    expect.stringMatching(/ in a\.env:50:13$/),
    'found more than 50: the report lists all of them',
  ]);
});
