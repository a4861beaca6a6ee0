import type { NotLookedAt } from '../finding.ts';
import type { Repository } from '../git/repository.ts';
import { tryGit } from '../git/run.ts';
import { count } from '../report/numbers.ts';

/** Missing objects that are named; the rest is a count. */
const NAMED = 5;

/**
 * Asks git whether everything that branches, tags, stashes, reflogs and the index lead to is there.
 * `cat-file --batch-all-objects` lists what exists and so cannot tell what does not. git walks every
 * tree once for this, which takes about half as long as reading the blobs and runs beside it.
 */
export async function findMissing(repository: Repository): Promise<NotLookedAt[]> {
  const result = await tryGit(repository.git, ['rev-list', '--all', '--reflog', '--indexed-objects', '--objects', '--quiet', '--missing=print']);
  const missing = result.stdout.toString('latin1').split('\n').filter((line) => line.startsWith('?')).map((line) => line.slice(1).split(' ')[0] ?? '');
  const found: NotLookedAt[] = [];
  if (missing.length > 0) {
    const named = `${missing.slice(0, NAMED).join(', ')}${missing.length > NAMED ? ', …' : ''}`;
    found.push({ path: repository.root, reason: `${count(missing.length, 'object')} missing: ${named}`, remedy: REFETCH });
  }
  if (result.code !== 0) {
    const said = result.stderr.split('\n').find((line) => /^(fatal|error)/.test(line)) ?? `git rev-list ended with ${result.code}`;
    found.push({ path: repository.root, reason: `history cannot be walked: ${said}`, remedy: 'git fsck' });
  }
  return found;
}

const REFETCH = 'git fetch --refetch --no-filter (a partial clone), or clone again; "git fsck" lists what is damaged';
