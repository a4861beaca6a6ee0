import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { FORMAT_NAMES } from '../../../scanner/report/format-registry.ts';
import { hex } from '../../support/hex.ts';
import { TempFolder } from '../../support/repo.ts';
import { cli } from '../run.ts';

const split = hex('in pieces');
const whole = hex('in one piece');
const half = [split.slice(0, 16), split.slice(16)] as const;
const quarters = [0, 8, 16, 24].map((at) => `'${split.slice(at, at + 8)}'`).join(', ');
const escaped = [...split].map((digit) => `\\x${digit.charCodeAt(0).toString(16)}`).join('');
/** The longest run of digits of a value that may be shown, as in a redacted value. */
const SHOWN = 4;

describe('a split value next to another value on its line', () => {
  it.each([
    ['before it, joined by +', `const c = { NAVIXY_HASH: '${half[0]}' + '${half[1]}', NAVIXY_API_KEY: '${whole}' };\n`],
    ['after it, joined by +', `const c = { NAVIXY_API_KEY: '${whole}', NAVIXY_HASH: '${half[0]}' + '${half[1]}' };\n`],
    ['in a list', `const c = { NAVIXY_HASH: [${quarters}].join(''), NAVIXY_API_KEY: '${whole}' };\n`],
    ['in escapes', `const c = { NAVIXY_HASH: '${escaped}', NAVIXY_API_KEY: '${whole}' };\n`],
    [
      'continued on the next line',
      `const c = { NAVIXY_API_KEY: '${whole}', NAVIXY_HASH: '${half[0]}' +\n  '${half[1]}' };\n`,
    ],
    [
      'started on the line before',
      `const c = { NAVIXY_HASH: '${half[0]}' +\n  '${half[1]}', NAVIXY_API_KEY: '${whole}' };\n`,
    ],
  ])('%s is redacted in every report', async (_, text) => {
    using folder = new TempFolder();
    folder.write('d/a.js', text);
    const reports = FORMAT_NAMES.flatMap((format) => ['--format', format, '--output', folder.path(format)]);
    const { stdout, stderr } = await cli(['scan', 'd', ...reports], { cwd: folder.root });
    expect(stdout + stderr).toContain('2 secrets');
    for (const said of [stdout, stderr, ...FORMAT_NAMES.map((format) => readFileSync(folder.path(format), 'utf8'))]) {
      for (let at = 0; at + SHOWN < split.length; at += 1) {
        expect(said).not.toContain(split.slice(at, at + SHOWN + 2));
        expect(said).not.toContain(escaped.slice(4 * at, 4 * (at + SHOWN + 2)));
      }
    }
  });
});
