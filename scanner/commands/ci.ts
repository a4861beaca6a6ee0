import { detectJob, knownJob } from '../ci/detect.ts';
import type { CiJob, CiLook } from '../ci/types.ts';
import { explain, ExitCode } from '../exit-code.ts';
import { Failure } from '../failure.ts';
import { findRepository, isShallow } from '../git/repository.ts';
import type { CommitRange } from '../git/revisions.ts';
import { tryGit, type GitContext } from '../git/run.ts';
import { printable } from '../report/clean.ts';
import { FORMAT_NAMES, type FormatName } from '../report/formats.ts';
import { targetsOf, type ReportWord } from '../report/targets.ts';
import { runScan, type ScanCommandOptions, type Surroundings } from './scan.ts';

/** Scans what a CI job is about and reports as that CI shows it. @returns the exit status */
export async function runCi(options: ScanCommandOptions, around: Surroundings): Promise<ExitCode> {
  const { env, io } = around;
  const isSaid = [options.all, options.history, options.staged, options.since, options.range, options.gitFolder, options.diff, options.stdinPath].some((part) => part !== undefined);
  const job = isSaid ? knownJob(env) : detectJob(env);
  const reports = reportWords(options.reports ?? [], job);
  if (isSaid || job === undefined) return runScan({ ...options, reports }, around);
  if (job.look.what === 'nothing') {
    io.stderr(`${printable(`${job.ci}, ${job.event}`)}: there is nothing to look at.\n`);
    return ExitCode.Clean;
  }
  const inputs = await inputsFor(job, { cwd: around.cwd, env }).catch((error: unknown) => {
    if (job.shows === 'github' && error instanceof Failure) io.stdout(annotation(error));
    throw error;
  });
  io.stderr(`${printable(`${job.ci}, ${job.event}: ${inputs.words}`)}\n`);
  return runScan({ ...inputs.trusted, ...options, ...inputs.options, reports }, around);
}

/** A failure before there is a report, so that GitHub shows it at the pull request and not in the log alone. */
function annotation(failure: Failure): string {
  const text = explain(failure).split('\n').map(printable).join('\n');
  return `::error title=navixy-secrets::${text.replaceAll('%', '%25').replaceAll('\n', '%0A')}\n`;
}

interface Inputs {
  readonly words: string;
  readonly options: { readonly history: true } | { readonly range: string | CommitRange };
  /** A change to be judged does not say by itself what is to be overlooked in it. */
  readonly trusted?: { readonly trustBase: string };
}

async function inputsFor({ look, depth }: CiJob, context: GitContext): Promise<Inputs> {
  if (look.what !== 'range') return { words: 'looking at the whole history', options: { history: true } };
  const { head } = look;
  const base = await baseOf(look, depth, context);
  if (base === undefined) return { words: `looking at everything up to ${short(head)}`, options: { range: { heads: [head] } } };
  return { words: `looking at what ${short(head)} has and ${short(base)} has not`, options: { range: `${base}..${head}` }, ...(look.base === undefined ? {} : { trusted: { trustBase: base } }) };
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

/** What the user asked for, and what the CI shows by itself. */
function reportWords(words: readonly ReportWord[], job: CiJob | undefined): ReportWord[] {
  const targets = words.length === 0 ? [] : targetsOf(words).filter(({ format, file }) => file !== undefined || words.some((word) => 'format' in word && word.format === format));
  const asked = targets.flatMap(({ format, file }): ReportWord[] => (file === undefined ? [{ format }] : [{ format }, { output: file }]));
  const shown = targets.some(({ file }) => file === undefined) ? [] : known(job?.shows).map((format) => ({ format }));
  const summary = job?.summaryFile === undefined ? [] : known('markdown').flatMap((format): ReportWord[] => [{ format }, { output: job.summaryFile! }]);
  return [...shown, ...asked, ...summary];
}

function known(name: string | undefined): FormatName[] {
  return FORMAT_NAMES.filter((one: string) => one === name);
}

function short(name: string): string {
  return /^[0-9a-f]{40,64}$/.test(name) ? name.slice(0, 12) : name.replace(/^refs\/(?:remotes|heads)\//, '');
}
