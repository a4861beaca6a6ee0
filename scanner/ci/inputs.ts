import { Failure } from '../failure.ts';
import { findRepository, isShallow } from '../git/repository.ts';
import type { CommitRange } from '../git/revisions.ts';
import { tryGit, type GitContext } from '../git/run.ts';
import type { CiJob, CiLook } from './types.ts';

/** What to look at in a job. */
export interface CiInputs {
  /** The same for people. */
  readonly words: string;
  /** Absent where {@link range} is set: then the whole history. */
  readonly range?: string | CommitRange;
  /** The commit from which settings, baseline and ignores are read: a change to be judged does not say by itself what is to be overlooked in it. */
  readonly trustBase?: string;
}

/**
 * Finds out, of what a job is about, what is here.
 * @throws Failure where the commit to compare with is not here, as in a shallow clone
 */
export async function ciInputs({ look, depth }: CiJob, context: GitContext): Promise<CiInputs> {
  if (look.what !== 'range') return { words: 'looking at the whole history' };
  const { head } = look;
  const base = await baseOf(look, depth, context);
  if (base === undefined) return { words: `looking at everything up to ${short(head)}`, range: { heads: [head] } };
  return { words: `looking at what ${short(head)} has and ${short(base)} has not`, range: `${base}..${head}`, ...(look.base === undefined ? {} : { trustBase: base }) };
}

async function baseOf({ base, otherwise = [] }: Extract<CiLook, { what: 'range' }>, depth: string, context: GitContext): Promise<string | undefined> {
  if (base !== undefined) {
    if (await isHere(base, context)) return base;
    const repository = await findRepository(context);
    const why = repository !== undefined && (await isShallow(repository)) ? ', for this clone is shallow' : '';
    throw new Failure(`the commit to compare with, ${short(base)}, is not here${why}`, `Fetch the whole history: ${depth}`);
  }
  for (const name of otherwise) if (await isHere(name, context)) return name;
  return undefined;
}

async function isHere(name: string, context: GitContext): Promise<boolean> {
  return (await tryGit(context, ['rev-parse', '--verify', '-q', '--end-of-options', `${name}^{commit}`])).code === 0;
}

function short(name: string): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, 12) : name.replace(/^refs\/(?:remotes|heads)\//, '');
}
