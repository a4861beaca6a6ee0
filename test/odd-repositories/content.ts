// Odd content of files: encodings, archives, look-alikes of archives, special files.
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, symlinkSync } from 'node:fs';
import { bzip2Like, gzip, zipOf } from './packings.ts';
import { ALL, HISTORY, looks, STAGED, TREE, type Expected, type OddRepo, type Scenario } from './scenario.ts';
import { makeTar } from '../support/tar.ts';
import { makeZip } from '../support/zip.ts';

/** A committed file with this content, in the tree and in the history. */
function file(
  name: string,
  content: (repo: OddRepo) => string | Uint8Array,
  expected: Expected = 'found',
  at = 'file.dat',
): Scenario {
  return {
    name: `a file with ${name}`,
    make: (repo) => {
      repo.write(at, content(repo));
      repo.commit('start');
      return [
        ...looks(expected, TREE, HISTORY),
        { argv: ['scan', '-'], stdin: content(repo), expected: stdinOf(expected) },
      ];
    },
  };
}

/** An archive on standard input may be listed instead of found. */
function stdinOf(expected: Expected): Expected {
  return expected === 'found' ? 'found or listed' : expected;
}

function utf32(text: string, order: 'LE' | 'BE'): Buffer {
  const points = [0xfeff, ...Array.from(text, (letter) => letter.codePointAt(0)!)];
  const bytes = Buffer.alloc(points.length * 4);
  for (const [at, point] of points.entries()) {
    if (order === 'LE') bytes.writeUInt32LE(point, at * 4);
    else bytes.writeUInt32BE(point, at * 4);
  }
  return bytes;
}

const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const env = (repo: OddRepo) => ({ name: 'conf/fleet.env', content: repo.setting });

/** Files that start like an archive but are none. */
const LOOK_ALIKES: readonly string[] = [
  'LZIP is a format\n',
  'hsqs\n',
  'BZh91AY&SY\n',
  'PK is short\n',
  'PK\u0003\u0004',
  '7z\u00bc\u00af',
  'Rar!\n',
  '!<arch>\n',
  'ustar\n',
  '\u001f\u008b',
  '\u00fd7zXZ',
  'ARJ',
  'MSCF\n',
  '%PDF-1.4\n',
  'SQLite format 3\n',
  '{"a":1}',
  '#!/bin/sh\n',
];

export const CONTENT_SCENARIOS: readonly Scenario[] = [
  file('UTF-16LE and a mark', (repo) => Buffer.from(`\uFEFF${repo.setting}`, 'utf16le')),
  file('UTF-16BE and a mark', (repo) => utf16be(`\uFEFF${repo.setting}`)),
  file('UTF-16LE and no mark', (repo) => Buffer.from(repo.setting, 'utf16le')),
  file('UTF-16BE and no mark', (repo) => utf16be(repo.setting)),
  file('UTF-32LE and a mark', (repo) => utf32(repo.setting, 'LE'), 'found or listed'),
  file('UTF-32BE and a mark', (repo) => utf32(repo.setting, 'BE'), 'found or listed'),
  file('UTF-8 and a mark', (repo) => `\uFEFF${repo.setting}`),
  file('latin-1', (repo) => Buffer.from(`gr\u00fc\u00dfe\n${repo.setting}`, 'latin1')),
  file('carriage returns only', (repo) => `x\r${repo.setting.trimEnd()}\ry\r`),
  file('no line break at its end', (repo) => repo.setting.trimEnd()),
  file('zeros around', (repo) => Buffer.concat([Buffer.alloc(5000), Buffer.from(repo.setting), Buffer.alloc(5000)])),
  file('two million letters before, on one line', (repo) => `${'x;'.repeat(1_000_000)} ${repo.setting}`),
  file('half a megabyte of random bytes before', (repo) =>
    Buffer.concat([noise(500_000), Buffer.from(`\n${repo.setting}`)]),
  ),
  file('bytes that are no UTF-8 within', (repo) =>
    Buffer.concat([Buffer.from([0xff, 0xc3, 0x28, 0x0a]), Buffer.from(repo.setting)]),
  ),
  file('escapes of a terminal', (repo) => `\u001b[31m${repo.setting}\u001b[0m`),
  file('bidirectional marks', (repo) => `\u202e${repo.setting}\u202c`),
  file('100,000 brackets', (repo) => `${'['.repeat(100_000)}${repo.setting}`),
  file('100,000 quotes', (repo) => `${'"'.repeat(100_001)}\n${repo.setting}`),
  file('JSON in JSON in JSON', (repo) =>
    JSON.stringify({ a: JSON.stringify({ b: JSON.stringify({ navixy_hash: repo.secret }) }) }),
  ),
  file('conflict marks', (repo) => `<<<<<<< HEAD\n${repo.setting}=======\nx\n>>>>>>> b\n`),
  file(
    'the head of a pointer of LFS',
    (repo) => `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12\n${repo.setting}`,
  ),
  file('a zip', (repo) => makeZip([env(repo)])),
  file('a zip behind a script', (repo) => makeZip([env(repo)], { prefix: Buffer.from('#!/bin/sh\nexit 0\n') })),
  file('a zip between two texts', (repo) =>
    Buffer.concat([Buffer.from('text before\n'), makeZip([env(repo)]), Buffer.from('\ntext behind\n')]),
  ),
  file('a zip without its directory', (repo) => makeZip([env(repo)], { cut: true }), 'found or listed'),
  file(
    'a zip with a member that its directory hides',
    (repo) =>
      makeZip([
        { name: 'a', content: 'x' },
        { ...env(repo), hidden: true },
      ]),
    'found or listed',
  ),
  file(
    'a zip whose name is in another letter case',
    (repo) => makeZip([{ name: 'NAVIXY.ENV', content: repo.setting }]),
    'found',
    'FLEET.ZIP',
  ),
  file('a zip that leads out of itself', (repo) => makeZip([{ name: '../../../etc/x.env', content: repo.setting }])),
  file('an encrypted zip', (repo) => makeZip([{ ...env(repo), encrypted: true }]), 'listed'),
  file('a zip with a method that nobody knows', (repo) => makeZip([{ ...env(repo), claimed: 77 }]), 'listed'),
  file('a zip of 64 bits', (repo) => makeZip([{ ...env(repo), zip64: true }], { zip64: true })),
  file('zips in each other, 5 deep', (repo) => zipOf(5, repo.setting)),
  file('zips in each other, 20 deep', (repo) => zipOf(20, repo.setting), 'found or listed'),
  file(
    'a zip cut in half',
    (repo) => {
      const zip = makeZip([{ name: 'a.txt', content: noise(2000) }, env(repo)]);
      return zip.subarray(0, zip.length / 2);
    },
    'listed',
  ),
  file(
    'a gz with other bytes behind it',
    (repo) => Buffer.concat([gzip(repo.setting), Buffer.from('garbage')]),
    'found or listed',
  ),
  file('two gz, one behind the other', (repo) => Buffer.concat([gzip('x\n'), gzip(repo.setting)])),
  file(
    'a gz behind a NUL',
    (repo) => Buffer.concat([gzip('x\n'), Buffer.alloc(512), gzip(repo.setting)]),
    'found or listed',
  ),
  file(
    'a gz cut in half',
    (repo) => {
      const packed = gzip(`${noise(3000).toString('latin1')}${repo.setting}`);
      return packed.subarray(0, packed.length / 2);
    },
    'listed',
  ),
  file('a tar', (repo) => makeTar([env(repo)])),
  file('a tar of the old kind', (repo) => makeTar([env(repo)], 'v7')),
  file('a tar without its end', (repo) => makeTar([env(repo)]).subarray(0, 1024), 'found or listed'),
  file('bzip2 that is none', (repo) => Buffer.concat([bzip2Like(), Buffer.from(repo.setting)])),
  {
    name: 'files that begin like archives and are none',
    make: (repo) => {
      for (const [at, text] of LOOK_ALIKES.entries())
        repo.write(`like${at}.txt`, Buffer.from(`${text}${'plain text follows here\n'.repeat(5)}`, 'latin1'));
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      return looks('found or listed', TREE, HISTORY);
    },
  },
  {
    name: 'texts that begin with LZIP, hsqs and BZh91AY&SY',
    make: (repo) => {
      for (const [at, text] of LOOK_ALIKES.slice(0, 3).entries())
        repo.write(`like${at}.txt`, `${text}plain text follows here\n`);
      return looks('clean', TREE, ALL);
    },
  },
  {
    name: 'links out, in circles, to nothing, to devices',
    make: (repo) => {
      symlinkSync('/etc', repo.path('etc'));
      symlinkSync('/dev/zero', repo.path('zero'));
      symlinkSync('loop', repo.path('loop'));
      symlinkSync('.', repo.path('here'));
      symlinkSync('nothing', repo.path('nothing here'));
      repo.write('a.ts', repo.leak);
      repo.commit('start');
      return looks('found', TREE, HISTORY, ALL);
    },
  },
  {
    name: 'a pipe and a socket in the working tree',
    make: (repo) => {
      execFileSync('mkfifo', [repo.path('pipe')]);
      execFileSync('mkfifo', [repo.path('.env')]);
      repo.write('a.ts', repo.leak);
      return [...looks('found or listed', TREE, ALL), { argv: ['scan', '.env', 'a.ts'], expected: 'found or listed' }];
    },
  },
  {
    name: 'a tracked file that is now a pipe, a folder, a link to a device',
    make: (repo) => {
      for (const name of ['pipe.ts', 'folder.ts', 'device.ts']) repo.write(name, repo.leak);
      repo.commit('start');
      execFileSync('sh', ['-c', 'rm *.ts && mkfifo pipe.ts && mkdir folder.ts && ln -s /dev/zero device.ts'], {
        cwd: repo.root,
      });
      return [...looks('found', HISTORY), ...looks('clean', ['scan', '--staged'])];
    },
  },
  {
    name: 'one file under two names',
    make: (repo) => {
      repo.write('a.ts', repo.leak);
      linkSync(repo.path('a.ts'), repo.path('b.ts'));
      return looks('found', TREE);
    },
  },
  {
    name: 'an ignored file, a tracked one that is ignored, and an odd .gitignore',
    make: (repo) => {
      repo.write('.gitignore', '*\n!.gitignore\n\\\n[\n**/**/**/**/**/x\n');
      repo.write('a.ts', repo.leak);
      repo.git('add', '-f', '-A');
      return [...looks('found', TREE, STAGED), { argv: ['scan', '--ignored'], expected: 'found' }];
    },
  },
  {
    name: 'a .gitignore that is a folder, and one that is a link out',
    make: (repo) => {
      mkdirSync(repo.path('.gitignore'));
      repo.write('sub/a.ts', repo.leak);
      symlinkSync('/etc/passwd', repo.path('sub', '.gitignore'));
      return looks('found or listed', TREE, ALL);
    },
  },
];

/** Incompressible bytes, the same each time. */
function noise(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  let state = 12345;
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[at] = (state >>> 16) & 0xff;
  }
  return bytes;
}
