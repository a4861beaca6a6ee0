import { isUtf8 } from 'node:buffer';
import { lstatSync, realpathSync, type Stats } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { isBelow } from '../io/containment.ts';
import type { Place } from '../model/archive-path.ts';
import { mayBeArchive } from '../prefilter/archive-signatures.ts';
import type { Emptied, ScanDocument, Skipped } from '../model/document.ts';
import type { Observer, Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import type { Origin } from '../model/finding.ts';
import { commonFolder } from '../git/worktree-layout.ts';
import { findRepository, type Repository } from '../git/repository.ts';
import { gitFailure, tryGit } from '../git/run-git.ts';
import { tooLarge } from '../model/limits.ts';
import { scanMarks } from '../prefilter/traces.ts';
import { threadsFor } from '../io/threads.ts';
import { folderEntries, type Entry, type EntryOptions } from './folder-entries.ts';
import { entriesOf, hasAnyOnDisk, LIST_FILES, parseListing, type GitListing } from './git-listing.ts';
import { statNamed } from '../io/named-path.ts';
import { PathDocuments } from './path-documents.ts';
import type { PathFilter } from './path-filter.ts';
import { findUnlistedFiles } from './unlisted-files.ts';
import { withoutBlockingGitignore } from './blocking-gitignore.ts';
import { FileReader, NOT_A_FILE } from '../io/file-reader.ts';
import { reasonOf } from '../io/errno-reasons.ts';
import { filterInParallel } from './parallel-filter.ts';
import { SuspicionCheck } from '../prefilter/suspicion.ts';
import type { Window } from '../io/windows.ts';
import { call, commandLine } from '../text/command-line.ts';

/** How long the event loop is kept at most, so that an interrupt is heard, in milliseconds. */
const BREATH = 50;

/** What is found on the way to the files: folders that cannot be read, and names that hold a value. */
type Aside = ScanDocument | Skipped;

export interface FilesOptions {
  /** What paths outside a repository are relative to, where the target is in it. */
  readonly cwd?: string;
  readonly filter?: PathFilter | undefined;
  /** Where a pattern was named. `takes` is asked once for each file. */
  readonly pattern?: EntryOptions['pattern'] & { readonly takes: (root: string, name: string) => boolean };
  /** Files that git ignores too. */
  readonly ignored?: boolean;
  /** Called for each repository inside the target, with its folder. */
  readonly onRepository?: (folder: string) => void;
  /** Threads that read, at most. */
  readonly jobs?: number;
}

/** Bytes. */
const LARGE = 1024 * 1024;
const ORIGIN: Origin = { type: 'file' };

/**
 * A file or folder on disk. Inside a git working tree: what git tracks and what it neither tracks
 * nor ignores, as it is on disk. Elsewhere: everything below, `.git` folders aside.
 */
export class FilesSource implements Source {
  readonly name: string;
  /** Files that were listed and wanted, and those that the user's patterns leave out. */
  included = 0;
  excluded = 0;
  readonly #target: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #options: FilesOptions;
  readonly #cwd: string;
  readonly #reader = new FileReader();
  readonly #jobs: number;
  readonly #visited = new Set<string>();
  /** What was named and the git folder of its repository, links followed: a repository elsewhere decides nothing. */
  readonly #own: string[] = [];
  #judge: SuspicionCheck | undefined;
  #lastBreath = 0;

  /** @param target absolute path as the user named it */
  constructor(target: string, env: NodeJS.ProcessEnv, options: FilesOptions = {}) {
    this.#jobs = threadsFor(options.jobs);
    this.#cwd = options.cwd ?? target;
    this.name = target;
    this.#target = target;
    this.#env = env;
    this.#options = options;
  }

  async *documents(observer: Observer, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped | Emptied> {
    const stat = statNamed(this.#target);
    if (stat.isDirectory()) {
      yield* this.#folder(this.#target, observer, signal, true);
      const isEmpty = this.included + this.excluded === 0 && this.#options.pattern === undefined;
      if (isEmpty) yield { empty: { type: 'no-files', message: `there are no files in ${this.#target}` } };
      return;
    }
    if (!stat.isFile()) {
      // What a link such as /dev/stdin leads to has no name under which it could be opened.
      yield notAFile(this.#target);
      return;
    }
    const folder = path.dirname(this.#target);
    // A file that is named is scanned, tracked or ignored; git only tells what its path is relative to.
    const repository = await this.#repositoryOf(folder, signal).catch(() => undefined);
    const root = repository === undefined || repository.bare ? this.#rootOf(folder) : repository.root;
    const target = isLink(this.#target) ? realpathSync(this.#target) : this.#target;
    const aside: Aside[] = [];
    const relative = path.relative(root, target);
    for (const _ of this.#wanted([{ root, relative, full: target }], new PathDocuments(observer), aside, observer))
      yield* this.#file(root, relative, observer, signal, true);
    yield* aside;
  }

  async #repositoryOf(folder: string, signal: AbortSignal) {
    return findRepository({ cwd: folder, env: this.#env, signal });
  }

  /** @param mayFail whether trouble with git ends the scan of this folder; else the folder is walked */
  async *#folder(
    folder: string,
    observer: Observer,
    signal: AbortSignal,
    mayFail: boolean,
  ): AsyncGenerator<ScanDocument | Skipped> {
    // What git takes for a repository of its own, and then finds to be part of this one, would never end.
    if (this.#visited.has(folder)) return;
    this.#visited.add(folder);
    const listed = mayFail
      ? await this.#tracked(folder, signal)
      : await this.#tracked(folder, signal).catch(() => undefined);
    const aside: Aside[] = [...(listed?.skipped ?? [])];
    const skip = (one: Skipped) => void aside.push(one);
    const entries =
      listed === undefined
        ? await folderEntries(folder, this.#rootOf(folder), this.#options, skip, signal)
        : entriesOf(listed);
    const wanted = this.#wanted(entries, new PathDocuments(observer), aside, observer);
    for await (const { root, relative, bytes } of filterInParallel(wanted, observer, signal, {
      jobs: this.#jobs,
      total: listed?.files.length,
    })) {
      yield* aside.splice(0);
      yield* this.#file(root, bytes ?? relative, observer, signal);
    }
    yield* aside;
  }

  /** Leaves out what the user wants left out, and looks at the names of the rest. */
  *#wanted(entries: Iterable<Entry>, names: PathDocuments, aside: Aside[], observer: Observer): Generator<Entry> {
    for (const entry of entries) {
      const slashed = path.sep === '/' ? entry.relative : entry.relative.replaceAll(path.sep, '/');
      const name = slashed.endsWith('/') ? slashed.slice(0, -1) : slashed;
      if (this.#isLeftOut(entry.root, name, observer)) continue;
      for (const document of names.documents({ path: name, root: entry.root, origin: ORIGIN }))
        if (exists(path.join(entry.root, document.path))) aside.push(document);
      if (entry.isSparse === true && !exists(bytesOf(entry))) {
        observer.missOnDisk?.();
        continue;
      }
      this.#noticeBare(entry.root, name);
      this.included += 1;
      yield entry;
    }
  }

  /** What a pattern of the user's leaves out is counted; what a named pattern does not fit was never named. */
  #isLeftOut(root: string, name: string, observer: Observer): boolean {
    const { filter, pattern } = this.#options;
    if (filter === undefined && pattern === undefined) return false;
    const isNamed = pattern?.takes(root, name) ?? true;
    if (isNamed && (filter?.includes(root, name) ?? true)) return false;
    // In a repository within this one there may be what fits.
    if (filter?.excludes(root, name) !== true && statOf(path.join(root, name))?.isDirectory() === true) return false;
    if (isNamed) {
      this.excluded += 1;
      observer.exclude();
    }
    return true;
  }

  /** A bare repository within is a folder of files to git. */
  #noticeBare(root: string, name: string): void {
    const { onRepository } = this.#options;
    if (onRepository === undefined || path.posix.basename(name) !== 'HEAD') return;
    const folder = path.dirname(path.join(root, name));
    if (folder !== this.#target && ['objects', 'refs'].every((name) => exists(path.join(folder, name))))
      onRepository(folder);
  }

  /** @returns paths relative to `root`; undefined when no git working tree is responsible for the folder */
  async #tracked(folder: string, signal: AbortSignal): Promise<GitListing | undefined> {
    const repository = await this.#repositoryOf(folder, signal);
    if (repository === undefined || !(await this.#isOwn(repository, folder))) return undefined;
    if (repository.bare) {
      const isWithin = isBelow(realpathSync(repository.root), realpathSync(folder));
      const reason = isWithin
        ? 'is a bare repository, or lies in a git folder: it has no working tree'
        : 'is not the working tree of its own repository, whose settings name another one (core.worktree)';
      throw new Failure(
        `${folder} ${reason}`,
        `Scan what the repository holds: ${commandLine(['scan', '--history', folder])}`,
      );
    }
    const args = this.#options.ignored === true ? LIST_FILES : [...LIST_FILES, '--exclude-standard'];
    const { code, stdout, stderr } = await withoutBlockingGitignore(folder, signal, (ended) =>
      tryGit({ ...repository.git, cwd: folder, signal: ended }, args),
    );
    if (code !== 0) throw gitFailure(folder, args, { code, stderr });
    const files = parseListing(stdout);
    // What was named is meant, also where git ignores it all, as in a virtual environment; within, a stranger may do
    // so.
    if (!hasAnyOnDisk(repository.root, folder, files)) return undefined;
    if (stderr === '') return { root: repository.root, files, skipped: [] };
    const more = await findUnlistedFiles(repository, folder, files, this.#options.ignored === true, signal);
    return { root: repository.root, files: [...files, ...more.files], skipped: more.skipped };
  }

  /** A `.git` within may be a file or a link that names a repository anywhere, which would say what is ignored. */
  async #isOwn(repository: Repository, folder: string): Promise<boolean> {
    const common = realpathSync(await commonFolder(repository));
    if (folder === this.#target) this.#own.push(realpathSync(folder), common);
    return this.#own.some((one) => isBelow(one, common));
  }

  /** The same file keeps its path whether it, its folder or the project is named. */
  #rootOf(folder: string): string {
    return isBelow(this.#cwd, folder) ? this.#cwd : folder;
  }

  /** @param isNamed by the user, so that nothing there is an answer as well */
  async *#file(
    root: string,
    relative: string | Buffer,
    observer: Observer,
    signal: AbortSignal,
    isNamed = false,
  ): AsyncGenerator<ScanDocument | Skipped> {
    await this.#breathe(signal);
    const name = relative.toString();
    const full = path.join(root, name);
    // A name that is not UTF-8 must reach the system as the bytes it is.
    const file = isText(relative) ? full : Buffer.concat([Buffer.from(root + path.sep), relative as Buffer]);
    const content = this.#reader.read(file, observer.criteria.maxSize);
    switch (content.kind) {
      case 'gone':
        // Tracked and deleted is no error; a name that the walk could not spell is.
        if (typeof relative === 'string' && name.includes('\uFFFD'))
          yield { skipped: { path: full, reason: 'its name is not UTF-8' } };
        else if (isNamed)
          yield {
            skipped: {
              path: full,
              reason: 'it is no longer there',
              remedy: 'Check the spelling; paths are relative to the current folder.',
            },
          };
        return;
      case 'unreadable':
        yield {
          skipped: {
            path: full,
            reason: content.reason,
            remedy: `Give yourself the right to read it, or pipe it in: ${call('scan - < FILE')}`,
          },
        };
        return;
      case 'large':
        yield { skipped: tooLarge(full, 'the file', content.size, observer.criteria.maxSize!) };
        return;
      case 'folder':
        // A submodule, or a repository inside the repository.
        if (exists(path.join(full, '.git'))) this.#options.onRepository?.(path.resolve(full));
        yield* this.#folder(path.resolve(full), observer, signal, false);
        return;
      case 'windows': {
        const place: Place = { path: name.split(path.sep).join('/'), root, origin: ORIGIN, full };
        // As it is first: then the memory may be used again.
        const look = this.#lookFor(observer);
        const isArchive = yield* judgeable(place, content.windows, look);
        if (isArchive) yield* observer.archives.openFile(place, file, look, { cwd: root, env: this.#env, signal });
      }
    }
  }

  /** What is large is judged by what stands around its traces first: as a whole it takes twice its size in memory. */
  #lookFor(observer: Observer): Observer['look'] {
    return (bytes, continued) => {
      if (!observer.look(bytes, continued)) return false;
      if (bytes.length < LARGE) return true;
      this.#judge ??= new SuspicionCheck(observer.criteria);
      return this.#judge.mayHoldFinding(bytes, scanMarks(bytes, 0, bytes.length, true));
    };
  }

  async #breathe(signal: AbortSignal): Promise<void> {
    if (performance.now() - this.#lastBreath < BREATH) return;
    await turn();
    signal.throwIfAborted();
    this.#lastBreath = performance.now();
  }
}

function notAFile(target: string): Skipped {
  return { skipped: { path: target, reason: NOT_A_FILE, remedy: `Pipe it in: ${call('scan - < FILE')}` } };
}

function isText(name: string | Buffer): boolean {
  return typeof name === 'string' || isUtf8(name);
}

/** A name that is not UTF-8 must reach the system as the bytes it is. */
function bytesOf({ root, relative, bytes, full }: Entry): string | Buffer {
  return (
    full ?? (bytes === undefined ? path.join(root, relative) : Buffer.concat([Buffer.from(root + path.sep), bytes]))
  );
}

function exists(file: string | Buffer): boolean {
  return statOf(file) !== undefined;
}

/** @returns what it is, links not followed; undefined for what is not there, also where a file stands for its folder */
function statOf(file: string | Buffer): Stats | undefined {
  try {
    return lstatSync(file);
  } catch {
    return undefined;
  }
}

function isLink(file: string): boolean {
  return statOf(file)?.isSymbolicLink() === true;
}

/** @returns whether it may be an archive */
function* judgeable(
  { full, ...place }: Place,
  windows: Iterable<Window>,
  look: Observer['look'],
): Generator<ScanDocument | Skipped, boolean> {
  let isArchive = false;
  try {
    for (const { bytes, linesBefore, continued } of windows) {
      // Of a large file the beginning tells, or the end.
      isArchive ||= mayBeArchive(bytes, 0, bytes.length);
      if (look(bytes, continued)) yield { ...place, bytes, linesBefore };
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    yield { skipped: { path: full, reason: reasonOf(error) } };
  }
  return isArchive;
}
