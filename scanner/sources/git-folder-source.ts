import { existsSync, readdirSync, realpathSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Place } from '../model/archive-path.ts';
import { mayBeArchive } from '../prefilter/archive-signatures.ts';
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { Observer, Source } from '../model/source.ts';
import { Failure } from '../model/failure.ts';
import type { Origin } from '../model/finding.ts';
import { commonFolder } from '../git/worktree-layout.ts';
import { findRepository } from '../git/repository.ts';
import { tooLarge } from '../model/limits.ts';
import { checkFolder } from '../io/named-path.ts';
import { PathDocuments } from './path-documents.ts';
import { contains, isBelow } from '../io/containment.ts';
import { FileReader } from '../io/file-reader.ts';
import { reasonOf } from '../io/errno-reasons.ts';
import { call, commandLine } from '../text/command-line.ts';

const ORIGIN: Origin = { type: 'git-folder' };
/** The daemon's socket has nothing to read. */
const SOCKET = 'fsmonitor--daemon.ipc';

/**
 * The files of a repository's own besides its objects and its index: configuration with the URLs of remotes, hooks,
 * logs, messages in the making, packed refs, recorded conflicts, content of Git LFS, and the names of refs. Those of
 * its submodules and linked working trees lie there too.
 */
export class GitFolderSource implements Source {
  readonly name: string;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #readToo: string | undefined;
  /** Absolute path of the git folder, without links. */
  #top = '';
  readonly #reader = new FileReader();

  /**
   * @param folder absolute path of a folder of the repository
   * @param readToo absolute path of another folder that is looked at, so that links may lead there
   */
  constructor(folder: string, env: NodeJS.ProcessEnv, readToo?: string) {
    this.#readToo = readToo;
    this.name = folder;
    this.#folder = folder;
    this.#env = env;
  }

  async *documents(observer: Observer, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped> {
    checkFolder(this.#folder);
    const repository = await findRepository({ cwd: this.#folder, env: this.#env, signal });
    if (repository === undefined)
      throw new Failure(
        `${this.#folder} is not in a git repository: it has no git folder`,
        `Name a repository, or scan the files: ${call('scan PATH')}`,
      );
    const top = await commonFolder(repository);
    this.#top = realpathSync(top);
    const root = path.basename(top) === '.git' ? path.dirname(top) : top;
    yield* this.#walk(top, root, new PathDocuments(observer), observer, signal);
  }

  async *#walk(
    folder: string,
    root: string,
    names: PathDocuments,
    observer: Observer,
    signal: AbortSignal,
  ): AsyncGenerator<ScanDocument | Skipped> {
    await turn();
    signal.throwIfAborted();
    let entries: Dirent[];
    try {
      entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
    } catch (error) {
      yield {
        skipped: { path: folder, reason: reasonOf(error), remedy: 'Give yourself the right to read the folder.' },
      };
      return;
    }
    const isGitFolder = entries.some(({ name }) => name === 'HEAD');
    for (const entry of entries) {
      const full = path.join(folder, entry.name);
      // The index and the objects are read by git's own rules.
      if (isGitFolder && (entry.name === 'index' || entry.name.startsWith('sharedindex.'))) continue;
      if (isGitFolder && entry.name === 'objects' && entry.isDirectory())
        yield* this.#walkIfThere(path.join(full, 'info'), root, names, observer, signal);
      else if (entry.isDirectory()) yield* this.#walk(full, root, names, observer, signal);
      else {
        yield* this.#file(full, root, names, observer, signal);
        if (entry.isSymbolicLink() && !(isGitFolder && entry.name === 'objects')) yield* this.#linked(full);
      }
    }
  }

  async *#walkIfThere(
    folder: string,
    root: string,
    names: PathDocuments,
    observer: Observer,
    signal: AbortSignal,
  ): AsyncGenerator<ScanDocument | Skipped> {
    if (existsSync(folder)) yield* this.#walk(folder, root, names, observer, signal);
  }

  /** Of a link its text is looked at. What it leads to may lie anywhere; git reads it all the same. */
  *#linked(link: string): Generator<Skipped> {
    let end: string;
    try {
      end = realpathSync(link);
    } catch {
      // It leads nowhere, so nothing is left out.
      return;
    }
    const isRepository = existsSync(path.join(end, 'HEAD')) && existsSync(path.join(end, 'objects'));
    const isRead = isRepository ? isBelow(path.join(this.#top, 'modules'), end) : isBelow(this.#top, end);
    if (isRead || (this.#readToo !== undefined && contains(this.#readToo, end))) return;
    const remedy = `Scan it too: ${commandLine(['scan', ...(isRepository ? ['--history'] : []), end])}`;
    yield { skipped: { path: link, reason: 'it is a link, and what it leads to may lie anywhere', remedy } };
  }

  async *#file(
    full: string,
    root: string,
    names: PathDocuments,
    observer: Observer,
    signal: AbortSignal,
  ): AsyncGenerator<ScanDocument | Skipped> {
    const place: Omit<Place, 'full'> = {
      path: path.relative(root, full).split(path.sep).join('/'),
      root,
      origin: ORIGIN,
    };
    // The log of a ref has the name of the ref.
    if (
      !existsSync(full.replace(`${path.sep}logs${path.sep}refs`, `${path.sep}refs`)) ||
      !full.includes(`${path.sep}logs${path.sep}`)
    )
      yield* names.documents(place);
    if (path.basename(full) === SOCKET) return;
    const content = this.#reader.read(full, observer.criteria.maxSize);
    if (content.kind === 'large')
      yield { skipped: tooLarge(full, 'the file', content.size, observer.criteria.maxSize!) };
    if (content.kind === 'unreadable')
      yield { skipped: { path: full, reason: content.reason, remedy: 'Give yourself the right to read it.' } };
    if (content.kind !== 'windows') return;
    let isArchive = false;
    for (const { bytes, linesBefore, continued } of content.windows) {
      isArchive ||= mayBeArchive(bytes, 0, bytes.length);
      if (observer.look(bytes, continued)) yield { ...place, bytes, linesBefore };
    }
    // Content of Git LFS, mostly.
    if (isArchive)
      yield* observer.archives.openFile({ ...place, full }, full, observer.look, { cwd: root, env: this.#env, signal });
  }
}
