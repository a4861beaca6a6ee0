import { expect, it } from 'vitest';
import { namesPlatform, PlatformWatch } from '../../scanner/platform-watch.ts';

const names = (text: string) => namesPlatform(Buffer.from(text), 0, Buffer.byteLength(text));

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

it('looks at the range it is given only', () => {
  const bytes = Buffer.from('xx navixy xx');
  expect(namesPlatform(bytes, 3, 9)).toBe(true);
  expect(namesPlatform(bytes, 4, 12)).toBe(false);
  expect(namesPlatform(bytes, 0, 8)).toBe(false);
});

it('remembers', () => {
  const watch = new PlatformWatch();
  watch.see(Buffer.from('nothing'));
  expect(watch.named).toBe(false);
  watch.see(Buffer.from('Navixy'));
  watch.see(Buffer.from('nothing'));
  expect(watch.named).toBe(true);
});
