import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import samples from '../../src/navixy/documented-samples.json' with { type: 'json' };
import { explain, type DetectOptions } from '../../src/index.ts';
import { hex } from '../support/hex.ts';

const value = hex('evidence');
const sample = Object.keys(samples)[0]!;
const far = '\n'.repeat(2000);

/** Each signal with a text that has it and a similar text that does not. `@` is the value. */
const SIGNALS: readonly (readonly [signal: string, shown: string, absent: string, options?: DetectOptions])[] = [
  ['nvx-scheme', 'Authorization: NVX @', 'Authorization: Bearer @'],
  [
    'platform-url',
    'https://gps.brand.example/api-v2/tracker/list?hash=@',
    'https://gps.brand.example/api-v2/films/list?hash=@',
  ],
  ['platform-name', 'NAVIXY_HASH=@', 'NAVIGATION_HASH=@'],
  ['carrier-name', 'hash = "@"', 'file_hash = "@"'],
  ['credential-name', 'api_key = "@"', 'weather_api_key = "@"'],
  ['qualified-name', 'ACME_HASH=@', 'USER_HASH=@'],
  ['tracking-name', 'GPS_API_KEY=@', 'SHOP_API_KEY=@'],
  ['decoded-hex', 'key = bytes.fromhex("@")', 'key = bytes.decode("@")'],
  ['record-key', '"@": { "name": "a" }', '"@": "a"'],
  ['telling-call', 'getTrackers("@") // navixy', 'getColours("@") // navixy'],
  [
    'sent-as-hash',
    '// navixy\nconst zz = "@";\nfetch(`${API}?hash=${zz}`)',
    '// navixy\nconst zz = "@";\nfetch(`${API}?etag=${zz}`)',
  ],
  ['platform-on-line', 'hash = "@" // navixy', '// navixy\nhash = "@"'],
  ['platform-near', '// navixy\nhash = "@"', `// navixy${far}hash = "@"`],
  ['platform-in-file', `// navixy${far}hash = "@"`, `// gps${far}hash = "@"`],
  ['platform-in-repository', 'hash = "@"', 'hash = "@" // navixy', { repositoryUsesPlatform: true }],
  ['api-shape-near', '{"hash": "@", "tracker_id": 7}', '{"hash": "@", "track": 7}'],
  ['letter-case', `NAVIXY_HASH=${value.toUpperCase()}`, 'NAVIXY_HASH=@'],
  ['documented-sample', `NAVIXY_HASH=${sample}`, 'NAVIXY_HASH=@'],
  ['placeholder', `NAVIXY_HASH=${'12345678'.repeat(4)}`, 'NAVIXY_HASH=@'],
  ['share-link', 'https://gps.brand.example/ls/#@', 'https://gps.brand.example/pro/demo/?session_key=@'],
  ['foreign-name', 'etag = "@"', 'hash = "@"'],
  ['vendor-name', 'algoliaApiKey = "@"', 'fleetApiKey = "@"'],
  ['vendor-near', 'algolia: { apiKey: "@" }, // navixy', 'backend: { apiKey: "@" }, // navixy'],
  ['foreign-url', 'https://shop.example/confirm?hash=@', 'https://api.eu.navixy.com/v2/tracker/list?hash=@'],
  ['digest-siblings', '{"path": "src/a.c", "hash": "@"}', '{"path": "/api", "hash": "@"}'],
  ['digest-holder', '{"torrents": [{"hash": "@"}]}', '{"accounts": [{"hash": "@"}]}'],
  [
    'many-values',
    ['1', '2', '3', '@'].map((end) => `hash: ${end === '@' ? '@' : hex(end)}`).join('\n'),
    'hash: @\n'.concat(...['1', '2', '1', '2'].map((end) => `hash: ${hex(end)}\n`)),
  ],
  [
    'of-dependency',
    'hash = "@"',
    'hash = "@" // navixy',
    { path: 'web/node_modules/a/index.js', repositoryUsesPlatform: true },
  ],
  ['log-mention', 'navixy-sync @ finished', 'navixy-sync token @ finished'],
  ['api-frame', "{ action: 'subscribe', hash: '@', requests: [] }", "{ action: 'create', hash: '@', requests: [] }"],
  ['file-name', 'src="/app.@.js"', 'src="@"'],
  ['embedded', 'token_@x', 'token "@"'],
  ['path-segment', 'https://x.example/commit/@/a', 'hash "@"'],
  ['cache-buster', '/main.css?hash=@', '/tracker/list?hash=@'],
  ['digest-line', '@  archive.zip', '@ archive'],
  ['key-in-address', 'https://@@o1.ingest.example/2'.replace('@@', '@\u0040'), 'https://x.example/?hash=@'],
  ['build-report', '{"errors":[],"warnings":[],"hash":"@"}', '{"hash":"@"}'],
  [
    'generated-file',
    '"hash": "@"',
    '"resolved": "https://api.eu.navixy.com/v2/track/download?hash=@"',
    { path: 'composer.lock' },
  ],
];

const signalsIn = (text: string, options?: DetectOptions) =>
  explain(text.replace('@', value), options).flatMap(({ evidence }) => evidence.map(({ signal }) => signal));

describe('each signal', () => {
  it.for(SIGNALS)('%s is present where expected, and absent otherwise', ([signal, shown, absent, options]) => {
    expect(signalsIn(shown, options)).toContain(signal);
    expect(signalsIn(absent, options)).not.toContain(signal);
  });

  it('is in docs/detection.md, and the page lists no others', () => {
    const page = readFileSync(new URL('../../docs/detection.md', import.meta.url), 'utf8');
    const documented = [
      ...page
        .split('## Evidence')[1]!
        .split('## Kinds')[0]!
        .matchAll(/`([a-z]+(?:-[a-z]+)+)`/g),
    ].map((match) => match[1]!);
    const signals = SIGNALS.map(([signal]) => signal);
    expect(documented.filter((signal) => signal !== 'share-key' && !signals.includes(signal))).toEqual([]);
    expect(signals.filter((signal) => !page.includes(`\`${signal}\``))).toEqual([]);
  });

  it('never contains the value', () => {
    for (const [, shown, absent, options] of SIGNALS) {
      for (const text of [shown, absent])
        expect(JSON.stringify(explain(text.replace('@', value), options))).not.toContain(value);
    }
  });
});
