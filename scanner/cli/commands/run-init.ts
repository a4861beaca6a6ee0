// Runs the command `init`.

import pc from 'picocolors';
import { call } from '../../library/advice.ts';
import { ExitCode } from '../../library/errors.ts';
import type { HookType } from '../../library/hooks.ts';
import { applyInit, planInit, type FileChange, type InitPart, type Part } from '../../library/init.ts';
import { clean } from '../../library/text.ts';
import type { CommandContext } from '../context.ts';

export interface InitCommandOptions {
  readonly only?: readonly InitPart[];
  readonly hooks: readonly HookType[];
  /** Write without asking. */
  readonly yes?: boolean;
  /** Only report whether everything is set up. */
  readonly check?: boolean;
}

/**
 * Sets up the tool in a project: shows every change as a diff, and writes them after confirmation.
 * @returns the exit code
 */
export async function runInit(options: InitCommandOptions, around: CommandContext): Promise<ExitCode> {
  const { cwd, env, io, colors, signal } = around;
  const plan = await planInit({
    cwd,
    env,
    hooks: options.hooks,
    ...(signal === undefined ? {} : { signal }),
    ...(options.only === undefined ? {} : { only: options.only }),
  });
  const planned = plan.parts;
  const c = pc.createColors(colors);
  for (const part of planned) io.stdout(`${clean(line(part))}\n`);
  const open = planned.filter(({ state }) => state === 'change' || state === 'by-hand');
  if (planned.every(({ state }) => state === 'none')) {
    // Nothing is set up in this case either, so the result must not look like success.
    io.stdout(
      'Nothing here can be set up. Run it where your package.json or .git is, or make one first: npm init, git init\n',
    );
    return options.check === true ? ExitCode.Found : ExitCode.Clean;
  }
  const left = (parts: readonly Part[]) => {
    const steps = parts.flatMap((part) => part.steps ?? []);
    return steps.length === 0
      ? ''
      : `\n${c.bold('What is left to do')}\n${steps.map((step) => `  ${clean(step)}\n`).join('')}`;
  };
  if (options.check === true) {
    if (open.length === 0) io.stdout(c.green('Set up.\n'));
    else
      io.stdout(
        `Not set up: ${open.map(({ name }) => name).join(', ')}.${open.some(({ state }) => state === 'change') ? ` Run: ${call('init')}` : ''}\n${left(open.filter(({ state }) => state === 'by-hand'))}`,
      );
    return open.length === 0 ? ExitCode.Clean : ExitCode.Found;
  }
  const changes = planned.flatMap((part) => part.changes ?? []);
  if (changes.length > 0) {
    io.stdout(`\n${(await Promise.all(changes.map(diffOf))).join('')}\n`);
    const isAllowed = options.yes === true || (await isConfirmed(changes.length, around, signal));
    if (!isAllowed) {
      io.stdout('Nothing was written.' + (io.isInTerminal ? '\n' : ' To write it without being asked, add --yes.\n'));
      return ExitCode.Clean;
    }
    io.stdout(`Wrote ${(await applyInit(plan)).map(clean).join(', ')}.\n`);
  }
  const steps = left(open);
  if (steps !== '') io.stdout(steps);
  else if (changes.length === 0) io.stdout('Everything is set up; nothing changed.\n');
  return ExitCode.Clean;
}

function line({ name, state, says }: Part): string {
  const marks = { ready: '✓', change: '+', 'by-hand': '!', none: '-' };
  return `${marks[state]} ${name}: ${says}`;
}

async function diffOf({ file, before, after }: FileChange): Promise<string> {
  const { createTwoFilesPatch } = await import('diff');
  return (
    createTwoFilesPatch(
      before === undefined ? '/dev/null' : `a/${file}`,
      `b/${file}`,
      before ?? '',
      after,
      undefined,
      undefined,
      { context: 3 },
    )
      // GitHub's runner executes lines that begin like this, also after a space.
      .replace(/^=+\n/, '')
      .split('\n')
      .map((text) => clean(text).replace(/^\s+(?=::)/, '$&.'))
      .join('\n')
  );
}

async function isConfirmed(files: number, { io }: CommandContext, signal?: AbortSignal): Promise<boolean> {
  if (!io.isInTerminal || !io.isErrTerminal) return false;
  const { terminalPrompts } = await import('../terminal/prompts.ts');
  return (await terminalPrompts(signal)).confirm(`Write ${files === 1 ? 'this file' : `these ${files} files`}?`);
}
