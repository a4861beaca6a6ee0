import type { Repository } from '../git/repository.ts';
import { tryGit } from '../git/run-git.ts';
import type { RefList } from '../model/finding.ts';

/** A name that leads to a commit. */
export interface Ref {
  readonly kind: 'branch' | 'tag' | 'other';
  /** `main`, `origin/main`, `v1.0`; other refs in full. */
  readonly name: string;
  /** Id of the commit, or of whatever else it names. */
  readonly oid: string;
  /** Id of the annotated tag it names, if it does. */
  readonly tag?: string;
}

/** Names that are listed; the rest is a count. */
const MOST_NAMES = 10;

/** Lists all refs but symbolic ones, which are other names of these. */
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

/** @param refs those that have it in their history; @param holds whether what a ref names has it now */
export function summarizeRefs(
  refs: readonly Ref[],
  holds: (ref: Ref) => boolean,
): { branches: RefList; tags: RefList; otherRefs: RefList } {
  const listOf = (kind: Ref['kind']): RefList => {
    const all = refs.filter((ref) => ref.kind === kind);
    const holding: Ref[] = [];
    const others: Ref[] = [];
    for (const ref of all) (holds(ref) ? holding : others).push(ref);
    const names = [...holding, ...others].slice(0, MOST_NAMES).map(({ name }) => name);
    return { total: all.length, holding: holding.length, names };
  };
  return { branches: listOf('branch'), tags: listOf('tag'), otherRefs: listOf('other') };
}
