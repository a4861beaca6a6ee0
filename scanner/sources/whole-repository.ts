// Source: everything about a repository for `--all`: files, indexes, history, git folder, submodules, nested
// repositories.
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { isBelow } from '../io/containment.ts';
import type { SourceItem } from '../model/document.ts';
import type { ScanContext, Source } from '../model/source.ts';
import { discover } from '../git/discovery.ts';
import { commonFolder, moduleFolders, worktreeFolders } from '../git/worktree-layout.ts';
import { findRepository, type Repository } from '../git/repository.ts';
import { withoutHook } from '../git/run-git.ts';
import { HistorySource, type HistoryOptions } from '../history/history-source.ts';
import { asNotLookedAt } from './source-failure.ts';
import { FilesSource, type FilesOptions } from './files-source.ts';
import { GitFolderSource } from './git-folder-source.ts';
import { checkFolder } from '../io/named-path.ts';
import { StagedSource } from './staged-source.ts';
import { call, commandLine } from '../text/command-line.ts';

export interface WholeRepositoryOptions extends Pick<FilesOptions, 'cwd' | 'filter'>, HistoryOptions {
  /** Whether the filter may exclude every file. */
  readonly mayLeaveNothing?: boolean;
}

/**
 * Everything about a repository: each file on disk, ignored or not; the index of each working tree; every object; the
 * files of the git folder; and the same for submodules, checked out or not, and nested repositories. A failure of one
 * part is reported, and the others are still scanned.
 */
export class WholeRepositorySource implements Source {
  readonly name: string;
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #options: WholeRepositoryOptions;
  /** Git folders that were scanned with everything in them. */
  readonly #seen: string[] = [];

  /** @param folder absolute path of a folder of the repository, or of a folder that contains repositories */
  constructor(folder: string, env: NodeJS.ProcessEnv, options: WholeRepositoryOptions = {}) {
    this.name = folder;
    this.#folder = folder;
    this.#env = withoutHook(env);
    this.#options = options;
  }

  async *documents(originalContext: ScanContext, signal: AbortSignal): AsyncGenerator<SourceItem> {
    checkFolder(this.#folder);
    // A later part may still mention the platform.
    const context: ScanContext = { ...originalContext, isLastSource: () => false };
    const repository = await findRepository({ cwd: this.#folder, env: this.#env, signal });
    const root = repository?.root ?? this.#folder;
    const nested: string[] = [];
    // `core.worktree` may name another tree: then the files here are reported as not scanned.
    if (repository?.bare !== true || !isBelow(realpathSync(root), realpathSync(this.#folder))) {
      const top = repository?.bare === true ? this.#folder : root;
      const options = { ...this.#options, ignored: true, onRepository: (folder: string) => nested.push(folder) };
      const files = new FilesSource(top, this.#env, options);
      yield* catchFailures(files, context, signal);
      if (files.excluded > 0 && files.included === 0) {
        const { describeNothingLeft } = await import('./nothing-left.ts');
        yield describeNothingLeft(root, 'file', files.excluded, this.#options.mayLeaveNothing === true);
      }
    }
    if (repository !== undefined) yield* this.#parts(repository, context, signal);
    else if (nested.length === 0) {
      yield {
        skipped: {
          path: root,
          reason: 'it is in no git repository, and none is in it: there is no index and no history',
          remedy: `To scan the files alone: ${call('scan PATH')}`,
        },
      };
    }
    const named = [root, ...this.#seen].map((folder) => realpathSync(folder));
    for (const folder of nested) yield* this.#nested(folder, named, context, signal);
  }

  async *#parts(repository: Repository, context: ScanContext, signal: AbortSignal): AsyncGenerator<SourceItem> {
    const { root } = repository;
    const common = await commonFolder(repository);
    if (!repository.bare)
      yield* catchFailures(
        new StagedSource(root, this.#env, [], this.#options.filter, { mayLeaveNothing: true }),
        context,
        signal,
      );
    for (const { folder, root: tree, isCurrent } of await worktreeFolders(repository)) {
      if (isCurrent && !repository.bare) continue;
      const options = { gitFolder: folder, mayLeaveNothing: true };
      yield* catchFailures(new StagedSource(tree, this.#env, [], this.#options.filter, options), context, signal);
    }
    yield* catchFailures(new HistorySource(root, this.#env, this.#options), context, signal);
    if (!this.#seen.some((folder) => isBelow(folder, common))) {
      yield* catchFailures(new GitFolderSource(root, this.#env, repository.bare ? undefined : root), context, signal);
    }
    this.#seen.push(common);
    for (const gitFolder of moduleFolders(common)) {
      if (this.#seen.includes(gitFolder)) continue;
      this.#seen.push(gitFolder);
      yield* catchFailures(
        new StagedSource(gitFolder, this.#env, [], this.#options.filter, { gitFolder, mayLeaveNothing: true }),
        context,
        signal,
      );
      yield* catchFailures(new HistorySource(gitFolder, this.#env, { ...this.#options, gitFolder }), context, signal);
    }
  }

  /**
   * A nested `.git` may be a file that names a repository anywhere; only repositories inside the named folder are read.
   */
  async *#nested(
    folder: string,
    named: readonly string[],
    context: ScanContext,
    signal: AbortSignal,
  ): AsyncGenerator<SourceItem> {
    try {
      const repository = await findRepository({ cwd: folder, env: this.#env, signal });
      // If so, git finds the enclosing repository instead.
      const isPassedOver = discover(folder).skipped.includes(path.join(realpathSync(folder), '.git'));
      if (repository === undefined || isPassedOver) {
        yield {
          skipped: {
            path: path.join(folder, '.git'),
            reason: 'git takes it for no repository: something in it is missing or damaged',
            remedy: 'Repair it, or rename it, so that its files are scanned as files.',
          },
        };
        return;
      }
      const common = await commonFolder(repository);
      if (!named.some((parent) => isBelow(parent, realpathSync(common)))) {
        yield {
          skipped: {
            path: folder,
            reason: `its repository lies outside of what was named: ${common}`,
            remedy: `Scan it too: ${commandLine(['scan', '--all', folder])}`,
          },
        };
      } else if (!this.#seen.includes(common)) yield* this.#parts(repository, context, signal);
    } catch (error) {
      signal.throwIfAborted();
      yield { skipped: asNotLookedAt({ name: folder }, error) };
    }
  }
}

async function* catchFailures(source: Source, context: ScanContext, signal: AbortSignal): AsyncGenerator<SourceItem> {
  try {
    // Some parts are usually empty; nobody named them, so that is not reported.
    for await (const item of source.documents(context, signal)) if (!('empty' in item)) yield item;
  } catch (error) {
    signal.throwIfAborted();
    yield { skipped: asNotLookedAt(source, error) };
  }
}
