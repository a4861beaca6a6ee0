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
])('mentions the platform, %s: %s', (text, expected) => {
  for (let offset = 0; offset < 12; offset += 1) expect(names('-'.repeat(offset) + text)).toBe(expected);
});

it('reads only the given range', () => {
  const bytes = Buffer.from('xx navixy xx');
  expect(platformMentionsIn(bytes, 0, bytes.length, 3, 9)).toBe(MENTIONED | SPLIT_HINT);
  expect(platformMentionsIn(bytes, 0, bytes.length, 4, 12)).toBe(0);
  expect(platformMentionsIn(bytes, 0, bytes.length, 0, 8)).toBe(0);
});

it.each(['navixy', 'Navixy', 'NAVIXY', 'api-v2', '/api-v2/channel', 'NVX'])(
  'treats %s as a reason to search for split values',
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
])('the file name %s is a vendor name: %s', (name, expected) => {
  for (let offset = 0; offset < 12; offset += 1) {
    const bytes = Buffer.from('-'.repeat(offset) + name);
    expect(hasVendorName(bytes, offset, bytes.length)).toBe(expected);
    expect(hasVendorName(bytes, 0, bytes.length - 1)).toBe(false);
  }
});

it('stays set once the platform was mentioned', () => {
  const watch = new PlatformMentions();
  watch.add(Buffer.from('nothing'));
  expect(watch.isFound).toBe(false);
  watch.add(Buffer.from('Navixy'));
  watch.add(Buffer.from('nothing'));
  expect(watch.isFound).toBe(true);
});

it('keeps a value until another file mentions the platform', async () => {
  using folder = new TempFolder();
  const value = hex('before the platform is named');
  folder.write('a.ts', `const hash = '${value}';\n`);
  expect((await json(['scan', 'a.ts'], { cwd: folder.root })).report.findings).toEqual([]);
  folder.write('b.ts', 'https://api.navixy.com/v2/tracker/list\n');
  // Named separately, so the second is read after the first was judged.
  expect((await json(['scan', 'a.ts', 'b.ts'], { cwd: folder.root })).report.findings).toMatchObject([
    { path: 'a.ts', line: 1, column: 15 },
  ]);
});
