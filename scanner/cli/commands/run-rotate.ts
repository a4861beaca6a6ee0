// Runs the command `rotate`.

import type { ExitCode } from '../../library/errors.ts';
import {
  rotate,
  type RotateOptions,
  type FinishResult,
  type RotateReport,
  type RotationPlan,
  type RotationResult,
} from '../../library/rotate.ts';
import { manualSteps } from '../terminal/manual-steps.ts';
import { waitingText } from '../terminal/waiting-messages.ts';
import { actionOf, finishedText, overQuota, planText, questionOf, resultText } from '../terminal/rotate-messages.ts';
import { runPlatformCommand, type Conversation, type OnlineOptions } from './platform-session.ts';
import { pageOf } from '../../library/advice.ts';

export interface RotateCommandOptions
  extends OnlineOptions, Pick<RotateOptions, 'findings' | 'only' | 'destination' | 'cwd' | 'use' | 'deployed'> {
  /** Do not ask before the plan is carried out. The old key is deleted without asking only with `deployed`. */
  readonly yes?: boolean;
}

export interface RotateCommandReport {
  readonly exitCode: ExitCode;
  /** Absent if it did not start. */
  readonly result: RotationResult | FinishResult | undefined;
}

/** Replaces an API key: creates a new key, delivers it, waits for the user's confirmation, and deletes the old key. */
export async function runRotate({ yes = false, ...options }: RotateCommandOptions): Promise<RotateCommandReport> {
  const { findings, only, destination, cwd, use, deployed, ...online } = options;
  const given = {
    findings,
    destination,
    cwd,
    ...(only === undefined ? {} : { only }),
    ...(use === undefined ? {} : { use }),
    ...(deployed === undefined ? {} : { deployed }),
  };
  return runPlatformCommand<RotateCommandReport>(
    online,
    { exitCode: 2, result: undefined },
    async (conversation) => {
      const { io, show, isShown, colors, prompts, platform } = conversation;
      const report = await rotate({
        ...platform,
        ...given,
        screen: { stdout: show, stderr: io.stderr },
        onPlan: (plan) =>
          io.stdout(
            planText(plan, { isDeployed: deployed === true, waiting: waitingText(platform.transport) }, colors),
          ),
        confirm: async (plan) => (yes || (await confirm(plan, deployed === true, conversation))) && (await isShown()),
        // --yes is not enough: only the user knows whether anything still uses the old key.
        isDeployed: async () =>
          (await prompts?.confirm(
            'Deploy the new value now. Is it in use everywhere? Then the old key is deleted, which cannot be undone.',
          )) === true,
        onStep: (step) => io.stdout(`   ${step}\n`),
      });
      printResult(report, conversation, { ...options, yes });
      return {
        exitCode: report.exitCode,
        result: report.end === 'ran' || report.end === 'finished' ? report.result : undefined,
      };
    },
    ({ exitCode, result }) => {
      if (exitCode === 0) return doneText(result);
      return exitCode === 1
        ? 'Not done: the old key is still alive.'
        : 'Not proven: something could not be found out or finished; run it again.';
    },
  );
}

function doneText(result: RotateCommandReport['result']): string {
  if (result === undefined) return 'Nothing to rotate: it is dead.';
  const isGone = 'standing' in result && result.standing === 'gone';
  const old = isGone ? 'the account has the old one no more' : 'the server says that the old one is dead';
  return `Done: the new key lives, and ${old}.`;
}

/** Prints the result and how to continue. */
function printResult(
  report: RotateReport,
  { io, colors }: Conversation,
  { advice, destination, evidence, yes }: Pick<RotateCommandOptions, 'advice' | 'destination' | 'evidence' | 'yes'>,
): void {
  if (report.end === 'not-begun')
    io.stderr(`${report.leaked === undefined ? '' : `${report.leaked.secret.redacted}: `}${report.reason}\n`);
  if (report.end === 'over-quota')
    io.stdout(overQuota(report.keys, report.old, new Date(), report.leaked !== undefined, advice));
  if (report.end === 'finished') {
    const { result, baseUrl } = report;
    io.stdout(`\n${finishedText(result, colors, { advice, destination, baseUrl, yes })}`);
  }
  if (report.end !== 'ran') return;
  const { result, old, leaked, baseUrl } = report;
  io.stdout(`\n${resultText(result, old, colors, { advice, destination, baseUrl, yes })}`);
  if (result.old !== 'dead' || leaked === undefined) return;
  io.stdout(
    `\n${colors.bold('Left to do by hand')} (${pageOf('leaked.md')})\n${manualSteps({
      leaked: [leaked],
      deployed: true,
      evidence: evidence !== undefined,
      ...(advice === undefined ? {} : { advice }),
    })
      .map((step) => `  - ${step}\n`)
      .join('')}\n`,
  );
}

async function confirm(
  plan: RotationPlan,
  isDeployed: boolean,
  { io, prompts, platform: { signal } }: Conversation,
): Promise<boolean> {
  if (prompts === undefined) {
    io.stderr(`Nothing was done: there is no terminal to ask at. Add --yes to ${actionOf(plan, isDeployed)}.\n`);
    return false;
  }
  const isConfirmed = await prompts.confirm(questionOf(plan, isDeployed));
  if (isConfirmed && signal?.aborted !== true) return true;
  io.stderr('Nothing was done.\n');
  return false;
}
