import { Linter } from 'eslint';
import { describe, expect, it } from 'vitest';
import plugin from '../../rules/index.ts';
import { hex } from '../support/hex.ts';
import { Secret } from '../../src/secret.ts';

const value = hex('settings');
const linter = new Linter();
const lint = (navixy: unknown, code = `const NAVIXY_HASH = '${value}';\n`): string[] =>
  linter
    .verify(code, [plugin.configs.recommended, { settings: { navixy } }], 'src/a.js')
    .map(({ ruleId, message }) => ruleId ?? message);

describe('shared settings', () => {
  it.each<[name: string, navixy: unknown]>([
    ['none', undefined],
    ['empty', {}],
    ['another value allowed', { allow: [{ sha256: '0'.repeat(64), reason: 'gone' }] }],
    ['another path allowed', { allow: [{ path: 'test/**', reason: 'fixtures' }] }],
    ['the lowest confidence', { minimumConfidence: 'low' }],
    ['types without a program', { typeInformation: true }],
  ])('report the value with %s', (_, navixy) => {
    expect(lint(navixy)).toEqual(['navixy/no-hardcoded-hash']);
  });

  it.each<[name: string, navixy: unknown]>([
    ['its digest', { allow: [{ sha256: new Secret(value).sha256, reason: 'a test account' }] }],
    ['path', { allow: [{ path: 'src/**', reason: 'a stand-in' }] }],
    ['directory', { allow: [{ path: 'src', reason: 'a stand-in' }] }],
    ['braces', { allow: [{ path: './src/{a,b}.js', reason: 'a stand-in' }] }],
  ])('allow the value by %s', (_, navixy) => {
    expect(lint(navixy)).toEqual([]);
  });

  it.each([...' @,"\'=#~:%&!<>', 'é', '中', '😀'])('allow a path with %j', (odd) => {
    const name = `src/x${odd}y.js`;
    const navixy = { allow: [{ path: name, reason: 'a stand-in' }] };
    const messages = (file: string) =>
      linter
        .verify(`const NAVIXY_HASH = '${value}';\n`, [plugin.configs.recommended, { settings: { navixy } }], file)
        .map(({ ruleId, message }) => ruleId ?? message);
    expect(messages(name)).toEqual([]);
    expect(messages('src/other.js')).toEqual(['navixy/no-hardcoded-hash']);
  });

  it('report an expired entry, and say so', () => {
    const navixy = { allow: [{ path: 'src/**', reason: 'a stand-in', expires: '2020-01-31' }] };
    const [message] = linter.verify(
      `const NAVIXY_HASH = '${value}';\n`,
      [plugin.configs.recommended, { settings: { navixy } }],
      'src/a.js',
    );
    expect(message?.message).toContain('the settings allowed it until 2020-01-31');
    expect(lint({ allow: [{ path: 'src/**', reason: 'a stand-in', expires: '2999-01-31' }] })).toEqual([]);
  });

  it.each<[key: string, navixy: unknown]>([
    ['settings.navixy must be an object', 'gps.brand.example'],
    ['settings.navixy.hosts must be a list', { hosts: 'gps.brand.example' }],
    ['unknown key "host"', { host: ['gps.brand.example'] }],
    ['minimumConfidence', { minimumConfidence: 'sure' }],
    [
      'settings.navixy.allow[0].path has a "[" that is not closed; for the character itself write "\\["',
      { allow: [{ path: 'src/[a', reason: 'a stand-in' }] },
    ],
    [
      'settings.navixy.allow[0].path stands for more than 1000 patterns by its braces',
      { allow: [{ path: '{1..100000}', reason: 'a stand-in' }] },
    ],
  ])('refuse invalid values: %s', (message, navixy) => {
    expect(() => lint(navixy)).toThrow(message);
  });
});
