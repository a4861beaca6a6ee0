// Runs the command `purge`.

import { call, shellWord } from '../../library/advice.ts';
import { explainError, Failure } from '../../library/errors.ts';
import { purge, type PurgeOptions, type PurgePlan, type PurgeReport } from '../../library/purge.ts';
import { nothingFound } from '../terminal/nothing-found.ts';
import { beginning, PurgeText, STEPS } from '../terminal/purge-messages.ts';
import { runPlatformCommand, type Conversation, type OnlineOptions } from './platform-session.ts';

export interface PurgeCommandOptions
  extends OnlineOptions, Pick<PurgeOptions, 'allowAlive' | 'cwd' | 'findings' | 'only' | 'output' | 'rescan'> {
  /** Whether everything was scanned for values. */
  readonly isScanComplete: boolean;
  /** Only show the plan. */
  readonly dryRun?: boolean;
  /** Continue without asking. */
  readonly yes?: boolean;
}

/** Shows a plan, asks, makes a clone without the values, and proves it. */
export async function runPurge({
  findings,
  only,
  cwd,
  output,
  allowAlive = false,
  rescan,
  isScanComplete,
  dryRun = false,
  yes = false,
  ...options
}: PurgeCommandOptions): Promise<PurgeReport> {
  let begun: PurgePlan | undefined;
  return runPlatformCommand(
    options,
    { exitCode: 2 },
    async (conversation): Promise<PurgeReport> => {
      const { io, colors, platform } = conversation;
      const text = new PurgeText(colors);
      if (!isScanComplete)
        throw new Failure(
          'not everything could be scanned, so not every value is known',
          'Fix what is listed above, or add --allow-incomplete.',
        );
      try {
        const report = await purge({
          ...platform,
          findings,
          cwd,
          allowAlive,
          rescan,
          ...(only === undefined ? {} : { only }),
          ...(output === undefined ? {} : { output }),
          onPlan: (plan) => io.stdout(text.plan(plan)),
          confirm: async (plan) => {
            if (dryRun || !((yes || (await confirm(conversation))) && (await conversation.isShown()))) return false;
            begun = plan;
            return true;
          },
          onStep: (step) => io.stderr(`${STEPS[step]} …\n`),
        });
        if (report.plan !== undefined && report.result !== undefined)
          io.stdout(text.result(report.plan, report.result));
        return report;
      } catch (error) {
        if (begun === undefined) throw error;
        const reason = platform.signal?.aborted === true ? 'Stopped.' : explainError(error);
        io.stderr(`${reason}\n${beginning(begun)}\n`);
        return { exitCode: 2, plan: begun };
      }
    },
    (report) => summary(report, { ...options, dryRun }),
  );
}

async function confirm({ io, prompts, platform: { signal } }: Conversation): Promise<boolean> {
  if (prompts === undefined) {
    io.stderr('Nothing was done: there is no terminal to ask at. Add --yes to make the clone of the plan.\n');
    return false;
  }
  const isConfirmed = await prompts.confirm('Make this clone? The repository stays as it is, and nothing is pushed.');
  if (isConfirmed && signal?.aborted !== true) return true;
  io.stderr('Nothing was done.\n');
  return false;
}

function summary(
  { exitCode, plan, notStarted, result }: PurgeReport,
  { dryRun, ...options }: OnlineOptions & { readonly dryRun: boolean },
): string {
  if (plan === undefined) return nothingFound('purge', options);
  switch (notStarted) {
    case 'alive':
      return `Not done: a value is alive. Revoke it first: ${options.advice?.step('revoke').command ?? call('revoke --history')} (or add --allow-alive)`;
    case 'unknown':
      return 'Not done: whether a value is alive could not be found out. Run it again, or add --allow-alive.';
    case 'nothing-to-do':
      return plan.notFixed.length > 0
        ? 'Nothing was done: the values are only where purge cannot remove them.'
        : 'Nothing to purge: no commit of a branch, tag or other ref has the values.';
    case 'not-confirmed':
      return dryRun
        ? 'This was the plan; nothing was done. Run it again without --dry-run to make the clone.'
        : 'Not done: the values are still in the history.';
    case undefined:
      break;
  }
  if (result === undefined) return 'Not done: the values are still in the history.';
  if (exitCode === 0) return 'Done: the clone is proven to differ in these values alone. Push it when all agree.';
  return exitCode === 1
    ? 'Not done: a value is still in the clone, at the places above.'
    : `Not proven: do not push the clone. Delete it: rm -rf ${shellWord(plan.output)}`;
}
