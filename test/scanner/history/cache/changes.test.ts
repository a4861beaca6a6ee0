import { copyFileSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hex } from '../../../support/hex.ts';
import { TempFolder } from '../../../support/repo.ts';
import { json, leak } from '../../run.ts';
import { World } from './world.ts';

/** Changes between two scans. `at` chooses the place. */
const CHANGES: Readonly<Record<string, (world: World, at: number) => void>> = {
  nothing: () => undefined,
  'a loose commit': (world) => void world.add(),
  'a packed commit': (world) => (world.add(), world.pack()),
  'a thin push': (world) => world.receive(),
  'a pack of known objects': (world) => world.packTwice(),
  'a repack': (world) => world.repack(),
  'a collection': (world) => (world.dangling('dropped'), void world.git('gc', '-q', '--prune=now')),
  'a new ref': (world) => void world.git('update-ref', `refs/tags/t${world.files(/./).length}`, 'HEAD'),
  'a dropped commit': (world) => (world.add(), void world.git('reset', '-q', '--hard', 'HEAD~1')),
  'a loose leak': (world) => void world.addLeak(),
  'a packed leak': (world) => (world.addLeak(), world.pack()),
  'a suspect': (world) => (world.addSuspect(), world.pack()),
  'the name of the platform': (world) => void world.addPlatform(),
  'a file named like the platform': (world) => (world.write('navixy/readme.txt', 'x'), void world.commit('named')),
  'an archive': (world) => (world.addArchive('nothing'), world.pack()),
  'an archive with a leak': (world) => world.addArchive(leak(hex('in an archive'))),
  'a damaged pack': (world, at) =>
    world
      .files(/\.pack$/)
      .slice(0, 1)
      .forEach((file) => world.flip(file, at)),
  'a damaged index': (world, at) =>
    world
      .files(/\.idx$/)
      .slice(0, 1)
      .forEach((file) => world.flip(file, at)),
  'a lost pack': (world, at) =>
    world
      .files(/\.pack$/)
      .filter((_, which, all) => which === at % all.length)
      .forEach((file) => (world.remove(file), world.remove(file.replace(/pack$/, 'idx')))),
  'a lost index': (world) =>
    world
      .files(/\.idx$/)
      .slice(-1)
      .forEach((file) => world.remove(file)),
  'a damaged loose object': (world, at) =>
    world
      .files(/objects\/..\/.{38}$/)
      .filter((_, which, all) => which === at % all.length)
      .forEach((file) => world.flip(file, at)),
  'a lost loose object': (world, at) =>
    world
      .files(/objects\/..\/.{38}$/)
      .filter((_, which, all) => which === at % all.length)
      .forEach((file) => world.remove(file)),
  'a pack with the index of another': (world) => {
    const packs = world.files(/\.pack$/);
    if (packs.length > 1) copyFileSync(packs[0]!, packs[1]!.replace(/\.pack$/, 'x.pack'));
  },
  'a truncated cache': (world, at) => world.cacheFiles().forEach((file) => truncateSync(file, at % 500)),
  'a damaged cache': (world, at) => world.cacheFiles().forEach((file) => world.flip(file, at)),
  'an empty cache': (world) => world.cacheFiles().forEach((file) => writeFileSync(file, '')),
};

const SETTINGS = [
  [],
  ['--min-confidence', 'low'],
  ['--max-size', '150'],
  ['--archive-depth', '0'],
  ['--config', 'named.json'],
];

/** A small history in one pack. */
function makeHistory(): World {
  const world = new World();
  world.write('named.json', JSON.stringify({ hosts: ['gps.fleet.example'], names: ['fleetKey'] }));
  world.add();
  world.add();
  world.add();
  world.pack();
  return world;
}

const history = makeHistory();
afterAll(() => history[Symbol.dispose]());
/** A copy of the history, without a cache. */
const start = () => new World(history);

/** @returns how many documents came from the cache */
async function expectSame(world: World, options: readonly string[] = []): Promise<number> {
  const { cached, fresh, known } = await world.both(...options);
  expect(cached).toEqual(fresh);
  return known;
}

describe('a scan with a cache reports the same as a scan without one', () => {
  const scanned = start();
  beforeAll(async () => {
    expect(await expectSame(scanned)).toBe(0);
    expect(await expectSame(scanned)).toBeGreaterThan(0);
  });
  afterAll(() => scanned[Symbol.dispose]());

  it.each(Object.entries(CHANGES))('after %s', async (_, change) => {
    using world = new World(scanned);
    const { report } = await json(['scan', '--history', '--cache', '--cache-location', world.cache], {
      cwd: world.root,
    });
    expect(report.summary.cached).toBeGreaterThan(0);
    change(world, 1234);
    await expectSame(world);
    await expectSame(world);
  });

  it.each(SETTINGS)('with other settings in between: %s %s', async (...options) => {
    using world = start();
    world.addSuspect();
    world.addArchive('nothing');
    world.add((number) => `fleetKey = "${hex(`named ${number}`)}"\n`);
    world.repack();
    for (const some of [[], options, [], options]) await expectSame(world, some);
  });

  it('after random changes', async () => {
    const step = fc.record({
      change: fc.constantFrom(...Object.keys(CHANGES)),
      at: fc.nat(5000),
      options: fc.constantFrom(...SETTINGS, [], [], []),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 6 }), async (steps) => {
        using world = start();
        await expectSame(world);
        for (const { change, at, options } of steps) {
          try {
            CHANGES[change]!(world, at);
          } catch {
            // git cannot do this after an earlier damage.
          }
          await expectSame(world, options);
        }
      }),
      { numRuns: 8, seed: 5 },
    );
  }, 240_000);
});

describe('the cache is used', () => {
  it.each([
    'a loose commit',
    'a packed commit',
    'a thin push',
    'a pack of known objects',
    'a new ref',
    'a suspect',
    'an archive',
  ])('after %s', async (change) => {
    using world = start();
    await expectSame(world);
    CHANGES[change]!(world, 0);
    const { known, documents } = await world.both();
    expect(known).toBeGreaterThanOrEqual(6);
    expect(known).toBeLessThanOrEqual(documents);
    // New objects are cached now, unless they are loose.
    const { known: later } = await world.both();
    expect(later).toBeGreaterThanOrEqual(known);
  });

  it('in another clone with the same packs', async () => {
    using world = start();
    world.repack();
    await expectSame(world);
    using other = new TempFolder();
    world.copyTo(other.path('copy'));
    const { report } = await json(['scan', '--history', '--cache', '--cache-location', world.cache], {
      cwd: other.path('copy'),
    });
    expect(report.summary.cached).toBe(report.summary.documents);
  });
});
