// Reads settings, baseline and inline ignores from a trusted commit (`--trust-base`) instead of the working tree.

import path from 'node:path';
import { realpathSync } from 'node:fs';
import { isBelow } from '../io/containment.ts';
import type { Secret, Settings } from '../../src/index.ts';
import { Failure } from '../model/failure.ts';
import type { Finding } from '../model/finding.ts';
import { matchesId } from '../git/object-id.ts';
import { ObjectList, readObjects } from '../git/object-reader.ts';
import { findRepository, type Repository } from '../git/repository.ts';
import { lookUp } from '../git/revision-names.ts';
import { gitFailure, hookContext, runGit, tryGit } from '../git/run-git.ts';
import { Judge } from '../judge/judge.ts';
import { PlatformMentions } from '../prefilter/platform-mention.ts';
import { MEGABYTE } from '../io/small-file.ts';
import { IGNORE_WORD } from '../prefilter/ignore-word.ts';
import type { InlineTrust } from '../model/suppression.ts';
import { shellLine } from '../text/shell.ts';

/** A commit that the change under test cannot influence: its files decide what is ignored. */
export class TrustedBase {
  /** As named by the user. */
  readonly ref: string;
  readonly #repository: Repository;
  readonly #commit: string;
  /** The top of the repository: its real path, and as spelled in the caller's folder. */
  readonly #tops: readonly string[];

  private constructor(repository: Repository, cwd: string, ref: string, commit: string) {
    this.#repository = repository;
    this.#tops = [repository.root, path.resolve(cwd, path.relative(realpathSync(cwd), realpathSync(repository.root)))];
    this.ref = ref;
    this.#commit = commit;
  }

  /** @throws Failure if there is no repository or no such commit */
  static async open(ref: string, cwd: string, env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<TrustedBase> {
    const repository = await findRepository(hookContext(cwd, env, signal));
    if (repository === undefined)
      throw new Failure(
        `${cwd} is not in a git repository: there is no ${ref} to trust`,
        'Run it inside the repository, or leave --trust-base out.',
      );
    const name = ref.replace(/^(?:refs\/remotes\/)?origin\//, '');
    // git would parse it as an option.
    if (ref.startsWith('-') || name.startsWith('-'))
      throw new Failure(
        `the commit to trust, ${ref}, has a name that begins with a dash`,
        'Name a branch, a tag or a commit: --trust-base origin/main',
      );
    const [commit] = await lookUp(repository, [ref], 'commit');
    if (commit === undefined) {
      const fetch = shellLine(['git', 'fetch', 'origin', name]);
      const remedy = `Fetch it first: ${fetch} (on GitHub: actions/checkout with fetch-depth: 0)`;
      throw new Failure(`the commit to trust, ${ref}, is not in ${repository.root}`, remedy);
    }
    return new TrustedBase(repository, cwd, ref, commit);
  }

  /** Whether the change under test could have written the file, so only the commit's version counts. */
  holds(file: string): boolean {
    return this.#nameOf(file) !== undefined;
  }

  /** The folder and its parents, up to the top of the repository. */
  foldersFrom(cwd: string): string[] {
    const name = this.#nameOf(cwd);
    if (name === undefined) return [this.#repository.root];
    const parts = name === '' ? [] : name.split('/');
    return [
      ...parts.map((_, at) => path.join(this.#repository.root, ...parts.slice(0, parts.length - at))),
      this.#repository.root,
    ];
  }

  /**
   * @param most bytes
   * @returns the commit's content for this absolute path; undefined if it has no such file
   * @throws Failure if the content is larger
   */
  async read(file: string, most: number): Promise<Buffer | undefined> {
    const name = this.#nameOf(file);
    if (name === undefined) return undefined;
    const { git } = this.#repository;
    const listed = await runGit({ ...git, cwd: this.#repository.root }, [
      '--literal-pathspecs',
      'ls-tree',
      '-l',
      '-z',
      '--full-tree',
      this.#commit,
      '--',
      name,
    ]);
    const [, mode, oid, size] = /^(\d+) blob ([0-9a-f]+) +(\d+)\t/.exec(listed.toString('latin1')) ?? [];
    // A symbolic link could lead to a file that the change under test wrote.
    if (mode === undefined || oid === undefined || mode === '120000') return undefined;
    if (Number(size) > most)
      throw new Failure(
        `cannot read ${file} in ${this.ref}: it is larger than ${Math.floor(most / MEGABYTE)} MB`,
        'Name another file, or leave it out: --no-config, --no-baseline',
      );
    return runGit(git, ['cat-file', 'blob', oid]);
  }

  /** Comments count for secrets that the commit already ignores with a comment, in any file, so moving code is fine. */
  inlineTrust(settings: Settings): InlineTrust {
    let ignored: Promise<ReadonlySet<string>> | undefined;
    return {
      trusts: async (secret: Secret) => (await (ignored ??= this.#ignored(settings))).has(secret.fingerprint),
      because:
        `${this.ref}, which is trusted, does not ignore this secret; a reviewer can allow it there, in ` +
        `the settings or the baseline`,
    };
  }

  async #ignored(settings: Settings): Promise<ReadonlySet<string>> {
    const { git, root, hexLength } = this.#repository;
    const args = [
      'grep',
      '-z',
      '-l',
      '--full-name',
      '--no-textconv',
      '--no-recurse-submodules',
      '-a',
      '-F',
      '-e',
      IGNORE_WORD,
      this.#commit,
      '--',
    ];
    const found = await tryGit({ ...git, cwd: root }, args);
    if (found.code > 1) throw gitFailure(root, args, found);
    const files = found.stdout
      .toString('utf8')
      .split('\0')
      .filter((name) => name !== '')
      .map((name) => name.slice(this.#commit.length + 1));
    const ignored = new Set<string>();
    const watch = new PlatformMentions();
    watch.markFound();
    const judge = new Judge(watch, 'low', settings);
    const oids = new Map<string, string>();
    for (const name of files)
      oids.set(
        (await runGit({ ...git, cwd: root }, ['rev-parse', '--verify', '--end-of-options', `${this.#commit}:${name}`]))
          .toString('latin1')
          .trim(),
        name,
      );
    const note = (found: Finding | undefined) => {
      if (found?.ignore?.reason !== undefined) ignored.add(found.secret.fingerprint);
    };
    await readObjects(git, ObjectList.of(oids.keys(), hexLength), {
      object: (header, bytes) => {
        // Content that does not match its id is not from the trusted commit.
        if (!matchesId(header, bytes)) return;
        const document = {
          path: oids.get(header.oid) ?? '',
          root,
          origin: { type: 'blob' as const, blob: header.oid },
          bytes,
        };
        for (const found of judge.judge(document)) note(found);
      },
      // An ignore in a file above the size limit does not count.
      chunk: () => undefined,
      absent: () => undefined,
    });
    for (const found of judge.settle()) note(found);
    return ignored;
  }

  /**
   * Compares spellings only: a link added by the change under test must not lead elsewhere.
   * @returns the path inside the repository, with `/`; undefined if outside
   */
  #nameOf(file: string): string | undefined {
    const top = this.#tops.find((one) => isBelow(one, file));
    return top === undefined ? undefined : path.relative(top, file).split(path.sep).join('/');
  }
}
