// A test scenario: an odd or hostile repository, the runs on it, and the expected results.
import { execFileSync } from 'node:child_process';
import { hex } from '../support/hex.ts';
import { TempRepo } from '../support/repo.ts';

/**
 * The expected result of a run.
 * - `found`: the secret, complete, exit status 1
 * - `found, incomplete`: the secret, and something not scanned, exit status 2
 * - `found or listed`: the secret, or at least something not scanned; never "clean"
 * - `listed`: something not scanned, or an error message; exit status 2
 * - `clean`: nothing found, complete, exit status 0
 */
export type Expected = 'found' | 'found, incomplete' | 'found or listed' | 'listed' | 'clean';

/** An entry of a tree, valid or invalid. */
export type TreeEntry = readonly [mode: string, name: string | Buffer, oid: string];

/** One run of the command in or at the repository. */
export interface Look {
  /** Arguments of the command. They name a repository that is elsewhere. */
  readonly argv: readonly string[];
  readonly expected: Expected;
  /** Default: the top of the repository. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string | Uint8Array;
}

/** A repository and the runs on it. */
export interface Scenario {
  readonly name: string;
  /** Creates the repository. @returns the runs */
  readonly make: (repo: OddRepo) => readonly Look[];
}

/** A repository with its own secret. */
export class OddRepo extends TempRepo {
  readonly secret: string;

  constructor(name: string, options: ConstructorParameters<typeof TempRepo>[0] = {}) {
    super(options);
    this.secret = hex(`odd repository: ${name}`);
  }

  /** Node cannot remove directories whose path is too long for the system. */
  override [Symbol.dispose](): void {
    execFileSync('rm', ['-rf', this.root]);
  }

  /** A line of code with the secret. */
  get leak(): string {
    return `export const NAVIXY_HASH = '${this.secret}';\n`;
  }

  /** A setting with the secret. */
  get setting(): string {
    return `NAVIXY_API_KEY=${this.secret}\n`;
  }

  /** Stores a tree that git would not write. @returns its id */
  tree(...entries: readonly TreeEntry[]): string {
    const bytes = entries.flatMap(([mode, name, oid]) => [
      Buffer.from(`${mode} `),
      Buffer.from(name),
      Buffer.from([0]),
      Buffer.from(oid, 'hex'),
    ]);
    return this.raw('tree', Buffer.concat(bytes));
  }

  /** Stores an object without a check. @returns its id */
  raw(type: 'blob' | 'tree' | 'commit' | 'tag', content: string | Uint8Array): string {
    return this.gitWith({ input: content }, 'hash-object', '-w', '-t', type, '--literally', '--stdin');
  }

  /** Makes `main` a commit of this tree. @returns its id */
  commitTree(tree: string): string {
    const commit = this.git('commit-tree', tree, '-m', 'odd');
    this.git('update-ref', 'refs/heads/main', commit);
    return commit;
  }
}

export const TREE = ['scan'];
export const STAGED = ['scan', '--staged'];
export const HISTORY = ['scan', '--history'];
export const ALL = ['scan', '--all'];

/** Several runs with the same expected result. */
export function looks(expected: Expected, ...ways: readonly (readonly string[])[]): Look[] {
  return ways.map((argv) => ({ argv, expected }));
}
