// Reads the files that commits add or change against their parents.
import type { Repository } from './repository.ts';
import { rawEntries } from './raw-diff.ts';
import { runGit } from './run-git.ts';

/** A file that a commit adds or changes. */
export interface Change {
  readonly commit: string;
  /** Id of the file's new content. */
  readonly oid: string;
  /** `/`-separated, relative to the top of the repository. */
  readonly path: string;
  /** Whether no parent has a file of this name. */
  readonly isNew: boolean;
  /** Whether the entry is a commit of another repository, which is not present here. */
  readonly isSubmodule: boolean;
}

const SUBMODULE = '160000';
const ARGS = [
  'diff-tree',
  '--stdin',
  '-r',
  '-c',
  '--root',
  '--raw',
  '-z',
  '--no-renames',
  '--no-abbrev',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=none',
];

/**
 * Finds what each commit has that none of its parents has; for a merge, only what differs from all parents. Deletions
 * are left out.
 */
export async function readChanges(repository: Repository, commits: readonly string[]): Promise<Change[]> {
  // In a subfolder, git would print paths relative to it.
  const output = await runGit(
    { ...repository.git, cwd: repository.root },
    ARGS,
    commits.map((commit) => `${commit}\n`).join(''),
  );
  return [...parse(output)];
}

function* parse(output: Buffer): Generator<Change> {
  for (const { commit, entry, path } of rawEntries(output.toString('utf8'))) {
    const parents = /^:+/.exec(entry)![0].length;
    const parts = entry.slice(parents).split(' ');
    const mode = parts[parents] ?? '';
    const oid = parts[2 * parents + 1] ?? '';
    const status = parts[2 * parents + 2] ?? '';
    if (/^0+$/.test(oid)) continue;
    yield { commit, oid, path, isNew: /^A+$/.test(status), isSubmodule: mode === SUBMODULE };
  }
}
