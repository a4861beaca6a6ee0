// Runs the command `revoke`.

import { revoke, type RevocationPlan, type RevokeOptions, type RevokeReport } from '../../library/revoke.ts';
import { commandLine } from '../../library/advice.ts';
import { UNREACHABLE } from '../../library/platform.ts';
import { count } from '../../library/text.ts';
import { nothingFound } from '../terminal/nothing-found.ts';
import { RevokeText } from '../terminal/revoke-messages.ts';
import { waitingText } from '../terminal/waiting-messages.ts';
import { runPlatformCommand, type Conversation, type OnlineOptions } from './platform-session.ts';

export interface RevokeCommandOptions
  extends OnlineOptions, Pick<RevokeOptions, 'findings' | 'only' | 'kinds' | 'identify'> {
  /** Continue without asking. Does not apply to hosts: these are asked about or named. */
  readonly yes?: boolean;
}

/** Finds out which secrets are active, shows a plan, asks, revokes, and checks the results. */
export async function runRevoke({
  findings,
  only,
  kinds,
  identify = false,
  yes = false,
  ...options
}: RevokeCommandOptions): Promise<RevokeReport> {
  let isConfirmed = false;
  return runPlatformCommand(
    options,
    { exitCode: 2, items: [], outcomes: [] },
    async (conversation) => {
      const { io, colors, platform } = conversation;
      const text = new RevokeText(colors);
      const report = await revoke({
        ...platform,
        findings,
        identify,
        ...(only === undefined ? {} : { only }),
        ...(kinds === undefined ? {} : { kinds }),
        onPlan: ({ items, leftOut }) => {
          io.stdout(text.plan(items, waitingText(platform.transport)));
          if (leftOut > 0) io.stdout(`Left out by --kind: ${count(leftOut, 'secret')}.\n\n`);
        },
        confirm: async (plan) =>
          (isConfirmed = (yes || (await confirm(plan, conversation))) && (await conversation.isShown())),
      });
      const { items, outcomes, exitCode } = report;
      if (isConfirmed) io.stdout(text.results(items, outcomes) + text.leftToDo(items, outcomes, options));
      if (isConfirmed && exitCode !== 0 && platform.signal?.aborted === true) io.stderr('Stopped.\n');
      return report;
    },
    (report) => {
      const repeat = repeatText({ ...options, only, kinds, identify, yes });
      return `${isConfirmed ? '\n' : ''}${summary(report, isConfirmed, { ...options, repeat })}`;
    },
  );
}

async function confirm(
  { alive }: RevocationPlan,
  { io, prompts, platform: { signal } }: Conversation,
): Promise<boolean> {
  if (prompts === undefined) {
    io.stderr('Nothing was done: there is no terminal to ask at. Add --yes to revoke what is alive in the plan.\n');
    return false;
  }
  const isConfirmed = await prompts.confirm(
    `Revoke ${alive.length === 1 ? 'the living secret' : `all ${alive.length} living secrets`} of this plan? It cannot be undone.`,
  );
  if (isConfirmed && signal?.aborted !== true) return true;
  io.stderr('Nothing was done.\n');
  return false;
}

function summary(
  { exitCode, items }: RevokeReport,
  isConfirmed: boolean,
  options: OnlineOptions & { readonly repeat: string },
): string {
  const living = items.filter((item) => item.state === 'alive').length;
  if (items.length === 0 && exitCode === 0) return nothingFound('revoke', options);
  if (exitCode === 1)
    return isConfirmed ? `Not done: something is still alive. ${options.repeat}` : `Not done: ${living} still alive.`;
  if (exitCode === 2) {
    const isUnreachable = items.some((item) => item.state === 'unknown' && item.isUnreachable === true);
    const why = isUnreachable ? UNREACHABLE : 'Something could not be found out or finished.';
    return `Not proven. ${why} ${options.repeat}`;
  }
  return living === 0
    ? 'Nothing to revoke: nothing that was found is alive.'
    : 'Done: the server says that everything revoked here is dead.';
}

/** The command that does the same again. */
function repeatText({
  advice,
  only = [],
  kinds = [],
  identify,
  yes,
  evidence,
}: {
  readonly [K in 'advice' | 'only' | 'kinds' | 'identify' | 'yes' | 'evidence']?: RevokeCommandOptions[K] | undefined;
}): string {
  const words = [
    ...(only.length === 0 ? [] : ['--only', ...only]),
    ...(kinds.length === 0 ? [] : ['--kind', ...kinds]),
    ...(identify === true ? ['--identify'] : []),
    ...(evidence === undefined ? [] : ['--evidence', evidence]),
    ...(yes === true ? ['--yes'] : []),
  ];
  const { command, how } = advice?.step('revoke', [], { more: words }) ?? {
    command: commandLine(['revoke', ...words]),
    how: '',
  };
  return `To try again${how === '' ? '' : ` (${how})`}:\n  ${command}`;
}
