import {
  mkdirSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
  chmodSync,
  renameSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CacheEntries } from '../../../../scanner/history/cache/cache-files.ts';
import { TempFolder } from '../../../support/repo.ts';

const values = (entries: CacheEntries) => [...entries.all()].map(({ value }) => value);

function one(folder: TempFolder): string {
  new CacheEntries(folder.root, 'key').write('subject', { seen: ['a', 1] });
  return folder.path(readdirSync(folder.root)[0]!);
}

describe('a cache entry', () => {
  it('is readable only with the same key', () => {
    using folder = new TempFolder();
    one(folder);
    expect(values(new CacheEntries(folder.root, 'key'))).toEqual([{ seen: ['a', 1] }]);
    expect(values(new CacheEntries(folder.root, 'another key'))).toEqual([]);
  });

  it('replaces an earlier entry for the same subject', () => {
    using folder = new TempFolder();
    const entries = new CacheEntries(folder.root, 'key');
    entries.write('subject', 1);
    entries.write('subject', 2);
    entries.write('other', 3);
    expect(values(entries).sort()).toEqual([2, 3]);
  });

  it('is one file with a hashed name, without temporary files beside it', () => {
    using folder = new TempFolder();
    const file = one(folder);
    expect(readdirSync(folder.root)).toHaveLength(1);
    expect(path.basename(file)).toMatch(/^[0-9a-f]{32}-[0-9a-f]{64}\.cache$/);
  });

  it('is ignored if any bit is flipped', () => {
    using folder = new TempFolder();
    const file = one(folder);
    const good = readFileSync(file);
    for (let at = 0; at < good.length; at += 1) {
      const bad = Buffer.from(good);
      bad[at] = bad[at]! ^ (1 << (at % 8));
      writeFileSync(file, bad);
      expect(values(new CacheEntries(folder.root, 'key')), `byte ${at}`).toEqual([]);
    }
  });

  it('is ignored if it is truncated or has trailing bytes', () => {
    using folder = new TempFolder();
    const file = one(folder);
    const good = readFileSync(file);
    writeFileSync(file, Buffer.concat([good, Buffer.from('}')]));
    expect(values(new CacheEntries(folder.root, 'key'))).toEqual([]);
    writeFileSync(file, good);
    for (let length = good.length - 1; length >= 0; length -= 1) {
      truncateSync(file, length);
      expect(values(new CacheEntries(folder.root, 'key')), `${length} bytes`).toEqual([]);
    }
  });

  it('is ignored under a file name of another key', () => {
    using folder = new TempFolder();
    const file = one(folder);
    using other = new TempFolder();
    new CacheEntries(other.root, 'another key').write('subject', 1);
    renameSync(file, folder.path(readdirSync(other.root)[0]!));
    expect(values(new CacheEntries(folder.root, 'another key'))).toEqual([]);
  });

  it.runIf(process.platform !== 'win32')('is ignored if it is a link, a directory, or writable by others', () => {
    using folder = new TempFolder();
    const file = one(folder);
    const entries = new CacheEntries(folder.root, 'key');
    chmodSync(file, 0o622);
    expect(values(entries)).toEqual([]);
    chmodSync(file, 0o600);
    expect(values(entries)).toHaveLength(1);
    renameSync(file, folder.path('elsewhere'));
    symlinkSync(folder.path('elsewhere'), file);
    expect(values(entries)).toEqual([]);
    renameSync(file, folder.path('link'));
    mkdirSync(file);
    expect(values(entries)).toEqual([]);
  });

  it('is evicted by least recent use when there are too many; other files stay', () => {
    using folder = new TempFolder();
    const entries = new CacheEntries(folder.root, 'key');
    folder.write('notes.txt', 'mine');
    const old = one(folder);
    utimesSync(old, 1, 1);
    for (let at = 0; at < 400; at += 1)
      writeFileSync(old.replace(/-[0-9a-f]{64}\.cache$/, `-${String(at).padStart(64, '0')}.cache`), '');
    entries.write('newest', 'newest');
    expect(values(entries)).toEqual(['newest']);
    expect(readdirSync(folder.root).filter((name) => name.endsWith('.cache'))).toHaveLength(400);
    expect(readFileSync(folder.path('notes.txt'), 'utf8')).toBe('mine');
  });

  it('is kept if it was used recently', () => {
    using folder = new TempFolder();
    const entries = new CacheEntries(folder.root, 'key');
    const old = one(folder);
    utimesSync(old, 1, 1);
    entries.touch(path.basename(old));
    for (let at = 0; at < 400; at += 1) {
      const file = old.replace(/-[0-9a-f]{64}\.cache$/, `-${String(at).padStart(64, '0')}.cache`);
      writeFileSync(file, '');
      utimesSync(file, 1000, 1000);
    }
    entries.write('newest', 'newest');
    expect(values(entries)).toHaveLength(2);
  });
});
