import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import samples from '../../src/navixy/documented-samples.json' with { type: 'json' };
import { detect, detectInBytes, reveal } from '../../src/index.ts';
import { HARMLESS_FORMS } from '../support/forms/harmless.ts';
import { LEAK_FORMS } from '../support/forms/leaks.ts';
import { hasTrace } from '../../scanner/prefilter/hash-traces.ts';
import { hex } from '../support/hex.ts';

const fill = (text: string, value: string) => {
  let count = 0;
  return text.replaceAll('@H', value).replaceAll('@D', () => hex(`digest ${(count += 1)}`));
};

describe('leaks', () => {
  it.for(LEAK_FORMS)('%s', ([name, text, kind]) => {
    const value = hex(name);
    const document = fill(text, value);
    const found = detect(document);
    expect(found.map(({ start, end }) => document.slice(start, end))).toEqual([value]);
    expect(found[0]!.kind).toBe(kind);
    expect(found[0]!.evidence.some(({ effect }) => effect === 'for')).toBe(true);
    expect(reveal(found[0]!.secret)).toBe(value);
  });
});

describe('look-alikes', () => {
  it.for(HARMLESS_FORMS)('%s', ([, text]) => {
    expect(detect(fill(text, hex('x'))).map(({ evidence }) => evidence)).toEqual([]);
  });

  it('gives every documented sample low confidence in any context', () => {
    for (const sample of Object.keys(samples)) {
      const text = `curl -H 'Authorization: NVX ${sample}' https://api.eu.navixy.com/v2/tracker/list`;
      expect(detect(text)).toEqual([]);
      const low = detect(text, { minimumConfidence: 'low' });
      expect(low.map(({ confidence }) => confidence)).toEqual(['low']);
      expect(low[0]!.evidence.map(({ signal }) => signal)).toContain('documented-sample');
    }
  });
});

describe('evidence that is further away', () => {
  const value = hex('far');

  it('finds a plain hash if only the repository names the platform', () => {
    const text = `$hash = '${value}';`;
    expect(detect(text)).toEqual([]);
    const [found] = detect(text, { repositoryUsesPlatform: true });
    expect(found).toMatchObject({ confidence: 'medium', kind: 'hash' });
    expect(found!.evidence.map(({ signal }) => signal)).toEqual(['carrier-name', 'platform-in-repository']);
  });

  it('gives higher confidence the nearer the platform is named', () => {
    const filler = 'x = 1\n'.repeat(600);
    const at = (text: string) => detect(text, { minimumConfidence: 'low' })[0]?.confidence;
    expect(at(`api_key = "${value}"`)).toBe('low');
    expect(at(`// navixy\n${filler}api_key = "${value}"`)).toBe('medium');
    expect(at(`// navixy\napi_key = "${value}"`)).toBe('high');
  });

  it('treats a hash in a lock file as a checksum, but not one in an address of the platform', () => {
    const options = { path: 'web/composer.lock', repositoryUsesPlatform: true };
    expect(detect(`"hash": "${value}"`, options)).toEqual([]);
    expect(detect(`"hash": "${value}"`, { ...options, path: 'web/config.json' })).toHaveLength(1);
    expect(detect(`"resolved": "https://gps.brand.example/api-v2/track/download?hash=${value}"`, options)).toHaveLength(
      1,
    );
  });

  it('ignores /api-v2/ of another service', () => {
    expect(detect(`url = 'http://www.films.example/api-v2/channel/' + id\nhash = '${value}'`)).toEqual([]);
    expect(detect(`url = 'http://www.brand.example/api-v2/tracker/' + id\nhash = '${value}'`)).toHaveLength(1);
  });

  it('uses hosts and names from the settings', () => {
    const url = `https://track.brand.example/x/y?hash=${value}`;
    expect(detect(url)).toEqual([]);
    expect(detect(url, { settings: { hosts: ['track.brand.example'] } })).toHaveLength(1);
    expect(detect(`fleet-thing: ${value}`)).toEqual([]);
    expect(detect(`fleet-thing: ${value}`, { settings: { names: ['FLEET_THING'] } })).toHaveLength(1);
  });

  it('reports the API address near the value', () => {
    const [found] = detect(
      `const API = 'https://gps.brand.example/api-v2';\nfetch(API + '/tracker/list?hash=${value}')`,
    );
    expect(found!.baseUrl).toBe('https://gps.brand.example/api-v2');
  });
});

describe('bytes', () => {
  const value = hex('bytes');
  const line = `NAVIXY_HASH=${value}`;

  it.each([
    ['UTF-8 with mark', Buffer.from(`\u{feff}é😀\r\n  ${line}`), 2, 15, 'plain'],
    ['latin-1', Buffer.from(`\xe9\xe8\n${line}`, 'latin1'), 2, 13, 'plain'],
    ['a lone CR', Buffer.from(`a\rb\r\t${line}`), 3, 14, 'plain'],
    ['surrogates on the line', Buffer.from(`😀 ${line}`), 1, 16, 'plain'],
    ['UTF-16LE with mark', Buffer.from(`\u{feff}a\r\n${line}`, 'utf16le'), 2, 13, 'utf-16le'],
    ['UTF-16LE without mark', Buffer.from(`a\r\n${line}`, 'utf16le'), 2, 13, 'utf-16le'],
    ['UTF-16BE with mark', Buffer.from(`\u{feff}a\r\n${line}`, 'utf16le').swap16(), 2, 13, 'utf-16be'],
    ['UTF-16BE without mark', Buffer.from(`a\r\n${line}`, 'utf16le').swap16(), 2, 13, 'utf-16be'],
    ['UTF-16LE without mark, in Russian', Buffer.from(`Ключ доступа\r\n${line}`, 'utf16le'), 2, 13, 'utf-16le'],
    [
      'UTF-16BE in a binary',
      Buffer.concat([Buffer.from([1, 2, 3, 0, 0]), Buffer.from(line, 'utf16le').swap16(), Buffer.from([1, 1])]),
      1,
      30,
      'utf-16be',
    ],
    [
      'UTF-16LE at odd alignment in a binary',
      Buffer.concat([Buffer.from([1, 2, 3]), Buffer.from(line, 'utf16le'), Buffer.from([0, 1])]),
      1,
      28,
      'utf-16le',
    ],
    ['ASCII between zeros', Buffer.from(`\0\0\0${line}\0\0`), 1, 16, 'plain'],
  ])('%s', (_name, bytes, lineNumber, column, encoding) => {
    expect(hasTrace(bytes)).toBe(true);
    const found = detectInBytes(bytes);
    expect(found.map((each) => [each.line, each.column, each.encoding, reveal(each.secret)])).toEqual([
      [lineNumber, column, encoding, value],
    ]);
  });

  it('agrees with the text reader for a value at any place', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.string({ unit: 'binary', maxLength: 80 }),
        fc.integer(),
        (head, tail, seed) => {
          const secret = hex(String(seed));
          const text = Buffer.from(`${head}\nNAVIXY_HASH="${secret}"\n${tail}`).toString();
          const lines = text.slice(0, text.indexOf(secret)).split(/\r\n|[\r\n]/);
          const found = detectInBytes(Buffer.from(text)).filter((each) => reveal(each.secret) === secret);
          const bom = text.startsWith('\u{feff}') && lines.length === 1 ? 1 : 0;
          expect(found.map(({ line, column }) => [line, column])).toEqual([
            [lines.length, lines.at(-1)!.length + 1 - bom],
          ]);
        },
      ),
    );
  });
});

describe('a value with a name on its line', () => {
  const value = hex('named');
  /** Pieces of code and prose that could be mistaken for a part of the value, its name or its surroundings. */
  const piece = fc.oneof(
    fc.string({ unit: 'grapheme-ascii', maxLength: 3 }),
    fc.constantFrom(
      ...['\n', ' ', ': {', '=> {', '//', '/*', '*/', '#', '---', '  a.zip', '.zip', '<a>', '`', '"', "'", '\\'],
      ...['etag', 'md5', 'checksum', 'sha1(', 'a;b', 'etag,md5', '| md5 |', 'md5\t', '@', '/', '?v=', '&', '+'],
    ),
  );
  const lines = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));

  it.each([
    ['a setting', `NAVIXY_HASH=${value}`],
    ['YAML', `navixy_hash: ${value}`],
    ['code', `const navixyHash = '${value}';`],
    ['a shell', `export NAVIXY_API_KEY="${value}"`],
    ['an address', `curl https://api.navixy.com/v2/tracker/list?hash=${value}`],
  ])('is found with any text on the lines before and after it: %s', (_, line) => {
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        expect(detect(`${before}\n${line}\n${after}`).map(({ secret }) => reveal(secret))).toContain(value);
      }),
      { numRuns: 300 },
    );
  });
});
