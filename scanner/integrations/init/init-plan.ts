// Plans and applies the changes of `init`, over all its parts.

import { statSync } from 'node:fs';
import path from 'node:path';
import { absoluteFolder } from '../../io/absolute-folder.ts';
import { Failure } from '../../model/failure.ts';
import { hooksFolder, NoHooks, type HooksFolder } from '../hooks/hooks-folder.ts';
import type { HookType } from '../hooks/hook-types.ts';
import { cannotWrite } from '../../io/file-failures.ts';
import { refuseLinksOut } from '../../io/links-out.ts';
import { makeFolder, removeFolders } from '../../io/make-folder.ts';
import { linkEnd, replaceFile, tryReplace } from '../../io/replace-file.ts';
import { ciPart } from './ci-part.ts';
import { eslintPart } from './eslint-part.ts';
import { hookPart } from './hook-part.ts';
import { ownOrigin, type PackageOrigin } from './package-origin.ts';
import { packagePart } from './package-part.ts';
import { Project } from './project.ts';
import type { FileChange, Part } from './init-part.ts';

const INIT_PARTS = ['package', 'eslint', 'hook', 'ci'] as const;

export type InitPart = (typeof INIT_PARTS)[number];

export interface InitOptions {
  /** Absolute path of a folder of the project. */
  readonly cwd: string;
  /** The environment with `PATH` for git and `HOME` for the user's git settings. */
  readonly env: NodeJS.ProcessEnv;
  /** Only these parts. Default: all. */
  readonly only?: readonly InitPart[];
  /** Which git hooks to set up. Default: `pre-commit`. */
  readonly hooks?: readonly HookType[];
  /** Where others can get the package. Default: where this copy came from. */
  readonly origin?: PackageOrigin;
  /** Aborts planning; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** The changes that set up a project. */
export interface InitPlan {
  /** Absolute path of the top of the working tree; `cwd` outside of one. */
  readonly root: string;
  readonly parts: readonly Part[];
}

/**
 * Reads a project and proposes changes; writes nothing.
 * @throws Failure for a repository that git cannot or will not read, e.g. one of another user
 */
export async function planInit(options: InitOptions): Promise<InitPlan> {
  const cwd = absoluteFolder(options.cwd);
  // Outside of a repository, other parts can still be set up.
  const hooks = await hooksFolder(cwd, options.env, options.signal).catch((error: unknown) => {
    if (error instanceof NoHooks) return error;
    options.signal?.throwIfAborted();
    throw error;
  });
  options.signal?.throwIfAborted();
  const root = hooks instanceof NoHooks ? cwd : hooks.root;
  return { root, parts: partsOf(options, root, hooks) };
}

/**
 * Writes the proposed changes, each file completely or not at all.
 * @returns the written files
 * @throws Failure if a file cannot be written, and then none is; or if a file has changed since the plan was made, and
 *   then files before it are written
 */
export function applyInit({ root, parts }: InitPlan): string[] {
  const changes = parts.flatMap((part) => part.changes ?? []);
  tryAll(root, changes);
  return changes.map((change) => {
    write(root, change);
    return change.file;
  });
}

/** Two parts may change one file: the second builds on the first. */
function partsOf(
  { only = INIT_PARTS, hooks: types = ['pre-commit'], origin = ownOrigin() }: InitOptions,
  root: string,
  hooks: HooksFolder | NoHooks,
): Part[] {
  const project = new Project(root);
  const wanted = new Set<string>(only);
  const parts: Part[] = [];
  if (wanted.has('package')) parts.push(packagePart(project, origin));
  if (wanted.has('eslint')) parts.push(eslintPart(project));
  if (wanted.has('hook'))
    for (const type of types) parts.push(hookPart(type, new Drafted(project, parts), hooks, origin));
  if (wanted.has('ci')) parts.push(ciPart(project, origin));
  return joined(parts);
}

/** The project with the changes of the parts so far. */
class Drafted extends Project {
  readonly #drafts: ReadonlyMap<string, string>;

  constructor(project: Project, parts: readonly Part[]) {
    super(project.root);
    this.#drafts = new Map(
      parts.flatMap(({ changes = [] }) => changes.map(({ file, after }) => [file, after] as const)),
    );
  }

  override read(file: string): string | undefined {
    // The base constructor reads files before this field exists.
    return (#drafts in this ? this.#drafts.get(file) : undefined) ?? super.read(file);
  }
}

/** Merges changes to one change per file, from the content on disk to the result of the last part. */
function joined(parts: readonly Part[]): Part[] {
  const last = new Map(parts.flatMap(({ changes = [] }) => changes.map(({ file, after }) => [file, after] as const)));
  const seen = new Set<string>();
  return parts.map((part) => {
    if (part.changes === undefined) return part;
    const changes = part.changes
      .filter(({ file }) => !seen.has(file) && seen.add(file))
      .map((change) => ({ ...change, after: last.get(change.file)! }));
    return { ...part, changes };
  });
}

/** @throws Failure for the first file that cannot be written; nothing is left behind then */
function tryAll(root: string, changes: readonly FileChange[]): void {
  const made: string[] = [];
  for (const { file } of changes) {
    try {
      refuseLinksOut(
        path.join(root, file),
        file,
        (end) => `Nothing was written. Change ${end} by hand, or leave that part out with --only.`,
        root,
      );
      const end = linkEnd(path.join(root, file));
      made.push(...makeFolder(path.dirname(end)));
      tryReplace(end);
    } catch (error) {
      removeFolders(made);
      throw error instanceof Failure
        ? error
        : cannotWrite(
            path.join(root, file),
            error,
            'Nothing was written. Give yourself the right to write there, or leave that part out with --only.',
          );
    }
  }
}

/** @throws Failure if the file has changed since the diff was shown */
function write(root: string, { file, before, after, executable }: FileChange): void {
  const target = linkEnd(path.join(root, file));
  if (new Project(root).read(file) !== before) throw new Failure(`${target} changed in the meantime`, 'Run it again.');
  const mode = before === undefined ? (executable === true ? 0o755 : undefined) : statSync(target).mode & 0o777;
  try {
    replaceFile(target, after, mode);
  } catch (error) {
    throw cannotWrite(target, error);
  }
}
