// Tests the edits: same length, own encoding, no other byte.
import { expect, test } from 'vitest';
import { Edits } from '../../../../../scanner/remediation/revoke/purge/edits.ts';
import { Secret } from '../../../../../src/secret.ts';
import { hex } from '../../../../support/hex.ts';
import { makeZip } from '../../../../support/zip.ts';

const value = hex('edited');
const other = hex('other');
const mark = `REDACTED-NAVIXY-HASH-${new Secret(value).fingerprint.slice(0, 11)}`;
const wide = (text: string): Buffer => Buffer.concat([Buffer.of(0xfe, 0xff), Buffer.from(text, 'utf16le').swap16()]);
const base64 = (text: string): string => Buffer.from(text).toString('base64');

/** @returns the edited content of a file */
function edited(content: string | Buffer): Buffer {
  const edits = new Edits([new Secret(value)]);
  const bytes = Buffer.from(content);
  expect(edits.addBlob('id', bytes)).toBe(true);
  const result = Buffer.from(bytes);
  for (const { start, bytes: replacement } of edits.blobs.get('id')!.ranges) replacement.copy(result, start);
  expect([edits.stubborn.size, edits.holds(result)]).toEqual([0, false]);
  expect(result).toHaveLength(bytes.length);
  return result;
}

test.each<[string, string | Buffer, string | Buffer]>([
  ['plain', `navixy hash=${value}, md5 ${other}\r\n`, `navixy hash=${mark}, md5 ${other}\r\n`],
  ['upper case', `navixy hash=${value.toUpperCase()}`, `navixy hash=${mark}`],
  ['twice', `navixy ${value} ${value}`, `navixy ${mark} ${mark}`],
  ['in a binary file', `\0\u0001navixy hash=${value}\0\0`, `\0\u0001navixy hash=${mark}\0\0`],
  ['UTF-16, big endian', wide(`navixy hash=${value}\n`), wide(`navixy hash=${mark}\n`)],
  [
    'two pieces',
    `const NAVIXY_HASH = "${value.slice(0, 10)}" +\r\n  "${value.slice(10)}";`,
    `const NAVIXY_HASH = "${mark.slice(0, 10)}" +\r\n  "${mark.slice(10)}";`,
  ],
  [
    'base64 of the value alone',
    `navixy_hash: ${base64(value)}\n`,
    `navixy_hash: ${mark.padEnd(base64(value).length, '-')}\n`,
  ],
])('%s', (_name, content, expected) => {
  expect(edited(content)).toEqual(Buffer.from(expected));
});

test.each([
  ['percent escapes', Array.from(value, (digit) => `%${digit.charCodeAt(0).toString(16)}`).join('')],
  ['unicode escapes', Array.from(value, (digit) => `\\u00${digit.charCodeAt(0).toString(16)}`).join('')],
  ['base64 twice', base64(base64(`navixy hash=${value}`))],
])('%s: the text around the value stays', (_name, spelling) => {
  const result = edited(`navixy_hash = '${spelling}' # end\n`).toString();
  expect(result).toMatch(/^navixy_hash = '[^']*REDACTED-NAVIXY-HASH-[^']*' # end\n$/);
});

test('an archive is listed and not edited, and another value is left', () => {
  const edits = new Edits([new Secret(value)]);
  const archive = makeZip([{ name: 'a.txt', content: `navixy hash=${value}`, method: 'store' }]);
  expect([edits.addBlob('zip', archive), edits.addBlob('other', Buffer.from(`navixy hash=${other}`))]).toEqual([
    true,
    false,
  ]);
  expect([[...edits.archives], edits.blobs.size]).toEqual([['zip'], 0]);
});

test('names and messages are replaced by exact spelling', () => {
  const edits = new Edits([new Secret(value)]);
  edits.addText(Buffer.from(`docs/navixy-hash=${value}.txt`));
  expect(edits.replaceText(`${value} ${other} ${value}`)).toBe(`${mark} ${other} ${mark}`);
  expect(edits.texts).toEqual([[value, mark]]);
});
