import { chmodSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cacheKey } from '../../../../scanner/history/cache/cache-key.ts';
import { contentChecksum } from '../../../../scanner/packs/content-checksum.ts';
import { TempFolder } from '../../../support/repo.ts';
import { World } from './world.ts';

const isWindows = process.platform === 'win32';

describe('the key of a cache', () => {
  it('is created once, and differs for each cache', () => {
    using folder = new TempFolder();
    using other = new TempFolder();
    const made = cacheKey(folder.root)!;
    expect(made).toHaveLength(32);
    expect(cacheKey(folder.root)).toEqual(made);
    expect(cacheKey(other.root)).not.toEqual(made);
    if (!isWindows) expect(statSync(folder.path('key')).mode & 0o777).toBe(0o600);
  });

  it.runIf(!isWindows).each([
    ['is readable by others', (folder: TempFolder) => chmodSync(folder.path('key'), 0o640)],
    ['is writable by others', (folder: TempFolder) => chmodSync(folder.path('key'), 0o602)],
    [
      'is truncated',
      (folder: TempFolder) => writeFileSync(folder.path('key'), readFileSync(folder.path('key')).subarray(1)),
    ],
    [
      'is a link',
      (folder: TempFolder) => {
        writeFileSync(folder.path('elsewhere'), readFileSync(folder.path('key')), { mode: 0o600 });
        rmSync(folder.path('key'));
        symlinkSync('elsewhere', folder.path('key'));
      },
    ],
  ])('is replaced if it %s', (_, spoil) => {
    using folder = new TempFolder();
    const made = cacheKey(folder.root)!;
    spoil(folder);
    const next = cacheKey(folder.root)!;
    expect(next).not.toEqual(made);
    expect(cacheKey(folder.root)).toEqual(next);
    expect(statSync(folder.path('key')).mode & 0o777).toBe(0o600);
  });

  it('invalidates all entries when it changes', async () => {
    using world = new World();
    world.add();
    world.pack();
    await world.both();
    expect((await world.both()).known).toBeGreaterThan(0);
    writeFileSync(`${world.cache}/key`, Buffer.alloc(32, 1));
    const after = await world.both();
    expect(after.known).toBe(0);
    expect(after.cached).toEqual(after.fresh);
    expect((await world.both()).known).toBeGreaterThan(0);
  });
});

describe('a content checksum', () => {
  const key = new Uint8Array(32).fill(7);
  const sumOf = (parts: readonly Uint8Array[], secret?: Uint8Array) => {
    const sum = contentChecksum(secret);
    for (const part of parts) sum.update(part);
    return Buffer.from(sum.digest()).toString('hex');
  };

  it('is SHA-256 without a key', () => {
    expect(sumOf([Buffer.from('ab'), Buffer.from('c')])).toBe(createHash('sha256').update('abc').digest('hex'));
  });

  it('depends only on content, length and key, not on how the content is split', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, change) => {
          const place = at % bytes.length;
          const whole = sumOf([bytes], key);
          expect(sumOf([bytes.subarray(0, place), bytes.subarray(place)], key)).toBe(whole);
          const changed = bytes.slice();
          changed[place] = changed[place]! ^ change;
          expect(sumOf([changed], key)).not.toBe(whole);
          expect(sumOf([bytes, new Uint8Array(1)], key)).not.toBe(whole);
          expect(sumOf([bytes], new Uint8Array(32).fill(8))).not.toBe(whole);
        },
      ),
    );
  });
});
