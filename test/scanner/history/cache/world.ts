import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hex } from '../../../support/hex.ts';
import { TempFolder, TempRepo } from '../../../support/repo.ts';
import { makeZip } from '../../../support/zip.ts';
import type { JsonReport } from '../../../../scanner/report/json-report-types.ts';
import { json, leak } from '../../run.ts';

/** A report without its duration and cache counts. */
export function essence({
  scope: _,
  summary: { durationMs: __, cached: ___, ...summary },
  ...report
}: JsonReport): object {
  return { ...report, summary };
}

/** A repository with a cache outside of it. */
export class World extends TempRepo {
  readonly #beside = new TempFolder();
  #made = 0;

  /** @param original the world to copy, with its repository and cache; without it the repository is empty */
  constructor(original?: World) {
    super();
    if (original === undefined) return;
    rmSync(this.root, { recursive: true });
    original.copyTo(this.root);
    if (existsSync(original.cache)) cpSync(original.cache, this.cache, { recursive: true });
    this.#made = original.#made;
  }

  get cache(): string {
    return this.#beside.path('cache');
  }

  /** Scans with the cache and without. */
  async both(...options: string[]) {
    const cached = await json(['scan', '--history', '--cache', '--cache-location', this.cache, ...options], {
      cwd: this.root,
    });
    const fresh = await json(['scan', '--history', ...options], { cwd: this.root });
    return {
      known: cached.report.summary.cached ?? 0,
      documents: fresh.report.summary.documents,
      cached: { exitCode: cached.exitCode, stderr: cached.stderr, ...essence(cached.report) },
      fresh: { exitCode: fresh.exitCode, stderr: fresh.stderr, ...essence(fresh.report) },
    };
  }

  /** Commits a file with new content. */
  add(text: (number: number) => string = (number) => `line ${number}\n`): string {
    this.#made += 1;
    this.write(`d${this.#made % 3}/f${this.#made}.txt`, `${text(this.#made)}${'filler of a file\n'.repeat(20)}`);
    return this.commit(`change ${this.#made}`);
  }

  addLeak(): string {
    return this.add((number) => leak(hex(`planted ${number}`)));
  }

  /** Found only where something names the platform. */
  addSuspect(): string {
    return this.add((number) => `const hash = "${hex(`suspect ${number}`)}";\n`);
  }

  addPlatform(): string {
    return this.add(() => 'we call navixy here\n');
  }

  addArchive(inner: string): void {
    this.#made += 1;
    this.write(`a${this.#made}.zip`, makeZip([{ name: 'x.txt', content: `${this.#made}\n${inner}` }]));
    this.commit(`archive ${this.#made}`);
  }

  pack(): void {
    this.git('repack', '-d', '-q');
  }

  repack(): void {
    this.git('repack', '-a', '-d', '-q');
  }

  /** Creates a second pack with objects reachable from HEAD. */
  packTwice(): void {
    const listed = this.git('rev-list', '--objects', 'HEAD')
      .split('\n')
      .map((line) => line.split(' ')[0]!)
      .slice(0, 5);
    this.gitWith({ input: `${listed.join('\n')}\n` }, 'pack-objects', '-q', '.git/objects/pack/pack');
  }

  /** Receives a push of deltas against local objects: git stores a pack with copies of their bases. */
  receive(): void {
    this.#made += 1;
    using other = new TempFolder();
    this.git('clone', '-q', this.root, other.path('clone'));
    const at = { cwd: other.path('clone') };
    for (const name of readdirSync(other.path('clone'))
      .filter((one) => one !== '.git')
      .slice(0, 1)) {
      for (const file of readdirSync(other.path('clone', name)))
        writeFileSync(
          other.path('clone', name, file),
          `${readFileSync(other.path('clone', name, file), 'utf8')}more ${this.#made}\n`,
        );
    }
    this.gitWith(at, 'add', '-A');
    this.gitWith(at, 'commit', '-q', '--allow-empty', '-m', `pushed ${this.#made}`);
    this.git('config', 'receive.unpackLimit', '1');
    this.gitWith(at, 'push', '-q', 'origin', `HEAD:refs/heads/pushed${this.#made}`);
  }

  files(kind: RegExp): string[] {
    return readdirSync(this.path('.git/objects'), { recursive: true, encoding: 'utf8' })
      .map((name) => this.path('.git/objects', name))
      .filter((file) => kind.test(file))
      .sort();
  }

  /** Turns bits of a file, as a damaged disk or an attacker would. */
  flip(file: string, at: number): void {
    chmodSync(file, 0o644);
    const bytes = readFileSync(file);
    const place = at % bytes.length;
    bytes[place] = bytes[place]! ^ 0x55;
    writeFileSync(file, bytes);
  }

  remove(file: string): void {
    rmSync(file);
  }

  /** Entries, without the key. */
  cacheFiles(): string[] {
    return readdirSync(this.cache)
      .filter((name) => name !== 'key')
      .map((name) => path.join(this.cache, name))
      .sort();
  }

  copyTo(folder: string): void {
    cpSync(this.root, folder, { recursive: true, preserveTimestamps: true });
  }

  override [Symbol.dispose](): void {
    super[Symbol.dispose]();
    this.#beside[Symbol.dispose]();
  }
}
