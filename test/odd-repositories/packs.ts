// Odd, damaged or misleading packs and loose objects.
import { randomBytes } from 'node:crypto';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { deflateSync } from 'node:zlib';
import { makeDelta, objectId, writePack } from '../support/pack-writer.ts';
import { HISTORY, looks, type Expected, type OddRepo, type Scenario } from './scenario.ts';

/** A repository in one pack, and a change to the files of the pack. */
function oddPack(name: string, change: (base: string, repo: OddRepo) => void, expected: Expected): Scenario {
  return {
    name: `a pack ${name}`,
    make: (repo) => {
      for (let at = 0; at < 30; at += 1) repo.write(`f${at}.ts`, `${'line\n'.repeat(50)}${at}\n`);
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      repo.write('a.ts', 'clean\n');
      repo.commit('clean');
      repo.git('repack', '-a', '-d', '-q');
      const folder = repo.path('.git', 'objects', 'pack');
      const pack = readdirSync(folder).find((file) => file.endsWith('.pack'))!;
      for (const file of readdirSync(folder)) chmodSync(path.join(folder, file), 0o644);
      change(path.join(folder, pack.slice(0, -5)), repo);
      return looks(expected, HISTORY);
    },
  };
}

/** The path of a loose object. */
function loose(repo: OddRepo, oid: string): string {
  return repo.path('.git', 'objects', oid.slice(0, 2), oid.slice(2));
}

/** A loose object with the secret, and a change to its file. */
function oddLoose(
  name: string,
  change: (file: string, repo: OddRepo, oid: string) => void,
  expected: Expected,
): Scenario {
  return {
    name: `a loose object ${name}`,
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      const oid = repo.git('rev-parse', 'HEAD:a.ts');
      chmodSync(loose(repo, oid), 0o644);
      change(loose(repo, oid), repo, oid);
      return looks(expected, HISTORY);
    },
  };
}

const blob = (text: string) => ({ type: 'blob', content: Buffer.from(text) }) as const;

export const PACK_SCENARIOS: readonly Scenario[] = [
  oddPack('without its index', (base) => rmSync(`${base}.idx`), 'listed'),
  oddPack('whose index has no pack', (base) => rmSync(`${base}.pack`), 'listed'),
  oddPack('truncated', (base) => truncateSync(`${base}.pack`, 1500), 'found or listed'),
  oddPack('with an empty index', (base) => truncateSync(`${base}.idx`, 0), 'listed'),
  oddPack('with a truncated index', (base) => truncateSync(`${base}.idx`, 1200), 'found or listed'),
  oddPack('with trailing bytes', (base) => appendFileSync(`${base}.pack`, randomBytes(100)), 'found or listed'),
  oddPack(
    'that is a link to a device',
    (base) => {
      rmSync(`${base}.pack`);
      symlinkSync('/dev/zero', `${base}.pack`);
    },
    'listed',
  ),
  oddPack('whose index is the file of another', (base) => copyFileSync(`${base}.pack`, `${base}.idx`), 'listed'),
  oddPack(
    'under another name',
    (base) => {
      for (const end of ['pack', 'idx'])
        renameSync(`${base}.${end}`, path.join(path.dirname(base), `pack-${'c'.repeat(40)}.${end}`));
    },
    'found or listed',
  ),
  oddPack(
    'twice',
    (base) => {
      for (const end of ['pack', 'idx'])
        copyFileSync(`${base}.${end}`, path.join(path.dirname(base), `pack-${'c'.repeat(40)}.${end}`));
    },
    'found or listed',
  ),
  oddPack(
    'with a mark that it is kept, one that it is promised, and garbage beside it',
    (base) => {
      for (const end of ['keep', 'mtimes', 'rev', 'bitmap']) writeFileSync(`${base}.${end}`, 'garbage');
    },
    'found or listed',
  ),
  oddPack(
    'with an index of many packs that is garbage',
    (base) => writeFileSync(path.join(path.dirname(base), 'multi-pack-index'), randomBytes(2000)),
    'found or listed',
  ),
  oddPack(
    'with a commit graph that is garbage',
    (_, repo) => repo.write('.git/objects/info/commit-graph', randomBytes(2000)),
    'found or listed',
  ),
  {
    name: 'a pack with an index of many packs, and a stale one',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      repo.git('repack', '-a', '-d', '-q');
      repo.git('multi-pack-index', 'write');
      repo.write('a.ts', 'clean\n');
      repo.commit('clean');
      repo.git('repack', '-a', '-d', '-q');
      return looks('found', HISTORY);
    },
  },
  {
    name: 'a pack with a chain of 4,000 deltas, the secret at its end',
    make: (repo) => {
      const entries = [{ ...blob('0'.repeat(64)) }] as Parameters<typeof writePack>[1][number][];
      let content = Buffer.from('0'.repeat(64));
      for (let at = 1; at < 4000; at += 1) {
        const added = Buffer.from(at === 3999 ? repo.leak : '');
        const next = Buffer.concat([content, added, Buffer.from(`${at}`)]);
        entries.push({
          type: 'blob',
          content: next,
          base: at - 1,
          delta: makeDelta(content.length, next.length, [
            { from: 0, length: content.length },
            ...(added.length > 0 ? [added] : []),
            Buffer.from(`${at}`),
          ]),
        });
        content = next;
      }
      writePack(repo.path('.git', 'objects'), entries);
      return looks('found', HISTORY);
    },
  },
  {
    name: 'a pack whose delta has its base in another pack',
    make: (repo) => {
      const base = Buffer.from('base '.repeat(20));
      writePack(repo.path('.git', 'objects'), [{ type: 'blob', content: base }]);
      const content = Buffer.concat([base, Buffer.from(repo.leak)]);
      writePack(repo.path('.git', 'objects'), [
        {
          type: 'blob',
          content,
          base: objectId('blob', base),
          delta: makeDelta(base.length, content.length, [{ from: 0, length: base.length }, Buffer.from(repo.leak)]),
        },
      ]);
      return looks('found or listed', HISTORY);
    },
  },
  {
    name: 'a pack whose deltas have each other as a base',
    make: (repo) => {
      const one = Buffer.from(repo.leak);
      const two = Buffer.from(`${repo.leak}more`);
      writePack(repo.path('.git', 'objects'), [
        {
          type: 'blob',
          content: one,
          base: objectId('blob', two),
          delta: makeDelta(two.length, one.length, [{ from: 0, length: one.length }]),
        },
        {
          type: 'blob',
          content: two,
          base: objectId('blob', one),
          delta: makeDelta(one.length, two.length, [{ from: 0, length: one.length }, Buffer.from('more')]),
        },
      ]);
      return looks('listed', HISTORY);
    },
  },
  {
    name: 'a pack whose header claims four gigabytes',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      writePack(repo.path('.git', 'objects'), [{ ...blob('x'), claimedSize: 2 ** 32 }]);
      return looks('found, incomplete', HISTORY);
    },
  },
  {
    name: 'an empty pack and its index',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      writePack(repo.path('.git', 'objects'), []);
      return looks('found or listed', HISTORY);
    },
  },
  {
    name: 'a pack with an index of version 1',
    make: (repo) => {
      writePack(repo.path('.git', 'objects'), [blob(repo.leak), blob('x')], { version: 1 });
      return looks('found', HISTORY);
    },
  },
  oddLoose('that is empty', (file) => writeFileSync(file, ''), 'listed'),
  oddLoose('that is garbage', (file) => writeFileSync(file, 'garbage'), 'listed'),
  oddLoose('truncated', (file) => truncateSync(file, 20), 'listed'),
  oddLoose('with trailing bytes', (file) => appendFileSync(file, 'garbage'), 'found or listed'),
  oddLoose(
    'that is a folder',
    (file) => {
      rmSync(file);
      mkdirSync(file);
    },
    'listed',
  ),
  oddLoose(
    'that claims to be larger',
    (file, repo) =>
      writeFileSync(file, deflateSync(Buffer.concat([Buffer.from('blob 99999\0'), Buffer.from(repo.leak)]))),
    'found or listed',
  ),
  oddLoose(
    'that claims to be smaller',
    (file, repo) => writeFileSync(file, deflateSync(Buffer.concat([Buffer.from('blob 3\0'), Buffer.from(repo.leak)]))),
    'found or listed',
  ),
  oddLoose(
    'of a type that is none',
    (file, repo) =>
      writeFileSync(
        file,
        deflateSync(Buffer.concat([Buffer.from(`blub ${repo.leak.length}\0`), Buffer.from(repo.leak)])),
      ),
    'found or listed',
  ),
  oddLoose(
    'under the name of another',
    (file, repo) =>
      writeFileSync(
        file,
        deflateSync(Buffer.concat([Buffer.from(`blob ${repo.leak.length + 1}\0 `), Buffer.from(repo.leak)])),
      ),
    'found or listed',
  ),
  oddLoose(
    'with a temporary file beside it',
    (file, repo) => writeFileSync(path.join(path.dirname(file), 'tmp_obj_x'), repo.leak),
    'found',
  ),
  oddLoose(
    'in a folder with others that are none',
    (file) => {
      writeFileSync(path.join(path.dirname(file), 'README'), 'x');
      mkdirSync(path.join(path.dirname(file), 'sub'));
    },
    'found or listed',
  ),
  oddLoose(
    'that is a link to a device',
    (file) => {
      rmSync(file);
      symlinkSync('/dev/zero', file);
    },
    'listed',
  ),
];
