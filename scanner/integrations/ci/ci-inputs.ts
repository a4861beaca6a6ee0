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

/** What to look at in a job. */
export interface CiInputs {
  /** The same for people. */
  readonly words: string;
  /** Absent where {@link range} is set: then the whole history. */
  readonly range?: string | CommitRange;
  /**
   * The commit from which settings, baseline and ignores are read: a change to be judged does not say by itself what is
   * to be overlooked in it.
   */
  readonly trustBase?: string;
}

/**
 * Finds out, of what a job is about, what is here.
 * @throws Failure where the commits are not here, as in a shallow clone, and where a name can mean several things
 */
export async function ciInputs({ look, depth }: CiJob, context: GitContext): Promise<CiInputs> {
  if (look.what !== 'range') return { words: 'looking at the whole history' };
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
  if (!(await isHere(head))) throw await missing('look at', head);
  if (look.base !== undefined && !(await isHere(look.base))) throw await missing('compare with', look.base);
  const base = look.base ?? (await firstOf(look.otherwise ?? [], isHere));
  if (base === undefined) return { words: `looking at everything up to ${short(head)}`, range: { heads: [head] } };
  return {
    words: `looking at what ${short(head)} has and ${short(base)} has not`,
    range: `${base}..${head}`,
    ...(look.base === undefined ? {} : { trustBase: base }),
  };
}

/**
 * Whether it is in order that a range is empty which somebody named for a job: on the default branch itself,
 * `--since origin/main` never has a commit.
 * @param job undefined where no CI is known
 * @returns what was not looked at; undefined where the CI says that the job brought nothing new
 */
export async function emptyRangeTrouble(job: CiJob | undefined, context: GitContext): Promise<NotLookedAt | undefined> {
  const trouble = (why: string, remedy: string) => {
    return { path: context.cwd, reason: `the range has no commits, ${why}`, remedy };
  };
  if (job?.look.what === 'nothing') return undefined;
  if (job?.look.what !== 'range') {
    const who = job === undefined ? 'no CI that is known here says' : `${job.ci} does not say`;
    const remedy = `Say what is new: ${NAMED_RANGE}, or look at everything: --history`;
    return trouble(`and ${who} that there is nothing new`, remedy);
  }
  const brought = await commitsOf(job, context);
  if (brought === 0) return undefined;
  const remedy = 'Leave --since and --range out: ci reads from the CI what is new.';
  return trouble(`but ${job.event} brought ${count(brought, 'commit')}`, remedy);
}

const NAMED_RANGE = call('ci --range BEFORE..HEAD');

/** @throws Failure as {@link ciInputs} */
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
