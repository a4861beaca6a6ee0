import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { hex } from '../../support/hex.ts';
import { TempFolder, TempRepo } from '../../support/repo.ts';
import { utf32 } from '../../support/wide.ts';
import { makeZip } from '../../support/zip.ts';
import { json, leak, places, type JsonRun } from '../run.ts';

const zip = makeZip([{ name: 'x.ts', content: `// first line\n${leak(hex('every source'))}` }]);
const text = `// first line\n${leak(hex('every source'))}`;

/** Content that is easily missed, and the place of its value. */
const HARD: readonly (readonly [name: string, bytes: Buffer, place: string])[] = [
  [
    'a zip between texts',
    Buffer.concat([Buffer.from('a text\n'.repeat(100)), zip, Buffer.from('and more\n'.repeat(100))]),
    '!/x.ts:2:29',
  ],
  ['a gzip with trailing words', Buffer.concat([gzipSync(text), Buffer.from('trailing words\n')]), ''],
  ['UTF-32LE', utf32(`\ufeff${text}`), ':2:29'],
  ['UTF-32BE', utf32(`\ufeff${text}`).swap32(), ':2:29'],
  ['UTF-32 in a gzip', gzipSync(utf32(`\ufeff${text}`)), ''],
];

function committed(bytes: Buffer): TempRepo {
  const repo = new TempRepo();
  repo.commit('start');
  repo.write('file', bytes);
  repo.commit('add');
  return repo;
}

const SOURCES: Readonly<Record<string, (bytes: Buffer) => Promise<JsonRun>>> = {
  'a tree': async (bytes) => {
    using folder = new TempFolder();
    folder.write('file', bytes);
    return await json(['scan', '.'], { cwd: folder.root });
  },
  'the index': async (bytes) => {
    using repo = new TempRepo();
    repo.commit('start');
    repo.write('file', bytes);
    repo.git('add', '-A');
    return await json(['scan', '--staged'], { cwd: repo.root });
  },
  'a range': async (bytes) => {
    using repo = committed(bytes);
    return await json(['scan', '--range', 'HEAD~1..HEAD'], { cwd: repo.root });
  },
  'history, loose': async (bytes) => {
    using repo = committed(bytes);
    return await json(['scan', '--history'], { cwd: repo.root });
  },
  'history, packed': async (bytes) => {
    using repo = committed(bytes);
    repo.git('gc', '-q');
    return await json(['scan', '--history'], { cwd: repo.root });
  },
  'standard input': async (bytes) => await json(['scan', '--stdin-path', 'file'], { cwd: '/', stdin: bytes }),
  'an archive': async (bytes) => {
    using folder = new TempFolder();
    folder.write('outer.zip', makeZip([{ name: 'file', content: bytes }]));
    return await json(['scan', '.'], { cwd: folder.root });
  },
};

describe.each(Object.entries(SOURCES))('in %s', (_, run) => {
  it.each(HARD)('reads %s', async (__, bytes, place) => {
    const { report, exitCode } = await run(bytes);
    expect([report.notLookedAt, exitCode]).toEqual([[], 1]);
    expect(places(report)).toEqual([expect.stringContaining(`file${place}`)]);
  });
});

describe('a zip at the end of an object above 32 MB', () => {
  const large = Buffer.concat([Buffer.alloc(33 * 1024 * 1024, 'nothing here\n'), zip]);

  it.each(['the index', 'history, packed'])('is opened in %s', async (source) => {
    const { report, exitCode } = await SOURCES[source]!(large);
    expect([places(report), report.notLookedAt, exitCode]).toEqual([['file!/x.ts:2:29'], [], 1]);
  });

  it('is reported as not opened on standard input', async () => {
    const { report, exitCode } = await SOURCES['standard input']!(large);
    expect([report.notLookedAt.map(({ reason }) => reason), exitCode]).toEqual([
      ['the zip at its end was not opened: of standard input, no more than 32 MB are held in memory'],
      2,
    ]);
  });
});
