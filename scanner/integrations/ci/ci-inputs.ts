// Turns a CI job into inputs of a scan: the commits that exist locally, and the trusted base.

import { Failure } from '../../model/failure.ts';
import type { NotLookedAt } from '../../model/finding.ts';
import { findRepository, isShallow } from '../../git/repository.ts';
import { lookUp } from '../../git/revision-names.ts';
import { contentOf, parseRange, resolveRange } from '../../git/revisions.ts';
import type { CommitRange } from '../../model/scan-target.ts';
import type { GitContext } from '../../model/git-context.ts';
import { count } from '../../text/numbers.ts';
import { call } from '../../text/command-line.ts';
import type { CiJob } from './ci-job.ts';

/** Inputs of a scan in a CI job. */
export interface CiInputs {
  /** A description for people. */
  readonly words: string;
  /** Absent if the whole history is scanned. */
  readonly range?: string | CommitRange;
  /** The commit from which settings, baseline and ignores are read, so a change cannot silence the check of itself. */
  readonly trustBase?: string;
}

/**
 * Resolves the commits of a job in the local repository.
 * @throws Failure if the commits are missing, as in a shallow clone, and if a name is ambiguous
 */
export async function ciInputs({ look, depth }: CiJob, context: GitContext): Promise<CiInputs> {
  if (look.what !== 'range') return { words: 'scanning the whole history' };
  const repository = await findRepository(context);
  if (repository === undefined) {
    const remedy = 'Check the repository out before this step, and run this in its folder.';
    throw new Failure(`${context.cwd} is not in a git repository: it has no commits`, remedy);
  }
  const { head } = look;
  const missing = async (what: string, name: string) => {
    const why = (await isShallow(repository)) ? ', for this clone is shallow' : '';
    return new Failure(`the commit to ${what}, ${short(name)}, is not here${why}`, `Fetch the whole history: ${depth}`);
  };
  const isHere = async (name: string) => (await lookUp(repository, [name], 'commit'))[0] !== undefined;
  if (!(await isHere(head))) throw await missing('scan', head);
  if (look.base !== undefined && !(await isHere(look.base))) throw await missing('compare with', look.base);
  const base = look.base ?? (await firstOf(look.otherwise ?? [], isHere));
  if (base === undefined) return { words: `scanning everything up to ${short(head)}`, range: { heads: [head] } };
  return {
    words: `scanning the commits that ${short(head)} has and ${short(base)} has not`,
    range: `${base}..${head}`,
    ...(look.base === undefined ? {} : { trustBase: base }),
  };
}

/**
 * Whether an empty range named in a job is plausible: on the default branch itself, `--since origin/main` never has
 * commits.
 * @param job undefined for an unknown CI
 * @returns an entry about what was skipped; undefined if the CI reports nothing new in the job
 */
export async function emptyRangeTrouble(job: CiJob | undefined, context: GitContext): Promise<NotLookedAt | undefined> {
  const trouble = (why: string, remedy: string) => {
    return { path: context.cwd, reason: `the range has no commits, ${why}`, remedy };
  };
  if (job?.look.what === 'nothing') return undefined;
  if (job?.look.what !== 'range') {
    const who = job === undefined ? 'no CI that is known here says' : `${job.ci} does not say`;
    const remedy = `Say what is new: ${NAMED_RANGE}, or scan everything: --history`;
    return trouble(`and ${who} that there is nothing new`, remedy);
  }
  const brought = await commitsOf(job, context);
  if (brought === 0) return undefined;
  const remedy = 'Leave --since and --range out: ci reads from the CI what is new.';
  return trouble(`but ${job.event} brought ${count(brought, 'commit')}`, remedy);
}

const NAMED_RANGE = call('ci --range BEFORE..HEAD');

/** @throws Failure like {@link ciInputs} */
async function commitsOf(job: CiJob, context: GitContext): Promise<number> {
  const { range } = await ciInputs(job, context);
  const repository = await findRepository(context);
  if (range === undefined || repository === undefined) return 0;
  const resolved = await resolveRange(repository, typeof range === 'string' ? parseRange(range) : range);
  return (await contentOf(repository, resolved)).commits.length;
}

type Test = (name: string) => Promise<boolean>;

async function firstOf(names: readonly string[], isHere: Test): Promise<string | undefined> {
  for (const name of names) if (await isHere(name)) return name;
  return undefined;
}

function short(name: string): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, 12) : name.replace(/^refs\/(?:remotes|heads)\//, '');
}
