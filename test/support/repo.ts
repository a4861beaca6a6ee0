import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A directory that is deleted after the test. */
export class TempFolder {
  readonly root: string;

  constructor() {
    this.root = realpathSync(mkdtempSync(path.join(tmpdir(), 'navixy-scan-')));
  }

  /** Writes a file and creates its directories. @returns its absolute path */
  write(file: string, content: string | Uint8Array): string {
    const full = path.join(this.root, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  }

  path(...parts: string[]): string {
    return path.join(this.root, ...parts);
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export interface CommitOptions {
  readonly author?: string;
  readonly email?: string;
  /** Seconds since 1970; default: one minute after the last. */
  readonly at?: number;
}

/** A git repository created at run time, with its own author and clock, and without configuration of the machine. */
export class TempRepo extends TempFolder {
  #clock = 1_700_000_000;

  /** @param options.format `sha256` for a SHA-256 repository */
  constructor(options: { readonly format?: 'sha1' | 'sha256'; readonly bare?: boolean } = {}) {
    super();
    this.git(
      'init',
      '-q',
      '-b',
      'main',
      `--object-format=${options.format ?? 'sha1'}`,
      ...(options.bare === true ? ['--bare'] : []),
    );
  }

  /** Runs git in the repository. @returns its output without the last line break */
  git(...args: string[]): string {
    return this.gitWith({}, ...args);
  }

  gitWith(
    options: { readonly input?: string | Uint8Array; readonly env?: NodeJS.ProcessEnv; readonly cwd?: string },
    ...args: string[]
  ): string {
    const env = {
      PATH: process.env['PATH'],
      HOME: this.root,
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      ...this.#person({}),
      ...options.env,
    };
    return execFileSync('git', args, {
      cwd: options.cwd ?? this.root,
      env,
      input: options.input ?? '',
      stdio: ['pipe', 'pipe', 'pipe'],
    })
      .toString('utf8')
      .replace(/\n$/, '');
  }

  /** Stages everything and commits. @returns the commit's id */
  commit(message: string, options: CommitOptions = {}): string {
    this.git('add', '-A');
    return this.commitStaged(message, options);
  }

  commitStaged(message: string, options: CommitOptions = {}): string {
    this.#clock = options.at ?? this.#clock + 60;
    this.gitWith(
      { env: this.#person(options), input: message },
      'commit',
      '-q',
      '--allow-empty',
      '--allow-empty-message',
      '-F',
      '-',
    );
    return this.git('rev-parse', 'HEAD');
  }

  /** Adds content only to the object database. @returns its id */
  dangling(content: string | Uint8Array): string {
    return this.gitWith({ input: content }, 'hash-object', '-w', '--stdin');
  }

  /** Deletes a loose object from the object database. */
  lose(oid: string): void {
    rmSync(this.#loose(oid));
  }

  /** Overwrites a loose object with garbage. */
  damage(oid: string): void {
    const file = this.#loose(oid);
    chmodSync(file, 0o644);
    writeFileSync(file, 'this is no object');
  }

  /** The files in the git directory, to check that a scan does not change them. */
  inventory(): string[] {
    return readdirSync(this.path('.git'), { recursive: true }).map(String).sort();
  }

  #loose(oid: string): string {
    return this.path('.git', 'objects', oid.slice(0, 2), oid.slice(2));
  }

  #person({ author = 'Ann Author', email = 'ann@fleet.example' }: CommitOptions): NodeJS.ProcessEnv {
    const date = `${this.#clock} +0200`;
    return {
      GIT_AUTHOR_NAME: author,
      GIT_AUTHOR_EMAIL: email,
      GIT_AUTHOR_DATE: date,
      GIT_COMMITTER_NAME: author,
      GIT_COMMITTER_EMAIL: email,
      GIT_COMMITTER_DATE: date,
    };
  }
}

/**
 * Creates nested directories named `d`, deeper than the maximum path length, and a file in the last one.
 * @param depth number of directories
 */
export function makeDeepFolder(root: string, depth: number, file: string, content: string): void {
  const before = process.cwd();
  try {
    process.chdir(root);
    for (let at = 0; at < depth; at += 1) {
      mkdirSync('d');
      process.chdir('d');
    }
    writeFileSync(file, content);
  } finally {
    process.chdir(before);
  }
}
