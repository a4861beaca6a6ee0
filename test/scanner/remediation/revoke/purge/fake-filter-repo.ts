// A stand-in for git filter-repo, written in Node: it applies the edits to the stream of git fast-export.
import { chmodSync } from 'node:fs';
import path from 'node:path';
import type { TempFolder } from '../../../../support/repo.ts';

/** How the stand-in misbehaves. */
export type Misbehaviour =
  | 'adds-a-ref'
  | 'changes-a-message'
  | 'changes-a-mode'
  | 'changes-other-bytes'
  | 'drops-a-file'
  | 'drops-a-ref'
  | 'fails'
  | 'never-ends'
  | 'none'
  | 'renames-another-file'
  | 'rewrites-nothing';

function program(misbehaviour: Misbehaviour): string {
  return `#!${process.execPath}
const { execFileSync } = require('node:child_process');
const { appendFileSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const misbehaviour = ${JSON.stringify(misbehaviour)};
const git = (args, input) => execFileSync('git', args, { input, maxBuffer: 1e9 });
const log = (line) => appendFileSync(process.argv[1] + '.log', line + '\\n');
if (process.argv.includes('--version')) {
  console.log('stand-in');
  process.exit(0);
}
log(JSON.stringify({ args: process.argv.slice(2), mode: (statSync('purge-edits.json').mode & 0o777).toString(8), env: Object.keys(process.env).sort() }));
if (misbehaviour === 'fails') {
  console.error('first\\nsecond\\nthird\\nError: no');
  process.exit(3);
}
if (misbehaviour === 'never-ends') {
  log('waiting');
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 60000);
}
const edits = JSON.parse(readFileSync('purge-edits.json', 'ascii'));
const texts = edits.texts.map((pair) => pair.map((text) => Buffer.from(text, 'base64').toString('latin1')));
const edited = (text) => texts.reduce((all, [old, now]) => all.replaceAll(old, now), text);
const refs = process.argv.indexOf('--refs');
const stream = git(['fast-export', '--show-original-ids', '--reference-excluded-parents', '--signed-tags=strip', '--tag-of-filtered-object=rewrite', '--fake-missing-tagger', '--reencode=no', '--mark-tags', ...(refs < 0 ? ['--all'] : process.argv.slice(refs + 1))]).toString('latin1');
let out = '';
let kind = '';
let id = '';
for (let at = 0; at < stream.length;) {
  const end = stream.indexOf('\\n', at);
  let line = stream.slice(at, end);
  at = end + 1;
  const word = line.split(' ', 1)[0];
  if (['blob', 'commit', 'tag', 'reset'].includes(word)) kind = word;
  if (word === 'original-oid') id = line.slice(13);
  if (['M', 'D', 'author', 'committer', 'tagger'].includes(word)) line = edited(line);
  if (word === 'M' && misbehaviour === 'drops-a-file' && line.endsWith(' other.txt')) continue;
  if (word === 'M' && misbehaviour === 'renames-another-file') line = line.replace(/ other\\.txt$/, ' third.txt');
  if (word === 'M' && misbehaviour === 'changes-a-mode') line = line.replace(/^M 100644 (.* other\\.txt)$/, 'M 100755 $1');
  out += line + '\\n';
  if (word !== 'data') continue;
  const length = Number(line.slice(5));
  let data = stream.slice(at, at + length);
  at += length;
  if (kind !== 'blob') data = edited(data);
  if (kind === 'blob') for (const [start, stop, text] of edits.blobs[id] ?? []) data = data.slice(0, start) + Buffer.from(text, 'base64').toString('latin1') + data.slice(stop);
  if (kind === 'blob' && misbehaviour === 'changes-other-bytes') data = data.replace('harmless', 'HARMLESS');
  if (kind === 'commit' && misbehaviour === 'changes-a-message') data = data.replace('Second', 'SECOND');
  out += data;
}
if (misbehaviour !== 'rewrites-nothing') git(['fast-import', '--force', '--quiet'], Buffer.from(out, 'latin1'));
if (misbehaviour === 'drops-a-ref') git(['update-ref', '-d', 'refs/heads/side']);
if (misbehaviour === 'adds-a-ref') git(['update-ref', 'refs/heads/more', 'refs/heads/main']);
`;
}

/** Installs the stand-in. @returns the `PATH` on which git finds it, and the file in which it logs */
export function installFake(folder: TempFolder, misbehaviour: Misbehaviour = 'none'): { PATH: string; log: string } {
  const file = folder.write(`bin-${misbehaviour}/git-filter-repo`, program(misbehaviour));
  chmodSync(file, 0o755);
  return { PATH: `${path.dirname(file)}${path.delimiter}${process.env['PATH']!}`, log: `${file}.log` };
}
