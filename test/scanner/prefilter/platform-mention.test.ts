import { expect, it } from 'vitest';
import {
  MENTIONED,
  hasVendorName,
  platformMentionsIn,
  PlatformMentions,
  SPLIT_HINT,
} from '../../../scanner/prefilter/platform-mention.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder } from '../../support/repo.ts';
import { json } from '../run.ts';

const found = (text: string) =>
  platformMentionsIn(Buffer.from(text), 0, Buffer.byteLength(text), 0, Buffer.byteLength(text));
const names = (text: string) => (found(text) & MENTIONED) !== 0;

it.each([
  ['const api = "NAVIXY"', true],
  ['https://gps.brand.example/api-v2/tracker/list', true],
  ["$base = 'https://gps.brand.example/api-v2/';", true],
  ['https://films.example/api-v2/channel/1', false],
  ['navi xy', false],
  ['/api-v3/tracker', false],
])('%s: %s', (text, expected) => {
  for (let offset = 0; offset < 12; offset += 1) expect(names('-'.repeat(offset) + text)).toBe(expected);
});

it('scans the range it is given only', () => {
  const bytes = Buffer.from('xx navixy xx');
  expect(platformMentionsIn(bytes, 0, bytes.length, 3, 9)).toBe(MENTIONED | SPLIT_HINT);
  expect(platformMentionsIn(bytes, 0, bytes.length, 4, 12)).toBe(0);
  expect(platformMentionsIn(bytes, 0, bytes.length, 0, 8)).toBe(0);
});

it.each(['navixy', 'Navixy', 'NAVIXY', 'api-v2', '/api-v2/channel', 'NVX'])(
  'sees %s as a reason to look for values in pieces',
  (text) => {
    for (let offset = 0; offset < 12; offset += 1)
      expect(found('-'.repeat(offset) + text) & SPLIT_HINT).toBe(SPLIT_HINT);
  },
);

it.each([
  ['our-Navixy', true],
  ['SquareGPS', true],
  ['navix', false],
  ['squaregp', false],
])('the name of a file, %s: %s', (name, expected) => {
  for (let offset = 0; offset < 12; offset += 1) {
    const bytes = Buffer.from('-'.repeat(offset) + name);
    expect(hasVendorName(bytes, offset, bytes.length)).toBe(expected);
    expect(hasVendorName(bytes, 0, bytes.length - 1)).toBe(false);
  }
});

it('remembers', () => {
  const watch = new PlatformMentions();
  watch.add(Buffer.from('nothing'));
  expect(watch.isFound).toBe(false);
  watch.add(Buffer.from('Navixy'));
  watch.add(Buffer.from('nothing'));
  expect(watch.isFound).toBe(true);
});

it('a value waits for what is read after it: another file may name the platform', async () => {
  using folder = new TempFolder();
  const value = hex('before the platform is named');
  folder.write('a.ts', `const hash = '${value}';\n`);
  expect((await json(['scan', 'a.ts'], { cwd: folder.root })).report.findings).toEqual([]);
  folder.write('b.ts', 'https://api.navixy.com/v2/tracker/list\n');
  // Named one by one, so that the second is not read before the first was judged.
  expect((await json(['scan', 'a.ts', 'b.ts'], { cwd: folder.root })).report.findings).toMatchObject([
    { path: 'a.ts', line: 1, column: 15 },
  ]);
});
