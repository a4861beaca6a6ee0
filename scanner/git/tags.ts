// Finds the annotated tags of given commits.
import { ObjectList, readObjects } from './object-reader.ts';
import type { Repository } from './repository.ts';
import { runGit } from './run-git.ts';

/**
 * @param heads ids of the named revisions; a tag among them counts even without a ref
 * @returns ids of annotated tags that point to one of the commits, or to such a tag
 */
export async function tagsOf(
  repository: Repository,
  commits: ReadonlySet<string>,
  heads: readonly string[],
): Promise<string[]> {
  const refs = await runGit(repository.git, ['for-each-ref', '--format=%(objecttype) %(objectname)']);
  const listed = refs
    .toString('latin1')
    .split('\n')
    .filter((line) => line.startsWith('tag '))
    .map((line) => line.slice(4));
  const targets = await readTargets(repository, [...listed, ...heads]);
  const found = new Set<string>();
  for (const tag of targets.keys()) {
    const chain: string[] = [];
    let at = tag;
    for (let next = targets.get(at); next !== undefined && !chain.includes(at); next = targets.get(at)) {
      chain.push(at);
      at = next;
    }
    if (commits.has(at) || heads.includes(tag)) for (const link of chain) found.add(link);
  }
  return [...found];
}

/** @returns the target of each tag, with tags of tags resolved */
async function readTargets(repository: Repository, oids: readonly string[]): Promise<Map<string, string>> {
  const targets = new Map<string, string>();
  for (let wanted = [...new Set(oids)]; wanted.length > 0;) {
    const next = new Set<string>();
    await readObjects(repository.git, ObjectList.of(wanted, repository.hexLength), {
      object: ({ oid, type }, bytes) => {
        const [, target, kind] =
          type === 'tag' ? (/^object ([0-9a-f]+)\ntype (\w+)$/m.exec(bytes.toString('latin1', 0, 200)) ?? []) : [];
        if (target === undefined) return;
        targets.set(oid, target);
        if (kind === 'tag' && !targets.has(target)) next.add(target);
      },
      chunk: () => undefined,
      absent: () => undefined,
    });
    wanted = [...next];
  }
  return targets;
}
