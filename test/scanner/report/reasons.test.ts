// The reason of a finding is one short sentence.
import { describe, expect, it } from 'vitest';
import { detect, type Evidence } from '../../../src/index.ts';
import { reasons } from '../../../scanner/report/wording.ts';
import { ALL_LEAKS } from '../../support/forms/corpus.ts';
import { fill } from '../../support/forms/fill.ts';
import { hex } from '../../support/hex.ts';

const value = hex('a reason');
const reasonFor = (text: string) =>
  detect(text.replace('@H', value), { minimumConfidence: 'low' }).map(({ evidence }) => reasons(evidence));
const against = (detail: string): Evidence => ({ signal: 'x', effect: 'against', detail });

describe('reasons', () => {
  it.each([
    ["const NAVIXY_HASH = '@H';", 'is called "NAVIXY_HASH", a name of the platform\'s credential'],
    ['Authorization: NVX @H # navixy', 'follows the header scheme NVX'],
    ['https://api.eu.navixy.com/v2/tracker/list?hash=@H', 'is the parameter "hash" of an API address of the platform'],
    ['// navixy\nconst hash = "@H";', 'is called "hash", and the platform is named nearby (navixy)'],
    [
      '{"hash": "@H", "tracker_id": 7}',
      'is called "hash", and a call or field of the platform\'s API stands beside it (tracker_id)',
    ],
    [
      '{"hash": "@H", "size": 7}',
      'is called "hash", but it stands beside "size", as the digest of a file or record does',
    ],
  ])('of %s', (text, reason) => expect(reasonFor(text)).toEqual([reason]));

  it.each([
    [[against('is a date')], 'against: is a date'],
    [
      [{ signal: 'a', effect: 'for', detail: 'b' }, against('a key of a page')] as Evidence[],
      'b, but it is a key of a page',
    ],
    [[{ signal: 'a', effect: 'for', detail: 'b' }, against('a line says so')] as Evidence[], 'b, but a line says so'],
    [[], ''],
  ])('of %j', (evidence, reason) => expect(reasons(evidence)).toBe(reason));

  it('are at most 135 characters long for every form of leak, and name nothing twice', () => {
    for (const [name, text, , { repository } = {}] of ALL_LEAKS) {
      const document = fill(text, hex(name), (n) => hex(`${name} ${n}`));
      for (const { evidence } of detect(document, { repositoryUsesPlatform: repository === true })) {
        const reason = reasons(evidence);
        const quoted = [...reason.matchAll(/"([^"]+)"|\(([^()]+)\)/g)].map(([, one, other]) =>
          (one ?? other)!.toLowerCase(),
        );
        expect([reason.length <= 135, new Set(quoted).size], reason).toEqual([true, quoted.length]);
      }
    }
  });
});
