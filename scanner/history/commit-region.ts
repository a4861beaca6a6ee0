// Reads the commits around a range that are needed to tell who introduced and removed its secrets.
import { tryGit } from '../git/run-git.ts';
import type { Repository } from '../git/repository.ts';
import type { ResolvedRange } from '../git/revisions.ts';

/** A commit that matters for a range. */
export interface RegionCommit {
  readonly oid: string;
  readonly number: number;
  /** Committer's time in seconds. */
  readonly time: number;
  /** Whether only the commit's content matters, and nothing before it. */
  readonly isEdge: boolean;
  /** Numbers of the parents in the region; empty for a commit at its edge. */
  readonly parents: readonly number[];
  /** Id of the first parent; empty if there is none. */
  readonly firstParent: string;
}

/** The commits needed for a range: everything reachable from it, from HEAD and from all refs, down to its bases. */
export interface Region {
  /** Parents first. */
  readonly commits: readonly RegionCommit[];
  readonly byId: ReadonlyMap<string, RegionCommit>;
}

/**
 * @param head id of HEAD, which may precede the bases
 * @returns undefined if git cannot walk the commits
 */
export async function readRegion(
  repository: Repository,
  { heads, bases }: ResolvedRange,
  head: string | undefined,
): Promise<Region | undefined> {
  const input = [...heads, ...bases.map((base) => `^${base}`)].map((line) => `${line}\n`).join('');
  const { code, stdout } = await tryGit(
    repository.git,
    ['rev-list', '--topo-order', '--reverse', '--parents', '--timestamp', '--boundary', '--all', '--stdin'],
    input,
  );
  if (code !== 0) return undefined;
  const lines = stdout
    .toString('latin1')
    .split('\n')
    .flatMap((line) => {
      const match = /^(\d+) (-?)([0-9a-f]{40,64})((?: [0-9a-f]{40,64})*)$/.exec(line);
      return match === null
        ? []
        : [
            {
              time: Number(match[1]),
              isEdge: match[2] === '-',
              oid: match[3]!,
              parents: match[4]!.split(' ').filter((parent) => parent !== ''),
            },
          ];
    });
  if (head !== undefined && !lines.some(({ oid }) => oid === head))
    lines.push({ time: 0, isEdge: true, oid: head, parents: [] });
  const numbers = new Map(lines.map(({ oid }, number) => [oid, number]));
  // Edge commits have no parents here. git lists them last; they must come first.
  const ordered = [...lines.filter(({ isEdge }) => isEdge), ...lines.filter(({ isEdge }) => !isEdge)];
  const commits = ordered.map(({ oid, time, isEdge, parents }): RegionCommit => {
    const parentsInRegion = isEdge ? [] : parents.filter((parent) => numbers.has(parent));
    return {
      oid,
      number: numbers.get(oid)!,
      time,
      isEdge,
      parents: parentsInRegion.map((parent) => numbers.get(parent)!),
      firstParent: parentsInRegion[0] ?? '',
    };
  });
  return { commits, byId: new Map(commits.map((commit) => [commit.oid, commit])) };
}
