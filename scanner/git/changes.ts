import type { Repository } from './repository.ts';
import { runGit } from './run.ts';

/** A file that a commit adds or changes. */
export interface Change {
  readonly commit: string;
  /** Id of what the file now holds. */
  readonly oid: string;
  /** `/`-separated, relative to the top of the repository. */
  readonly path: string;
  /** Whether no parent has a file of this name. */
  readonly isNew: boolean;
  /** A commit of another repository, which is not here. */
  readonly isSubmodule: boolean;
}

const SUBMODULE = '160000';
const ARGS = ['diff-tree', '--stdin', '-r', '-c', '--root', '--raw', '-z', '--no-renames', '--no-abbrev', '--no-ext-diff', '--no-textconv', '--ignore-submodules=none'];

/**
 * What each of the commits has that none of its parents has; of a merge what its author, and not git, made of it.
 * Deletions are left out.
 */
export async function readChanges(repository: Repository, commits: readonly string[]): Promise<Change[]> {
  // In a subfolder git would tell paths relative to it.
  const output = await runGit({ ...repository.git, cwd: repository.root }, ARGS, commits.map((commit) => `${commit}\n`).join(''));
  return [...parse(output)];
}

/** `<commit>\0`, then for each file `:<mode> <mode> <oid> <oid> <status>\0<path>\0`, with one more colon, mode, id and status for each further parent. */
function* parse(output: Buffer): Generator<Change> {
  const fields = output.toString('utf8').split('\0');
  let commit = '';
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at]!;
    if (!field.startsWith(':')) {
      commit = field;
      continue;
    }
    const path = fields[(at += 1)] ?? '';
    const parents = /^:+/.exec(field)![0].length;
    const parts = field.slice(parents).split(' ');
    const mode = parts[parents] ?? '';
    const oid = parts[2 * parents + 1] ?? '';
    const status = parts[2 * parents + 2] ?? '';
    if (/^0+$/.test(oid)) continue;
    yield { commit, oid, path, isNew: /^A+$/.test(status), isSubmodule: mode === SUBMODULE };
  }
}
