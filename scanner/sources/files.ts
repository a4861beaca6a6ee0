import { isUtf8 } from 'node:buffer';
import { lstatSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Observer, ScanDocument, Skipped, Source } from '../document.ts';
import { Failure } from '../failure.ts';
import { findRepository } from '../git/repository.ts';
import { runGit, tryGit, type GitContext } from '../git/run.ts';
import { threadsFor } from '../threads.ts';
import { statNamed } from './named.ts';
import { FileReader, reasonOf } from './read-file.ts';
import { sift, type Listed } from './sift.ts';
import { walk } from './walk.ts';
import type { Window } from './windows.ts';

/** How long the event loop is kept at most, so that an interrupt is heard, in milliseconds. */
const BREATH = 50;

/** A file where it was listed. */
interface Entry extends Listed {
  readonly root: string;
  /** Relative to `root`, as bytes, where git lists it: a name need not be UTF-8. */
  readonly bytes?: Buffer;
}

/**
 * A file or folder on disk. Inside a git working tree: what git tracks and what it neither tracks
 * nor ignores, as it is on disk. Elsewhere: everything below, `.git` folders aside.
 */
export class FilesSource implements Source {
  readonly name: string;
  readonly #target: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #cwd: string;
  readonly #reader = new FileReader();
  readonly #jobs: number;
  #lastBreath = 0;

  /**
   * @param target absolute path as the user named it
   * @param cwd what paths outside a repository are relative to, where the target is in it
   * @param jobs threads that read, at most
   */
  constructor(target: string, env: NodeJS.ProcessEnv, cwd = target, jobs = threadsFor()) {
    this.#jobs = jobs;
    this.#cwd = cwd;
    this.name = target;
    this.#target = target;
    this.#env = env;
  }

  async *documents(observer: Observer, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped> {
    const stat = statNamed(this.#target);
    if (stat.isDirectory()) {
      yield* this.#folder(this.#target, observer, signal, true);
      return;
    }
    const folder = path.dirname(this.#target);
    // A file that is named is scanned, tracked or ignored; git only tells what its path is relative to.
    const repository = await this.#repositoryOf(folder, signal).catch(() => undefined);
    const root = repository === undefined || repository.bare ? this.#rootOf(folder) : repository.root;
    const target = isLink(this.#target) ? realpathSync(this.#target) : this.#target;
    yield* this.#file(root, path.relative(root, target), observer, signal);
  }

  async #repositoryOf(folder: string, signal: AbortSignal) {
    return findRepository(this.#git(folder, signal));
  }

  #git(cwd: string, signal: AbortSignal): GitContext {
    return { cwd, env: this.#env, signal };
  }

  /** @param mayFail whether trouble with git ends the scan of this folder; else the folder is walked */
  async *#folder(folder: string, observer: Observer, signal: AbortSignal, mayFail: boolean): AsyncGenerator<ScanDocument | Skipped> {
    const listed = mayFail ? await this.#tracked(folder, signal) : await this.#tracked(folder, signal).catch(() => undefined);
    const skipped: Skipped[] = [];
    const entries = listed === undefined ? this.#walk(folder, (one) => void skipped.push(one)) : fromGit(listed);
    for await (const { root, bytes, full } of sift(entries, observer, signal, { jobs: this.#jobs, total: listed?.files.length })) {
      yield* this.#file(root, bytes ?? path.relative(root, full!), observer, signal);
    }
    yield* skipped;
  }

  /** @returns paths relative to `root`; undefined when no git working tree is responsible for the folder */
  async #tracked(folder: string, signal: AbortSignal): Promise<{ root: string; files: Buffer[] } | undefined> {
    const repository = await this.#repositoryOf(folder, signal);
    if (repository === undefined) return undefined;
    if (repository.bare) {
      throw new Failure(`${folder} is a bare repository: it has no working tree`, 'Scan what it holds with: navixy-secrets scan --history <repository>');
    }
    const output = await runGit(this.#git(folder, signal), ['ls-files', '-z', '--full-name', '--cached', '--others', '--exclude-standard']);
    const files = splitZero(output);
    if (files.length === 0) {
      // An ignored folder that the user named is meant, ignored or not.
      const ignored = await tryGit(this.#git(repository.root, signal), ['check-ignore', '-q', '--', folder]);
      if (ignored.code === 0) return undefined;
    }
    return { root: repository.root, files };
  }

  /** The same file keeps its path whether it, its folder or the project is named. */
  #rootOf(folder: string): string {
    const relative = path.relative(this.#cwd, folder);
    return relative.startsWith('..') || path.isAbsolute(relative) ? folder : this.#cwd;
  }

  *#walk(folder: string, skip: (skipped: Skipped) => void): Generator<Entry> {
    const root = this.#rootOf(folder);
    for (const full of walk(folder, skip)) yield { root, full };
  }

  async *#file(root: string, relative: string | Buffer, observer: Observer, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped> {
    await this.#breathe(signal);
    const name = relative.toString();
    const full = path.join(root, name);
    // A name that is not UTF-8 must reach the system as the bytes it is.
    const content = this.#reader.read(isText(relative) ? full : Buffer.concat([Buffer.from(root + path.sep), relative as Buffer]));
    switch (content.kind) {
      case 'gone':
        // Tracked and deleted is no error; a name that the walk could not spell is.
        if (typeof relative === 'string' && name.includes('\uFFFD')) yield { skipped: { path: full, reason: 'its name is not UTF-8' } };
        return;
      case 'unreadable':
        yield { skipped: { path: full, reason: content.reason, remedy: 'Give yourself the right to read it, or pipe it in: navixy-secrets scan - < FILE' } };
        return;
      case 'folder':
        // A submodule, or a repository inside the repository.
        yield* this.#folder(full, observer, signal, false);
        return;
      case 'windows':
        yield* judgeable({ path: name.split(path.sep).join('/'), root, origin: { type: 'file' } }, full, content.windows, observer);
    }
  }

  async #breathe(signal: AbortSignal): Promise<void> {
    if (performance.now() - this.#lastBreath < BREATH) return;
    await turn();
    signal.throwIfAborted();
    this.#lastBreath = performance.now();
  }
}

function* fromGit({ root, files }: { root: string; files: readonly Buffer[] }): Generator<Entry> {
  for (const bytes of files) yield { root, bytes, full: isUtf8(bytes) ? root + path.sep + bytes.toString() : undefined };
}

function isText(name: string | Buffer): boolean {
  return typeof name === 'string' || isUtf8(name);
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

function* judgeable(
  place: Pick<ScanDocument, 'path' | 'root' | 'origin'>,
  full: string,
  windows: Iterable<Window>,
  observer: Observer,
): Generator<ScanDocument | Skipped> {
  try {
    for (const { bytes, linesBefore, continued } of windows) {
      if (observer.look(bytes, continued)) yield { ...place, bytes, linesBefore };
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    yield { skipped: { path: full, reason: reasonOf(error as NodeJS.ErrnoException) } };
  }
}

/** @returns the names that `-z` output lists, as bytes, each once */
function splitZero(output: Buffer): Buffer[] {
  const files = new Map<string, Buffer>();
  let start = 0;
  for (let end = output.indexOf(0); end >= 0; end = output.indexOf(0, start)) {
    const name = output.subarray(start, end);
    // An unmerged file is listed once for each side.
    files.set(name.toString('latin1'), name);
    start = end + 1;
  }
  return [...files.values()];
}
