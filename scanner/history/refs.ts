// Lists the refs of a repository and summarizes them by branches, tags and others.
import type { Repository } from '../git/repository.ts';
import { tryGit } from '../git/run-git.ts';
import type { RefList } from '../model/finding.ts';

/** A ref. */
export interface Ref {
  readonly kind: 'branch' | 'tag' | 'other';
  /** `main`, `origin/main`, `v1.0`; the full name for other refs. */
  readonly name: string;
  /** Id of the commit, or of another object it names. */
  readonly oid: string;
  /** Id of the annotated tag, if it names one. */
  readonly tag?: string;
}

/** Names that are listed; the others are only counted. */
const MAX_NAMES = 10;

/** Lists all refs except symbolic ones, which are aliases. */
export async function listRefs(repository: Repository): Promise<Ref[]> {
  const { stdout } = await tryGit(repository.git, [
    'for-each-ref',
    '--format=%(objectname) %(*objectname) %(symref) %(refname)',
  ]);
  return stdout
    .toString('utf8')
    .split('\n')
    .flatMap((line): Ref[] => {
      const [oid = '', peeled = '', symbolic, ...rest] = line.split(' ');
      const full = rest.join(' ');
      if (full === '' || symbolic !== '') return [];
      return [{ ...named(full), ...(peeled === '' ? { oid } : { oid: peeled, tag: oid }) }];
    });
}

function named(full: string): Pick<Ref, 'kind' | 'name'> {
  const branch = /^refs\/(?:heads|remotes)\/(.+)$/s.exec(full)?.[1];
  if (branch !== undefined) return { kind: 'branch', name: branch };
  const tag = /^refs\/tags\/(.+)$/s.exec(full)?.[1];
  return tag === undefined ? { kind: 'other', name: full } : { kind: 'tag', name: tag };
}

/**
 * @param refs refs whose history contains the secret
 * @param isCurrent whether the tip of a ref still contains it
 */
export function summarizeRefs(
  refs: readonly Ref[],
  isCurrent: (ref: Ref) => boolean,
): { branches: RefList; tags: RefList; otherRefs: RefList } {
  const listOf = (kind: Ref['kind']): RefList => {
    const all = refs.filter((ref) => ref.kind === kind);
    const holding: Ref[] = [];
    const others: Ref[] = [];
    for (const ref of all) (isCurrent(ref) ? holding : others).push(ref);
    const names = [...holding, ...others].slice(0, MAX_NAMES).map(({ name }) => name);
    return { total: all.length, holding: holding.length, names };
  };
  return { branches: listOf('branch'), tags: listOf('tag'), otherRefs: listOf('other') };
}
