import { readFileSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { hex } from '../support/hex.ts';
import { TempRepo } from '../support/repo.ts';
import { makeTar } from '../support/tar.ts';
import { makeZip } from '../support/zip.ts';
import { leak } from './run.ts';

type Content = string | Uint8Array;

/** A repository with a different value in each place where values can be. */
export class PlantedRepo extends TempRepo {
  /** For each place, the expected findings of its value as `<origin type> <path>:<line>:<column>`, sorted. */
  readonly expected = new Map<string, string[]>();

  constructor() {
    super();
    this.write('README.md', 'The fleet uses Navixy.\n');
    this.write('.gitignore', 'ignored.env\nnode_modules/\n');
    this.write('.gitattributes', '*.nodiff -diff\n');
    this.commit('start');
    this.#encodings();
    this.#kindsOfFiles();
    this.#gone();
    this.#unreachable();
    this.#messages();
    this.#merge();
    this.#refs();
    this.#disk();
  }

  static value(place: string): string {
    return hex(`place: ${place}`);
  }

  /** @returns the value of a place, which must be found at `found` */
  #plant(place: string, ...found: string[]): string {
    this.expected.set(place, found.sort());
    return PlantedRepo.value(place);
  }

  /** A committed file that stays. @param at line and column; by default those of the value in the text */
  #kept(place: string, file: string, content: (value: string) => Content, at?: string): void {
    const value = PlantedRepo.value(place);
    const written = content(value);
    const position = at ?? positionIn(String(written), value);
    this.#plant(place, `commit ${file}:${position}`, `file ${file}:${position}`);
    this.write(file, written);
  }

  /** A committed archive that stays. */
  #packed(place: string, file: string, inner: string, pack: (content: string, name: string) => Uint8Array): void {
    const found = `${file}!/${inner}:2:13`;
    const value = this.#plant(place, `commit ${found}`, `file ${found}`);
    this.write(file, pack(`# fleet\nNAVIXY_HASH=${value}\n`, inner));
  }

  /** A committed file that is not on disk at the end. */
  #passing(place: string, file: string): void {
    this.write(file, leak(this.#plant(place, `commit ${file}:1:29`)));
  }

  #encodings(): void {
    const assignment = (value: string) => `NAVIXY_HASH=${value}\n`;
    this.#kept('normal commit', 'normal.ts', leak);
    this.#kept('UTF-16LE with BOM', 'bom.txt', (value) => Buffer.from(`\uFEFF${assignment(value)}`, 'utf16le'), '1:13');
    this.#kept('UTF-16LE without BOM', 'nobom.txt', (value) => Buffer.from(assignment(value), 'utf16le'), '1:13');
    this.#kept('base64', 'base64.yaml', (value) => `navixyHash: "${Buffer.from(value).toString('base64')}"\n`, '1:14');
    this.#kept(
      'percent-encoding',
      'percent.txt',
      (value) => `next=https%3A%2F%2Fapi.navixy.com%2Fv2%2Ftracker%2Flist%3Fhash%3D${value}\n`,
    );
    this.#kept(
      '\\uXXXX escapes',
      'escaped.json',
      (value) => `{"url":"https://api.navixy.com/v2/user/info?hash\\u003d${value}"}\n`,
    );
    this.#kept(
      'binary with NUL bytes',
      'data.bin',
      (value) => Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(assignment(value)), Buffer.from([0, 255, 254])]),
      '1:16',
    );
    this.#kept('CRLF', 'crlf.ts', (value) => `x\r\n${leak(value).replace('\n', '\r\n')}`);
    this.#kept(
      'latin-1',
      'latin.txt',
      (value) => Buffer.from(`gr\u00fc\u00df! NAVIXY_HASH=${value}\n`, 'latin1'),
      '1:19',
    );
    this.#kept('1.6 MB line', 'long.js', (value) => `${';'.repeat(1_600_000)}${leak(value)}`);
    const split = this.#plant('split concatenation', 'file split.js:1:21', 'commit split.js:1:21');
    this.write('split.js', `const navixyHash = '${split.slice(0, 16)}' + '${split.slice(16)}';\n`);
    this.commit('encodings');
  }

  #kindsOfFiles(): void {
    const url = (value: string) => `https://api.navixy.com/v2/tracker/list?hash=${value}`;
    this.#kept('file with -diff attribute', 'keys.nodiff', leak);
    this.#kept(
      'notebook output',
      'note.ipynb',
      (value) => `${JSON.stringify({ cells: [{ outputs: [{ text: [url(value)] }] }] })}\n`,
    );
    this.#kept(
      'package-lock.json',
      'package-lock.json',
      (value) => `{"packages":{"x":{"resolved":"${url(value)}"}}}\n`,
    );
    this.#kept('svg', 'map.svg', (value) => `<svg><image href="${url(value)}"/></svg>\n`);
    this.#kept("a scanner's own config file", '.gitleaks.toml', (value) => `[env]\nNAVIXY_HASH="${value}"\n`);
    this.#kept('non-ASCII and quoted path', 'dir "q"/ünï.ts', leak);
    this.#packed('zip', 'fleet.zip', 'conf/fleet.env', (content, name) => makeZip([{ name, content }]));
    this.#packed('tar.gz and tgz', 'fleet.tgz', 'conf/fleet.env', (content, name) =>
      gzipSync(makeTar([{ name, content }])),
    );
    this.#packed('gz', 'fleet.env.gz', 'fleet.env', (content) => gzipSync(content));
    symlinkSync(url(this.#plant('symlink target', 'commit link:1:45', 'file link:1:45')), this.path('link'));
    const named = `names/NAVIXY_HASH=${PlantedRepo.value('file name')}`;
    this.#plant('file name', `commit ${named}:1:19`, `file ${named}:1:19`);
    this.write(named, 'x\n');
    this.commit('kinds of files');
  }

  #gone(): void {
    this.#passing('deleted file', 'deleted.ts');
    this.#passing('changed away', 'changed.ts');
    this.write('moved.ts', '// filler\n'.repeat(20));
    this.commit('to be changed');
    this.git('rm', '-q', 'deleted.ts');
    this.write('changed.ts', 'clean\n');
    this.git('mv', 'moved.ts', 'renamed.ts');
    this.#kept('rename with edit', 'renamed.ts', (value) => `${'// filler\n'.repeat(20)}${leak(value)}`);
    this.commit('changed');
    this.#passing('amended away (reflog only)', 'amended.ts');
    this.commit('oops');
    this.git('rm', '-q', '-f', 'amended.ts');
    this.git('commit', '-q', '--amend', '--allow-empty', '-m', 'better');
  }

  #unreachable(): void {
    const blob = this.dangling(leak(PlantedRepo.value('dangling blob')));
    this.#plant('dangling blob', `blob blob:${blob}:1:29`);
    const lost = this.dangling(leak(this.#plant('unreachable commit', 'commit lost.ts:1:29')));
    this.gitWith({ input: 'lost' }, 'commit-tree', this.gitWith({ input: `100644 blob ${lost}\tlost.ts\n` }, 'mktree'));
  }

  #messages(): void {
    const commit = this.commitStaged(`Subject\n\nNAVIXY_HASH=${PlantedRepo.value('commit message')}`);
    this.#plant('commit message', `message commit:${commit}:3:13`);
    this.git('notes', 'add', '-m', `NAVIXY_HASH=${this.#plant('git note', `commit ${commit}:1:13`)}`);
    this.git('tag', '-a', 'v1', '-m', `Release\n\nNAVIXY_HASH=${PlantedRepo.value('annotated tag message')}`);
    this.#plant('annotated tag message', `message tag:${this.git('rev-parse', 'v1')}:3:13`);
  }

  #merge(): void {
    this.write('conflict.ts', 'base\n');
    this.commit('base');
    this.git('checkout', '-q', '-b', 'side');
    this.write('conflict.ts', 'side\n');
    this.commit('side');
    this.git('checkout', '-q', 'main');
    this.write('conflict.ts', 'main\n');
    this.commit('main');
    try {
      this.git('merge', 'side');
    } catch {
      // The merge conflicts, as intended.
    }
    this.#passing('conflict resolution', 'conflict.ts');
    this.#passing('new file in an evil merge', 'evil.ts');
    this.commit('Merge side');
    this.write('conflict.ts', 'clean\n');
    this.git('rm', '-q', 'evil.ts');
    this.commit('cleaned up');
  }

  #refs(): void {
    const aside = (place: string, file: string): string => {
      this.git('checkout', '-q', '--detach', 'main');
      this.#passing(place, file);
      return this.commit(place);
    };
    this.git('branch', 'other', aside('other branch', 'other.ts'));
    this.git('update-ref', 'refs/pull/7/head', aside('refs/pull/*', 'pull.ts'));
    this.git('tag', 'only', aside('tag-only commit', 'tagged.ts'));
    this.git('checkout', '-q', 'main');
    this.write('changed.ts', leak(this.#plant('stash', 'commit changed.ts:1:29')));
    this.#passing('stash of untracked files', 'stashed.ts');
    this.git('stash', '-q', '-u');
  }

  #disk(): void {
    using inner = new TempRepo();
    inner.write('key.ts', leak(this.#plant('submodule', 'commit key.ts:1:29', 'file key.ts:1:29')));
    inner.commit('inner');
    this.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'module');
    this.commit('submodule');
    this.write('staged.ts', leak(this.#plant('staged', 'staged staged.ts:1:29')));
    this.git('add', 'staged.ts');
    this.write('staged.ts', 'clean on disk\n');
    this.write('changed.ts', leak(this.#plant('unstaged', 'file changed.ts:1:29')));
    this.write('untracked.ts', leak(this.#plant('untracked', 'file untracked.ts:1:29')));
    this.write('ignored.env', `NAVIXY_HASH=${this.#plant('git-ignored', 'file ignored.env:1:13')}\n`);
    this.write('node_modules/pkg/index.js', leak(this.#plant('node_modules', 'file node_modules/pkg/index.js:1:29')));
    const remote = `https://api.navixy.com/v2/x?hash=${PlantedRepo.value('.git/config (a remote URL)')}`;
    this.git('remote', 'add', 'origin', remote);
    const config = readFileSync(this.path('.git/config'), 'utf8');
    this.#plant(
      '.git/config (a remote URL)',
      `git-folder .git/config:${positionIn(config, PlantedRepo.value('.git/config (a remote URL)'))}`,
    );
  }
}

/** @returns line and column, as an editor counts them */
function positionIn(text: string, value: string): string {
  const before = text.slice(0, text.indexOf(value)).split('\n');
  return `${before.length}:${before.at(-1)!.length + 1}`;
}
