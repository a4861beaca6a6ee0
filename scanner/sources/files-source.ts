// Source: a file or folder on disk. Inside a git working tree, only files that git does not ignore.
import { isUtf8 } from 'node:buffer';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import type { Place } from '../model/archive-path.ts';
import { mayBeArchive } from '../prefilter/recognise-archive.ts';
import type { Emptied, ScanDocument, Skipped } from '../model/document.ts';
import type { OnDocument, ScanContext, Source } from '../model/source.ts';
import type { Origin } from '../model/finding.ts';
import { tooLarge } from '../model/limits.ts';
import { threadsFor } from '../io/threads.ts';
import { folderEntries, type Entry, type EntryOptions } from './list-without-git.ts';
import { entriesOf } from './git-listing.ts';
import { exists, fileBelow, isLink, statOf } from './link-stat.ts';
import { WorkingTrees } from './working-trees.ts';
import { statNamed } from '../io/named-path.ts';
import { PathDocuments } from './path-documents.ts';
import type { PathFilter } from './path-filter.ts';
import { NOT_A_FILE } from '../io/file-reader.ts';
import { reasonOf } from '../io/errno-reasons.ts';
import { filterInParallel } from './parallel-filter.ts';
import { SharedByFiles } from './shared-by-files.ts';
import type { Window } from '../io/windows.ts';
import { call } from '../text/command-line.ts';

export { SharedByFiles };

/** Found beside the files: folders that cannot be read, and names that contain a value. */
type SideItem = ScanDocument | Skipped;

export interface FilesOptions {
  /** The base of paths outside a repository, if the target is below it. */
  readonly cwd?: string;
  readonly filter?: PathFilter | undefined;
  /** Limits the files to matches of a pattern. `takes` is called once for each file. */
  readonly pattern?: EntryOptions['pattern'] & { readonly takes: (root: string, name: string) => boolean };
  /** Whether to scan files that git ignores too. */
  readonly ignored?: boolean;
  /** Called for each repository inside the target, with its folder. */
  readonly onRepository?: (folder: string) => void;
  /** Shared with the other sources of the scan; default: its own. */
  readonly shared?: SharedByFiles;
  /** Maximum number of reader threads. */
  readonly jobs?: number;
}

/** Larger files are checked for traces before they are judged. Bytes. */
const LARGE_FILE = 1024 * 1024;
const ORIGIN: Origin = { type: 'file' };

/**
 * A file or folder on disk. Inside a git working tree: tracked files, and untracked files that are not ignored, as they
 * are on disk. Elsewhere: everything below, except `.git` folders.
 */
export class FilesSource implements Source {
  readonly name: string;
  /** Number of listed files that are scanned, and of those that the user's patterns exclude. */
  included = 0;
  excluded = 0;
  readonly #target: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #options: FilesOptions;
  readonly #cwd: string;
  readonly #shared: SharedByFiles;
  readonly #jobs: number;
  readonly #visited = new Set<string>();
  readonly #workingTrees: WorkingTrees;

  /** @param target absolute path as the user named it */
  constructor(target: string, env: NodeJS.ProcessEnv, options: FilesOptions = {}) {
    this.#jobs = threadsFor(options.jobs);
    this.#shared = options.shared ?? new SharedByFiles(env);
    this.#cwd = options.cwd ?? target;
    this.name = target;
    this.#target = target;
    this.#env = env;
    this.#options = options;
    this.#workingTrees = new WorkingTrees(target, env, options.ignored === true);
  }

  async *documents(context: ScanContext, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped | Emptied> {
    const stat = statNamed(this.#target);
    if (stat.isDirectory()) {
      yield* this.#folder(this.#target, context, signal, true);
      const isEmpty = this.included + this.excluded === 0 && this.#options.pattern === undefined;
      if (isEmpty) yield { empty: { type: 'no-files', message: `there are no files in ${this.#target}` } };
      return;
    }
    if (!stat.isFile()) {
      // The target of a link such as /dev/stdin has no name to open it by.
      yield notAFile(this.#target);
      return;
    }
    const folder = path.dirname(this.#target);
    // A named file is always scanned; git only provides the base of its path.
    const repository = await this.#shared.repositories.of(folder, signal);
    const root = repository === undefined || repository.bare ? this.#rootOf(folder) : repository.root;
    const target = isLink(this.#target) ? realpathSync(this.#target) : this.#target;
    const sideItems: SideItem[] = [];
    const relative = path.relative(root, target);
    for (const _ of this.#filterEntries(
      [{ root, relative, full: target }],
      new PathDocuments(context),
      sideItems,
      context,
    ))
      yield* this.#file(root, relative, context, signal, true);
    yield* sideItems;
  }

  /** @param mayFail whether a git error ends the scan of this folder; otherwise the folder is walked */
  async *#folder(
    folder: string,
    context: ScanContext,
    signal: AbortSignal,
    mayFail: boolean,
  ): AsyncGenerator<ScanDocument | Skipped> {
    // Prevents an endless loop: git may list a nested repository and then treat it as part of this one.
    if (this.#visited.has(folder)) return;
    this.#visited.add(folder);
    const listing = this.#workingTrees.list(folder, signal);
    const listed = mayFail ? await listing : await listing.catch(() => undefined);
    const sideItems: SideItem[] = [...(listed?.skipped ?? [])];
    const skip = (one: Skipped) => void sideItems.push(one);
    const entries =
      listed === undefined
        ? await folderEntries(folder, this.#rootOf(folder), this.#options, skip, signal)
        : entriesOf(listed);
    const included = this.#filterEntries(entries, new PathDocuments(context), sideItems, context);
    for await (const { root, relative, bytes } of filterInParallel(included, context, signal, {
      jobs: this.#jobs,
      total: listed?.files.length,
    })) {
      yield* sideItems.splice(0);
      yield* this.#file(root, bytes ?? relative, context, signal);
    }
    yield* sideItems;
  }

  /** Drops excluded entries, and scans the names of the others. */
  *#filterEntries(
    entries: Iterable<Entry>,
    names: PathDocuments,
    sideItems: SideItem[],
    context: ScanContext,
  ): Generator<Entry> {
    for (const entry of entries) {
      const slashed = path.sep === '/' ? entry.relative : entry.relative.replaceAll(path.sep, '/');
      const name = slashed.endsWith('/') ? slashed.slice(0, -1) : slashed;
      if (this.#isExcluded(entry.root, name, context)) continue;
      for (const document of names.documents({ path: name, root: entry.root, origin: ORIGIN }))
        if (exists(path.join(entry.root, document.path))) sideItems.push(document);
      if (entry.isSparse === true && !exists(pathOf(entry))) {
        context.counter.addMissingOnDisk();
        continue;
      }
      this.#reportBareRepository(entry.root, name);
      this.included += 1;
      yield entry;
    }
  }

  /** Counts files that the user's patterns exclude; files that do not match a named pattern are not counted. */
  #isExcluded(root: string, name: string, context: ScanContext): boolean {
    const { filter, pattern } = this.#options;
    if (filter === undefined && pattern === undefined) return false;
    const isNamed = pattern?.takes(root, name) ?? true;
    if (isNamed && (filter?.includes(root, name) ?? true)) return false;
    // A nested repository may contain matches.
    if (filter?.excludes(root, name) !== true && statOf(path.join(root, name))?.isDirectory() === true) return false;
    if (isNamed) {
      this.excluded += 1;
      context.counter.addExcluded();
    }
    return true;
  }

  /** Reports a nested bare repository, which git treats as ordinary files. */
  #reportBareRepository(root: string, name: string): void {
    const { onRepository } = this.#options;
    if (onRepository === undefined || path.posix.basename(name) !== 'HEAD') return;
    const folder = path.dirname(path.join(root, name));
    if (folder !== this.#target && ['objects', 'refs'].every((name) => exists(path.join(folder, name))))
      onRepository(folder);
  }

  /** A file keeps its path whether it, its folder or the project is named. */
  #rootOf(folder: string): string {
    return isBelow(this.#cwd, folder) ? this.#cwd : folder;
  }

  /** @param isNamed whether the user named the file; then its absence is reported */
  async *#file(
    root: string,
    relative: string | Buffer,
    context: ScanContext,
    signal: AbortSignal,
    isNamed = false,
  ): AsyncGenerator<ScanDocument | Skipped> {
    await this.#shared.yieldToEvents(signal);
    const name = relative.toString();
    const full = path.join(root, name);
    const file = typeof relative === 'string' || isUtf8(relative) ? full : fileBelow(root, relative);
    const content = this.#shared.reader.read(file, context.criteria.maxSize);
    switch (content.kind) {
      case 'gone':
        // A tracked file that was deleted is no error; a name that could not be decoded is.
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
        yield { skipped: tooLarge(full, 'the file', content.size, context.criteria.maxSize!) };
        return;
      case 'folder':
        // A submodule, or a nested repository.
        if (exists(path.join(full, '.git'))) this.#options.onRepository?.(path.resolve(full));
        yield* this.#folder(path.resolve(full), context, signal, false);
        return;
      case 'windows': {
        const place: Place = { path: name.split(path.sep).join('/'), root, origin: ORIGIN, full };
        // Raw bytes first: after that the memory may be reused.
        const onDocument = this.#checkFor(context);
        const isArchive = yield* scanWindows(place, content.windows, onDocument);
        if (isArchive) yield* context.archives.openFile(place, file, onDocument, { cwd: root, env: this.#env, signal });
      }
    }
  }

  /** Large documents are first checked by their traces: judging a whole one takes twice its size in memory. */
  #checkFor(context: ScanContext): OnDocument {
    return (bytes, continued) => {
      if (!context.onDocument(bytes, continued)) return false;
      return bytes.length < LARGE_FILE || context.gate.mayHold(bytes) !== 'no';
    };
  }
}

function notAFile(target: string): Skipped {
  return { skipped: { path: target, reason: NOT_A_FILE, remedy: `Pipe it in: ${call('scan - < FILE')}` } };
}

function pathOf({ root, relative, bytes, full }: Entry): string | Buffer {
  return full ?? (bytes === undefined ? path.join(root, relative) : fileBelow(root, bytes));
}

/**
 * Yields the windows of a file that may contain a hash.
 * @returns whether the file may be an archive
 */
function* scanWindows(
  { full, ...place }: Place,
  windows: Iterable<Window>,
  onDocument: OnDocument,
): Generator<ScanDocument | Skipped, boolean> {
  let isArchive = false;
  try {
    for (const { bytes, linesBefore, continued } of windows) {
      // The first or the last window shows whether it is an archive.
      isArchive ||= mayBeArchive(bytes, 0, bytes.length);
      if (onDocument(bytes, continued)) yield { ...place, bytes, linesBefore };
    }
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    yield { skipped: { path: full, reason: reasonOf(error) } };
  }
  return isArchive;
}
