// Source: the files of a `.git` folder besides objects and index, such as config, hooks, logs and names of refs.
import { existsSync, readdirSync, realpathSync, type Dirent } from 'node:fs';
import path from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { Place } from '../model/archive-path.ts';
import { mayBeArchive } from '../prefilter/recognise-archive.ts';
import type { ScanDocument, Skipped } from '../model/document.ts';
import type { ScanContext, Source } from '../model/source.ts';
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
/** The socket of git's file system monitor; it has no content. */
const SOCKET = 'fsmonitor--daemon.ipc';

/**
 * The files of a git folder besides objects and index: configuration with remote URLs, hooks, logs, unfinished
 * messages, packed refs, recorded conflicts, Git LFS content, and the names of refs. Submodules and linked working
 * trees have theirs in it too.
 */
export class GitFolderSource implements Source {
  readonly name: string;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #alsoScanned: string | undefined;
  /** Absolute path of the git folder, links resolved. */
  #realGitFolder = '';
  readonly #reader = new FileReader();

  /**
   * @param folder absolute path of a folder of the repository
   * @param alsoScanned absolute path of another scanned folder; links into it need no report
   */
  constructor(folder: string, env: NodeJS.ProcessEnv, alsoScanned?: string) {
    this.#alsoScanned = alsoScanned;
    this.name = folder;
    this.#folder = folder;
    this.#env = env;
  }

  async *documents(context: ScanContext, signal: AbortSignal): AsyncGenerator<ScanDocument | Skipped> {
    checkFolder(this.#folder);
    const repository = await findRepository({ cwd: this.#folder, env: this.#env, signal });
    if (repository === undefined)
      throw new Failure(
        `${this.#folder} is not in a git repository: it has no git folder`,
        `Name a repository, or scan the files: ${call('scan PATH')}`,
      );
    const top = await commonFolder(repository);
    this.#realGitFolder = realpathSync(top);
    const root = path.basename(top) === '.git' ? path.dirname(top) : top;
    yield* this.#walk(top, root, new PathDocuments(context), context, signal);
  }

  async *#walk(
    folder: string,
    root: string,
    names: PathDocuments,
    context: ScanContext,
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
      // The index and the objects are read by other sources.
      if (isGitFolder && (entry.name === 'index' || entry.name.startsWith('sharedindex.'))) continue;
      if (isGitFolder && entry.name === 'objects' && entry.isDirectory())
        yield* this.#walkIfExists(path.join(full, 'info'), root, names, context, signal);
      else if (entry.isDirectory()) yield* this.#walk(full, root, names, context, signal);
      else {
        yield* this.#file(full, root, names, context, signal);
        if (entry.isSymbolicLink() && !(isGitFolder && entry.name === 'objects')) yield* this.#reportLink(full);
      }
    }
  }

  async *#walkIfExists(
    folder: string,
    root: string,
    names: PathDocuments,
    context: ScanContext,
    signal: AbortSignal,
  ): AsyncGenerator<ScanDocument | Skipped> {
    if (existsSync(folder)) yield* this.#walk(folder, root, names, context, signal);
  }

  /** Only the text of a link is scanned. Its target may be anywhere, but git would read it: report it. */
  *#reportLink(link: string): Generator<Skipped> {
    let realTarget: string;
    try {
      realTarget = realpathSync(link);
    } catch {
      // A broken link: nothing is left out.
      return;
    }
    const isRepository = existsSync(path.join(realTarget, 'HEAD')) && existsSync(path.join(realTarget, 'objects'));
    const isRead = isRepository
      ? isBelow(path.join(this.#realGitFolder, 'modules'), realTarget)
      : isBelow(this.#realGitFolder, realTarget);
    if (isRead || (this.#alsoScanned !== undefined && contains(this.#alsoScanned, realTarget))) return;
    const remedy = `Scan it too: ${commandLine(['scan', ...(isRepository ? ['--history'] : []), realTarget])}`;
    yield { skipped: { path: link, reason: 'it is a link, and what it leads to may lie anywhere', remedy } };
  }

  async *#file(
    full: string,
    root: string,
    names: PathDocuments,
    context: ScanContext,
    signal: AbortSignal,
  ): AsyncGenerator<ScanDocument | Skipped> {
    const place: Omit<Place, 'full'> = {
      path: path.relative(root, full).split(path.sep).join('/'),
      root,
      origin: ORIGIN,
    };
    // The log of a ref has the same name as the ref.
    if (
      !existsSync(full.replace(`${path.sep}logs${path.sep}refs`, `${path.sep}refs`)) ||
      !full.includes(`${path.sep}logs${path.sep}`)
    )
      yield* names.documents(place);
    if (path.basename(full) === SOCKET) return;
    const content = this.#reader.read(full, context.criteria.maxSize);
    if (content.kind === 'large')
      yield { skipped: tooLarge(full, 'the file', content.size, context.criteria.maxSize!) };
    if (content.kind === 'unreadable')
      yield { skipped: { path: full, reason: content.reason, remedy: 'Give yourself the right to read it.' } };
    if (content.kind !== 'windows') return;
    let isArchive = false;
    for (const { bytes, linesBefore, continued } of content.windows) {
      isArchive ||= mayBeArchive(bytes, 0, bytes.length);
      if (context.onDocument(bytes, continued)) yield { ...place, bytes, linesBefore };
    }
    // Usually content of Git LFS.
    if (isArchive)
      yield* context.archives.openFile({ ...place, full }, full, context.onDocument, {
        cwd: root,
        env: this.#env,
        signal,
      });
  }
}
