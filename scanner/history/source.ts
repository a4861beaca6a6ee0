import type { Observer, ScanDocument, Skipped, Source } from '../document.ts';
import { Failure } from '../failure.ts';
import type { NotLookedAt, Origin } from '../finding.ts';
import { messageStart, readCommit, type CommitFacts } from '../git/commit.ts';
import type { ObjectHeader, ObjectSink } from '../git/object-parser.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import { findRepository, headCommit, shallowness, type Repository } from '../git/repository.ts';
import { checkFolder } from '../sources/named.ts';
import { Windows } from '../sources/windows.ts';
import { findMissing } from './connectivity.ts';
import { takeInventory } from './inventory.ts';
import { blobsIn, findIntroductions, readCommits, type Introduction } from './provenance.ts';

/** git reads with one core each; more than two would starve the parser. */
const READERS = 2;

/**
 * Everything a repository has ever stored: every blob, commit message and tag message of the
 * object database, whether anything still leads to it or not.
 *
 * Two passes. The first reads every object once and keeps the ids of the few that a judgement
 * might find something in. Then git is asked where those came from, and they alone are read again
 * to be judged with the path they had.
 */
export class HistorySource implements Source {
  readonly name: string;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;

  /** @param folder absolute path of a repository, or of a folder inside it */
  constructor(folder: string, env: NodeJS.ProcessEnv) {
    this.name = folder;
    this.#folder = folder;
    this.#env = env;
  }

  async *documents(observer: Observer, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped> {
    checkFolder(this.#folder);
    const repository = await findRepository({ cwd: this.#folder, env: this.#env, signal });
    if (repository === undefined) {
      throw new Failure(`${this.#folder} is not in a git repository: it has no history`, 'Name a repository, or scan the files: navixy-secrets scan PATH');
    }
    const shallow = await shallowness(repository);
    if (shallow !== undefined) yield { skipped: shallow };
    const missing = findMissing(repository);
    // Awaited below; an abort in between must not count as unhandled.
    missing.catch(() => undefined);
    const inventory = await takeInventory(repository);
    const pass = new FirstPass(repository, observer, inventory.texts.length);
    yield* asSkipped(inventory.complaints.map((line) => ({ path: repository.root, reason: line, remedy: 'git fsck' })));
    yield* asSkipped(await pass.run(inventory.texts));
    observer.progress({ doing: 'asking git who introduced what was found', done: 0 });
    yield* this.#judgeable(repository, pass, inventory.commits, observer);
    yield* asSkipped(await missing);
  }

  async *#judgeable(repository: Repository, pass: FirstPass, commits: ObjectList, observer: Observer): AsyncGenerator<ScanDocument | Skipped> {
    yield* pass.messages;
    if (pass.blobs.size === 0) return;
    const blobs = new Set(pass.blobs.keys());
    const introductions = await findIntroductions(repository, blobs, commits);
    const facts = await readCommits(repository, [...introductions.values()].map((one) => one.commit));
    const head = await headCommit(repository).catch(() => undefined);
    const inHead = head === undefined ? new Set<string>() : await blobsIn(repository, head, blobs);
    const describe = (blob: string) => describeBlob(blob, introductions.get(blob), facts, inHead.has(blob));
    yield* readAgain(repository, pass.blobs, describe, observer);
  }
}

function* asSkipped(list: readonly NotLookedAt[]): Generator<Skipped> {
  for (const skipped of list) yield { skipped };
}

function describeBlob(blob: string, from: Introduction | undefined, facts: ReadonlyMap<string, CommitFacts>, inHead: boolean): { path: string; origin: Origin } {
  if (from === undefined) return { path: `blob:${blob}`, origin: { type: 'blob', blob, inHead, reachable: false } };
  return { path: from.path, origin: { type: 'commit', blob, commit: from.commit, ...facts.get(from.commit), inHead, reachable: from.reachable } };
}

/** Reads every object and remembers those that matter. */
class FirstPass implements ObjectSink {
  /** Blobs that may hold something, in the order of the packs, with their size in bytes. */
  readonly blobs = new Map<string, number>();
  readonly messages: ScanDocument[] = [];
  readonly #repository: Repository;
  readonly #observer: Observer;
  readonly #total: number;
  readonly #absent: NotLookedAt[] = [];
  readonly #large = new Map<string, Windows>();
  #done = 0;

  constructor(repository: Repository, observer: Observer, total: number) {
    this.#repository = repository;
    this.#observer = observer;
    this.#total = total;
  }

  /** @returns what could not be read */
  async run(list: ObjectList): Promise<NotLookedAt[]> {
    const half = Math.ceil(list.length / READERS);
    const parts = Array.from({ length: READERS }, (_, at) => list.slice(Math.min(at * half, list.length), Math.min((at + 1) * half, list.length)));
    const unreadable = await Promise.all(parts.map((part) => readObjects(this.#repository.git, part, this)));
    return [
      ...this.#absent,
      ...unreadable.flat().map(({ oid, reason }) => ({ path: this.#repository.root, reason: `object ${oid} cannot be read: ${reason}`, remedy: 'git fsck' })),
    ];
  }

  object(header: ObjectHeader, bytes: Buffer): void {
    this.#done += 1;
    if ((this.#done & 0x3ff) === 0) this.#observer.progress({ doing: 'reading objects', done: this.#done, total: this.#total });
    if (!this.#observer.look(bytes)) return;
    if (header.type !== 'blob') this.#message(header, bytes);
    else if (this.#observer.suspects(bytes)) this.blobs.set(header.oid, header.size);
  }

  piece(header: ObjectHeader, bytes: Buffer, last: boolean): void {
    const windows = this.#large.get(header.oid) ?? new Windows();
    this.#large.set(header.oid, windows);
    const check = (window: { bytes: Buffer; continued: boolean }) => {
      if (this.#observer.look(window.bytes, window.continued) && this.#observer.suspects(window.bytes)) this.blobs.set(header.oid, header.size);
    };
    for (const window of windows.push(bytes)) check(window);
    if (!last) return;
    for (const window of windows.end()) check(window);
    this.#large.delete(header.oid);
  }

  absent(line: string): void {
    this.#absent.push({ path: this.#repository.root, reason: `object ${line}`, remedy: 'git fsck' });
  }

  /** Headers and message apart, so that a line number is one of the message. */
  #message(header: ObjectHeader, object: Buffer): void {
    const start = messageStart(object);
    const facts = readCommit(object);
    const origin: Origin = header.type === 'commit' ? { type: 'message', commit: header.oid, ...facts } : { type: 'message', blob: header.oid, ...facts };
    const add = (name: string, bytes: Buffer) => {
      if (this.#observer.suspects(bytes)) this.messages.push({ path: name, root: this.#repository.root, origin, bytes: Buffer.from(bytes) });
    };
    add(`${header.type}:${header.oid}`, object.subarray(start));
    add(`${header.type}:${header.oid}#headers`, object.subarray(0, start));
  }
}

/** How many bytes of suspects are held in memory at a time. */
const BATCH = 32 * 1024 * 1024;

function* batches(blobs: ReadonlyMap<string, number>): Generator<string[]> {
  let batch: string[] = [];
  let bytes = 0;
  for (const [oid, size] of blobs) {
    if (bytes + size > BATCH && batch.length > 0) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(oid);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}

/** Reads the suspects again, a batch at a time, and hands them on with their origin. */
async function* readAgain(repository: Repository, blobs: ReadonlyMap<string, number>, describe: (blob: string) => { path: string; origin: Origin }, observer: Observer): AsyncGenerator<ScanDocument | Skipped> {
  for (const ids of batches(blobs)) {
    const ready: ScanDocument[] = [];
    const large = new Map<string, Windows>();
    const place = (oid: string) => ({ ...describe(oid), root: repository.root });
    const unreadable = await readObjects(repository.git, ObjectList.of(ids, repository.hexLength), {
      object: (header, bytes) => void ready.push({ ...place(header.oid), bytes: Buffer.from(bytes) }),
      piece: (header, bytes, last) => {
        const windows = large.get(header.oid) ?? new Windows();
        large.set(header.oid, windows);
        const add = (window: { bytes: Buffer; linesBefore: number }) => {
          if (observer.suspects(window.bytes)) ready.push({ ...place(header.oid), bytes: Buffer.from(window.bytes), linesBefore: window.linesBefore });
        };
        for (const window of windows.push(bytes)) add(window);
        if (last) for (const window of windows.end()) add(window);
      },
      absent: () => undefined,
    });
    for (const { oid, reason } of unreadable) yield { skipped: { path: repository.root, reason: `object ${oid} cannot be read: ${reason}`, remedy: 'git fsck' } };
    yield* ready;
  }
}
