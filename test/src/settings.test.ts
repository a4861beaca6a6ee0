import { describe, expect, it } from 'vitest';
import { findAllowEntry, readSettings, Secret } from '../../src/index.ts';
import { hex } from '../support/hex.ts';

describe('readSettings', () => {
  it('accepts all documented keys', () => {
    const sha256 = new Secret(hex('known')).sha256;
    const given = {
      hosts: ['https://GPS.brand.example/api-v2', 'b.example:8443'],
      names: ['FLEET_KEY'],
      allow: [
        { sha256, reason: 'revoked' },
        { path: 'fixtures/', reason: 'made up', expires: '2026-12-31' },
      ],
      minimumConfidence: 'low',
      baseline: 'known.json',
      typeInformation: true,
    };
    expect(readSettings({ ...given, $schema: 'https://x.example' }, 'x')).toEqual({
      ...given,
      hosts: ['gps.brand.example', 'b.example'],
    });
    expect(readSettings(undefined, 'x')).toEqual({});
  });

  it.each([
    [[], 'x must be an object'],
    [
      { host: [] },
      'x has an unknown key "host"; known are hosts, names, allow, minimumConfidence, baseline, typeInformation, $schema',
    ],
    [{ hosts: 'a' }, 'x.hosts must be a list'],
    [{ typeInformation: 'yes' }, 'x.typeInformation must be true or false'],
    [{ $schema: 1 }, 'x.$schema must be a text that is not empty'],
    [{ names: ['a', 1] }, 'x.names[1] must be a text that is not empty'],
    [{ minimumConfidence: 'sure' }, 'x.minimumConfidence must be "low", "medium" or "high"'],
    [{ allow: [{ path: 'a' }] }, 'x.allow[0].reason must be a text that is not empty'],
    [{ allow: [{ reason: 'r' }] }, 'x.allow[0] needs either "sha256" or "path"'],
    [
      { allow: [{ sha256: hex('value'), reason: 'r' }] },
      'x.allow[0].sha256 must be 64 hex digits, as a report shows them; never the value itself',
    ],
    [
      { allow: [{ path: 'a', reason: 'r', until: 1 }] },
      'x.allow[0] has an unknown key "until"; known are sha256, path, reason, expires',
    ],
    [
      { allow: [{ path: 'a', reason: 'r', expires: '31.12.2026' }] },
      'x.allow[0].expires must be a day, written YYYY-MM-DD',
    ],
    [
      { allow: [{ path: 'a', reason: 'r', expires: '2026-02-30' }] },
      'x.allow[0].expires must be a day, written YYYY-MM-DD',
    ],
    [
      {
        allow: [
          { path: 'a', reason: 'r' },
          { path: 'src/[a', reason: 'r' },
        ],
      },
      'x.allow[1].path has a "[" that is not closed; for the character itself write "\\["',
    ],
    [
      { allow: [{ path: '!src/**', reason: 'r' }] },
      'x.allow[0].path begins with "!", which cannot turn it around here; for a name that begins so write "\\!"',
    ],
    [
      { allow: [{ path: '{a,b}'.repeat(20), reason: 'r' }] },
      'x.allow[0].path stands for more than 1000 patterns by its braces',
    ],
  ])('refuses %j', (value, message) => {
    expect(() => readSettings(value, 'x')).toThrow(message);
  });
});

describe('allowedBy', () => {
  const secret = new Secret(hex('allowed'));
  it.each([
    ['fixtures/', 'fixtures/a/b.js', true],
    ['fixtures', 'fixtures/a/b.js', true],
    ['fixtures/', 'src/fixtures/a.js', true],
    ['./fixtures/', 'src/fixtures/a.js', false],
    ['**/fixtures/**', 'src/fixtures/a.js', true],
    ['**/fixtures/**', 'fixtures/a.js', true],
    ['*.env', 'a.env', true],
    ['*.env', 'b/a.env', true],
    ['./*.env', 'b/a.env', false],
    ['src/{a,b}/*.js', 'src/b/x.js', true],
    ['a?.js', 'a/.js', false],
    ['a.js', 'abjs', false],
    ['./a.js', 'a.js', true],
  ])('%s on %s: %s', (path, file, expected) => {
    expect(findAllowEntry(secret, file, [{ path, reason: 'r' }]) !== undefined).toBe(expected);
  });

  it('matches no path outside of the base of the patterns', () => {
    expect(findAllowEntry(secret, undefined, [{ path: '**', reason: 'r' }])).toBeUndefined();
  });

  it('matches a value only by its SHA-256', () => {
    expect(findAllowEntry(secret, undefined, [{ sha256: secret.sha256, reason: 'r' }])).toEqual({
      sha256: secret.sha256,
      reason: 'r',
    });
    expect(
      findAllowEntry(new Secret(hex('other')), undefined, [{ sha256: secret.sha256, reason: 'r' }]),
    ).toBeUndefined();
  });
});
