import { expect, it } from 'vitest';
import { detectInBytes, WindowJudge, reveal } from '../../../src/index.ts';
import { hasTrace, scanMarks } from '../../../scanner/prefilter/hash-traces.ts';
import { fill } from '../../support/forms/fill.ts';
import { hex } from '../../support/hex.ts';

const VALUE = hex('hidden');

/** Documents in which the value and the platform are readable only after decoding. */
const HIDDEN = [
  'config: @base64{@base64{{"url":"https://gps.brand.example/api-v2/tracker/list?hash=@H"}}}',
  'secret: @base64{@base64{NAVIXY_HASH=@H}}',
  'powershell -EncodedCommand @utf16base64{$navixyHash = "@H"}',
  '@unicode{{"url":"https://api.eu.navixy.com/v2","Authorization":"NVX @H"}}',
  'x = "@unicode{https://gps.brand.example/api-v2/tracker/list?hash=@H}"',
];

it.each(HIDDEN)('finds the encoded value behind every gate: %s', (form) => {
  for (const [before, after] of [
    ['', ''],
    [`${'# line\n'.repeat(40)}`, '\n# end\n'.repeat(40)],
  ] as const) {
    const bytes = Buffer.from(`${before}${fill(form, VALUE, () => '')}${after}`);
    expect(detectInBytes(bytes).map(({ secret }) => reveal(secret))).toEqual([VALUE]);
    expect(hasTrace(bytes)).toBe(true);
    const { traces } = scanMarks(bytes, 0, bytes.length, true);
    expect(traces).not.toEqual([]);
    expect(new WindowJudge('medium').mayHold(bytes, traces)).toBe('yes');
  }
});

it('ignores digests, integrity hashes and certificates', () => {
  const digits = Array.from({ length: 40 }, (_, at) => hex(String(at)));
  const sha512 = Buffer.from(digits.slice(0, 4).join(''), 'hex').toString('base64');
  for (const text of [
    `"integrity": "sha512-${sha512}"`,
    `${digits[0]}${digits[1]}`,
    `MII${Buffer.from(digits.join(''), 'hex').toString('base64')}`,
  ]) {
    expect(scanMarks(Buffer.from(text), 0, text.length, true).traces).toEqual([]);
  }
});
