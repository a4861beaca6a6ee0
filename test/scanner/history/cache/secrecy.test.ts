import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { hex } from '../../../support/hex.ts';
import { makeZip } from '../../../support/zip.ts';
import { leak } from '../../run.ts';
import { World } from './world.ts';

/** A value in every encoding and hash in which it could be stored. */
function spellings(value: string): Buffer[] {
  const bytes = Buffer.from(value, 'hex');
  const text = [
    value,
    value.toUpperCase(),
    Buffer.from(value).toString('base64').replaceAll('=', ''),
    bytes.toString('base64').replaceAll('=', ''),
    Buffer.from(bytes).reverse().toString('hex'),
    [...value].reverse().join(''),
  ];
  const sums = ['sha256', 'sha1', 'md5'].flatMap((name) =>
    [value, bytes].map((what) => createHash(name).update(what).digest()),
  );
  return [
    ...text.map((one) => Buffer.from(one)),
    bytes,
    Buffer.from(bytes).reverse(),
    ...sums,
    ...sums.map((sum) => Buffer.from(sum.toString('hex'))),
  ];
}

it('stores no value, name or text of the repository in the cache', async () => {
  using world = new World();
  const suspects = ['one', 'two'].map(hex);
  const leaks = ['three', 'in a message', 'in a name', 'in an archive', 'allowed'].map(hex);
  world.write(
    'settings.json',
    JSON.stringify({ allow: [{ sha256: createHash('sha256').update(leaks[4]!).digest('hex'), reason: 'old' }] }),
  );
  // These have no findings, so they are cached.
  world.write('Telltale/Path.txt', `const hash = "${suspects[0]!}";\n`);
  world.commit('Telltale message');
  world.write('two.txt', `hash: "${suspects[1]!}"\n`);
  world.commit('two');
  world.pack();
  expect((await world.both('--config', 'settings.json')).cached.exitCode).toBe(0);
  const before = world.cacheFiles();
  expect(before).toHaveLength(1);
  world.write('three.txt', leak(leaks[0]!));
  world.write(`${leaks[2]!}-navixy-hash.txt`, 'x');
  world.write('a.zip', makeZip([{ name: 'TelltaleInner.txt', content: leak(leaks[3]!) }]));
  world.write('allowed.txt', leak(leaks[4]!));
  world.commit(`Telltale ${leak(leaks[1]!)}`);
  world.pack();
  expect((await world.both('--config', 'settings.json', '--min-confidence', 'low')).cached.exitCode).toBe(1);
  const content = Buffer.concat(
    world.cacheFiles().map((file) => Buffer.concat([Buffer.from(file), readFileSync(file)])),
  );
  for (const value of [...suspects, ...leaks])
    for (const spelling of spellings(value)) expect(content.includes(spelling)).toBe(false);
  for (const word of ['Telltale', 'settings.json', 'two.txt', 'Ann', 'fleet.example', world.root])
    expect(content.includes(word), word).toBe(false);
});
