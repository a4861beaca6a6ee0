// Runs `purge`: surveys the history, asks, rewrites a clone of it, and proves the result.

import { INSIDE } from '../../../model/archive-path.ts';
import { Failure } from '../../../model/failure.ts';
import { isBelow } from '../../../io/containment.ts';
import { findRepository, type Repository } from '../../../git/repository.ts';
import { withoutHook } from '../../../git/run-git.ts';
import { checkAll, runOnline, type OnlineRun, type PlatformOptions } from '../../session/online-run.ts';
import { groupFindings } from '../../session/group-findings.ts';
import type { LeakedSecret, LeakFinding } from '../../session/leaked-secret.ts';
import { selectOnly } from '../../session/select-secrets.ts';
import { compareHistories } from './compare-histories.ts';
import { removeOldObjects, requireFilterRepo, runFilterRepo } from './filter-repo.ts';
import { makeMirrorClone, refuseExisting, refuseIncomplete } from './mirror-clone.ts';
import { findDamage, findLeft } from './prove-result.ts';
import type { NotStarted, PurgePlan, PurgeReport, PurgeResult, PurgeStep } from './purge-plan.ts';
import { isReview, localBranches, pushCommand } from './push-command.ts';
import { surveyHistory, type NotFixed } from './survey-history.ts';

/** What a scan of the rewritten clone found. */
export interface Rescan {
  readonly findings: readonly LeakFinding[];
  /** Whether everything was scanned. */
  readonly complete: boolean;
}

export interface PurgeOptions extends PlatformOptions {
  /** Findings of a scan; all values found are purged. */
  readonly findings: readonly LeakFinding[];
  /** Only the secrets with these fingerprints. Default: all. */
  readonly only?: readonly string[];
  /** Absolute path of the current folder; its repository is used for findings outside of one. */
  readonly cwd: string;
  /** Folder for the rewritten clone; must not exist. Default: next to the repository, with `-purged.git`. */
  readonly output?: string;
  /** Purge values whether or not they are active; the platform is not asked. Default: no. */
  readonly allowAlive?: boolean;
  /** Scans the history of a repository in the same way as `findings` were found. */
  readonly rescan: (folder: string) => Promise<Rescan>;
  /** Called with the plan before anything is written. */
  readonly onPlan?: (plan: PurgePlan) => void;
  /** Called after the plan if no value is active: the clone is made only after `true`. Default: no, only plans. */
  readonly confirm?: (plan: PurgePlan) => boolean | Promise<boolean>;
  /** Called at the start of each step. */
  readonly onStep?: (step: PurgeStep) => void;
}

/**
 * Makes a clone of the repository without the values, and proves that. The repository itself is only read, and nothing
 * is pushed. After an abort or a failure the clone is left as it is and must be deleted.
 * @throws Failure for a repository that cannot be purged, or a missing git filter-repo; see also
 *   {@link PlatformOptions}
 */
export async function purge(options: PurgeOptions): Promise<PurgeReport> {
  const leaked = selectOnly(groupFindings(options.findings), options.only, 'purge', options.advice);
  if (leaked.length === 0) return { exitCode: 0 };
  const asked = options.allowAlive === true ? [] : leaked;
  return runOnline('purge', asked, options, async (run) => {
    const repository = await repositoryOf(leaked, options);
    const plan = await planOf(repository, leaked, run, options);
    recordPlan(plan, run);
    options.onPlan?.(plan);
    const notStarted = whyNot(plan);
    if (notStarted !== undefined) return { ...notStarted, plan };
    await requireFilterRepo(repository.git);
    const isConfirmed = (await options.confirm?.(plan)) === true && options.signal?.aborted !== true;
    if (!isConfirmed) return { exitCode: 1, plan, notStarted: 'not-confirmed' };
    const result = await rewrite(repository, plan, options);
    const exitCode = exitCodeOf(plan, result);
    recordResult(plan, result, run);
    return { exitCode, plan, result };
  });
}

async function repositoryOf(leaked: readonly LeakedSecret[], { findings, cwd, env, signal }: PurgeOptions) {
  const wanted = new Set(leaked.map(({ secret }) => secret.fingerprint));
  const roots = new Set(
    findings.flatMap(({ secret, root = '' }) => (root !== '' && wanted.has(secret.fingerprint) ? [root] : [])),
  );
  if (roots.size > 1)
    throw new Failure(
      `the values are in ${roots.size} repositories, and purge rewrites one at a time`,
      `Name its folder: ${[...roots][0]!}`,
    );
  const folder = [...roots][0] ?? cwd;
  const context = { cwd: folder, env: withoutHook({ ...env }), ...(signal === undefined ? {} : { signal }) };
  const repository = await findRepository(context);
  if (repository === undefined)
    throw new Failure(
      `${folder} is in no git repository, so there is no history to purge`,
      'Delete or edit the files.',
    );
  await refuseIncomplete(repository);
  return repository;
}

async function planOf(
  repository: Repository,
  secrets: readonly LeakedSecret[],
  run: OnlineRun,
  options: PurgeOptions,
): Promise<PurgePlan> {
  const output = outputOf(repository, options.output);
  refuseExisting(output);
  const survey = await surveyHistory(
    repository,
    secrets.map(({ secret }) => secret),
  );
  const archives = archivesIn(secrets, options.findings).filter(({ place }) => !survey.paths.includes(place));
  return {
    repository: repository.root,
    output,
    secrets,
    states: await checkAll(run),
    survey,
    notFixed: [
      ...survey.notFixed.filter(({ place }) => !archives.some((one) => one.place.startsWith(`${place}!`))),
      ...archives,
    ],
    reviews: [...survey.refs.keys()].filter(isReview).length,
    localBranches: localBranches(repository, survey.refs.keys()),
  };
}

/** @throws Failure for a folder inside the repository */
function outputOf({ root }: Repository, given: string | undefined): string {
  const output = given ?? `${root.replace(/\.git$/, '').replace(/[/\\]$/, '')}-purged.git`;
  if (isBelow(root, output))
    throw new Failure(`${output} is inside the repository ${root}`, 'Name a folder outside of it: --output FOLDER');
  return output;
}

/** Values in members of archives, as the scan found them. */
function archivesIn(leaked: readonly LeakedSecret[], findings: readonly LeakFinding[]): readonly NotFixed[] {
  const wanted = new Set(leaked.map(({ secret }) => secret.fingerprint));
  const places = findings.flatMap(({ secret, path: place, origin }) =>
    wanted.has(secret.fingerprint) && place.includes(INSIDE) && (origin?.commit ?? origin?.blob) !== undefined
      ? [place]
      : [],
  );
  return Array.from(new Set(places), (place) => ({ place, reason: 'in an archive: replace the archive' }));
}

function whyNot({ states, survey, notFixed }: PurgePlan): { exitCode: 0 | 1 | 2; notStarted: NotStarted } | undefined {
  if (states.some(({ state }) => state === 'alive')) return { exitCode: 1, notStarted: 'alive' };
  if (states.some(({ state }) => state === 'unknown')) return { exitCode: 2, notStarted: 'unknown' };
  if (survey.changedRefs.length > 0) return undefined;
  return { exitCode: notFixed.length > 0 ? 1 : 0, notStarted: 'nothing-to-do' };
}

async function rewrite(repository: Repository, plan: PurgePlan, options: PurgeOptions): Promise<PurgeResult> {
  const { onStep, rescan } = options;
  const { survey, output, secrets } = plan;
  onStep?.('clone');
  const clone = await makeMirrorClone(repository, output, survey.refs);
  onStep?.('rewrite');
  await runFilterRepo(clone, survey);
  onStep?.('compare');
  const comparison = await compareHistories(clone, survey.refs, survey.edits);
  onStep?.('clean');
  await removeOldObjects(clone);
  onStep?.('search');
  const leftObjects = await findLeft(clone, survey.edits);
  onStep?.('scan');
  const scanned = await rescan(output);
  onStep?.('fsck');
  const damage = await findDamage(clone, repository.git);
  options.signal?.throwIfAborted();
  const wanted = new Set(secrets.map(({ secret }) => secret.fingerprint));
  const left = groupFindings(scanned.findings.filter(({ secret }) => wanted.has(secret.fingerprint)));
  return {
    ...comparison,
    damage,
    leftObjects,
    leftPlaces: [...new Set(left.flatMap(({ places }) => places))],
    isScanComplete: scanned.complete,
    push: await pushCommand(repository, output, survey.refs.keys()),
  };
}

/** A result that is not proven must not be pushed, so 2 takes precedence over 1. */
function exitCodeOf(plan: PurgePlan, result: PurgeResult): 0 | 1 | 2 {
  if (result.problems.length > 0 || result.damage.length > 0 || !result.isScanComplete) return 2;
  return plan.notFixed.length + result.leftObjects.length + result.leftPlaces.length > 0 ? 1 : 0;
}

function recordPlan(
  { repository, output, secrets, states, survey, notFixed }: PurgePlan,
  { evidence }: OnlineRun,
): void {
  for (const leaked of secrets) {
    const state = states.find((one) => one.leaked === leaked);
    evidence?.secret('before', leaked, { status: state?.state ?? 'not-asked' });
  }
  evidence?.record('plan', {
    repository,
    output,
    commits: survey.commits,
    changedCommits: survey.changedCommits,
    changedRefs: survey.changedRefs.length,
    blobs: survey.edits.blobs.size,
    messages: survey.messages,
    renamed: survey.renamed.length,
    signedCommits: survey.signedCommits,
    signedTags: survey.signedTags,
    notFixed: notFixed.map(({ place, reason }) => `${place}: ${reason}`),
  });
}

function recordResult({ secrets }: PurgePlan, result: PurgeResult, { evidence }: OnlineRun): void {
  const { changedCommits, comparedTrees, problems, damage, leftObjects, leftPlaces, isScanComplete } = result;
  evidence?.record('proof', {
    changedCommits,
    comparedTrees,
    problems,
    damage,
    leftObjects,
    leftPlaces,
    isScanComplete,
  });
  for (const leaked of secrets)
    evidence?.secret('after', leaked, { status: leftObjects.length + leftPlaces.length === 0 ? 'purged' : 'left' });
}
