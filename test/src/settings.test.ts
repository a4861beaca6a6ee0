import { describe, expect, it } from 'vitest';
import { findAllowEntry, readSettings, Secret, type SettingsError } from '../../src/index.ts';
import { hex } from '../support/hex.ts';

function messageOf(value: unknown): string {
  try {
    readSettings(value, ['x']);
    return 'accepted';
  } catch (error) {
    return (error as SettingsError).message;
  }
}

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
    expect(readSettings({ ...given, $schema: 'https://x.example' }, ['x'])).toEqual({
      ...given,
      hosts: ['gps.brand.example', 'b.example'],
    });
    expect(readSettings(undefined, ['x'])).toEqual({});
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
    [{ hosts: [['a']] }, 'x.hosts[0] must be a text that is not empty'],
    [{ hosts: ['a.example', 'https://A.example/v2'] }, 'x.hosts[1] is the same host as x.hosts[0]; remove one'],
    [{ names: ['a b'] }, 'x.names[0] must be a name without spaces; an example: "FLEET_KEY"'],
    [{ names: ['--'] }, 'x.names[0] must be a name without spaces; an example: "FLEET_KEY"'],
    [{ names: ['FLEET_KEY', 'a', 'fleet-key'] }, 'x.names[2] is the same name as x.names[0]; remove one'],
    [
      {
        allow: [
          { path: 'a', reason: 'r', expires: '2026-12-31' },
          { path: 'b', reason: 'r' },
          { path: 'a', reason: 's', expires: '2026-12-30' },
        ],
      },
      'x.allow[2] accepts only what x.allow[0] accepts; remove one',
    ],
  ])('refuses %j', (value, message) => {
    expect(messageOf(value)).toBe(message);
  });
});

describe('hosts', () => {
  const NO_HOST = 'x.hosts[0] names no host; an example: "gps.brand.example"';
  it.each([
    ['http://', NO_HOST],
    ['https://', NO_HOST],
    ['https:///v2', NO_HOST],
    [' gps.brand.example', NO_HOST],
    ['gps brand', NO_HOST],
    ['*.brand.example', NO_HOST],
    ['.brand.example', NO_HOST],
    ['brand.example.', NO_HOST],
    ['https://user@brand.example', NO_HOST],
    ['brand.example:port', NO_HOST],
    ['[::1]', NO_HOST],
    ['http', 'accepted'],
    ['10.0.0.7:8080', 'accepted'],
    ['wss://gps.brand.example/v2?a=b', 'accepted'],
    ['gps.марка.example', 'accepted'],
  ])('%j: %s', (host, said) => {
    expect(messageOf({ hosts: [host] })).toBe(said);
  });
});

describe('an allow entry for the same value', () => {
  it('is accepted if it holds longer than the one before it', () => {
    const entry = { path: 'a', reason: 'r' };
    const lasting = { allow: [{ ...entry, expires: '2026-12-31' }, { ...entry, expires: '2027-12-31' }, entry] };
    expect(messageOf(lasting)).toBe('accepted');
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
