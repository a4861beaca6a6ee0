// What an odd or hostile repository is to the tests: how it is made, where a scan looks, and what it must say.
import { execFileSync } from 'node:child_process';
import { hex } from '../support/hex.ts';
import { TempRepo } from '../support/repo.ts';

/**
 * What a run must say.
 * - `found`: the secret, complete, exit status 1
 * - `found, incomplete`: the secret, and something not scanned, exit status 2
 * - `found or listed`: the secret, or at least that something was not scanned; never "clean"
 * - `listed`: something not scanned, or a refusal in words; exit status 2
 * - `clean`: nothing found, complete, exit status 0
 */
export type Expected = 'found' | 'found, incomplete' | 'found or listed' | 'listed' | 'clean';

/** An entry of a tree, right or wrong. */
export type TreeEntry = readonly [mode: string, name: string | Buffer, oid: string];

/** One run of the command in or at the repository. */
export interface Look {
  /** Arguments of the command; a repository that is made elsewhere is named in them. */
  readonly argv: readonly string[];
  readonly expected: Expected;
  /** Default: the top of the repository. */
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string | Uint8Array;
}

/** A repository and the runs that it gets. */
export interface Scenario {
  readonly name: string;
  /** @returns the runs; they may depend on what was made */
  readonly make: (repo: OddRepo) => readonly Look[];
}

/** A repository with one secret of its own and a place outside that no scan may show. */
export class OddRepo extends TempRepo {
  readonly secret: string;

  constructor(name: string, options: ConstructorParameters<typeof TempRepo>[0] = {}) {
    super(options);
    this.secret = hex(`odd repository: ${name}`);
  }

  /** Node's own removal fails in folders whose path is longer than the system takes. */
  override [Symbol.dispose](): void {
    execFileSync('rm', ['-rf', this.root]);
  }

  /** A line of code that holds the secret. */
  get leak(): string {
    return `export const NAVIXY_HASH = '${this.secret}';\n`;
  }

  /** The same as a setting. */
  get setting(): string {
    return `NAVIXY_API_KEY=${this.secret}\n`;
  }

  /** Stores a tree that git itself would not write. @returns its id */
  tree(...entries: readonly TreeEntry[]): string {
    const bytes = entries.flatMap(([mode, name, oid]) => [
      Buffer.from(`${mode} `),
      Buffer.from(name),
      Buffer.from([0]),
      Buffer.from(oid, 'hex'),
    ]);
    return this.raw('tree', Buffer.concat(bytes));
  }

  /** Stores an object as it is, right or wrong. @returns its id */
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

/** The same expectation for several ways to look. */
export function looks(expected: Expected, ...ways: readonly (readonly string[])[]): Look[] {
  return ways.map((argv) => ({ argv, expected }));
}
