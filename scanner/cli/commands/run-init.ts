// Runs the command `init`.

import pc from 'picocolors';
import { call, commandLine } from '../../library/advice.ts';
import { ExitCode } from '../../library/errors.ts';
import type { HookType } from '../../library/hooks.ts';
import { applyInit, planInit, type InitPart, type Part } from '../../library/init.ts';
import { clean, count } from '../../library/text.ts';
import type { CommandContext } from '../context.ts';
import { diffOf } from '../terminal/diff.ts';
import type { Screen } from '../terminal/io.ts';

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
  const changes = planned.flatMap((part) => part.changes ?? []);
  // Below the diff, where a reader ends.
  const summary = planned.map((part) => `${clean(line(part))}\n`).join('');
  const diffs = options.check === true ? [] : await Promise.all(changes.map(diffOf));
  io.stdout(`${diffs.map((diff) => `${diff}\n`).join('')}${summary}`);
  const open = planned.filter(({ state }) => state === 'change' || state === 'by-hand');
  if (planned.every(({ state }) => state === 'none')) {
    // Nothing is set up in this case either, so the result must not look like success.
    io.stdout(
      'Nothing here can be set up. Run it where your package.json or .git is, or make one first: npm init, git init\n',
    );
    return options.check === true ? ExitCode.Found : ExitCode.Failed;
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
  if (changes.length > 0) {
    if (options.yes !== true && !canAsk(io)) {
      io.stderr(`Nothing was written: there is no terminal to ask at.\n  Run: ${asked(options)}\n`);
      return ExitCode.Failed;
    }
    if (options.yes !== true && !(await isConfirmed(changes.length, signal))) {
      io.stdout('Nothing was written.\n');
      return ExitCode.Clean;
    }
    io.stdout(`Wrote ${count((await applyInit(plan)).length, 'file')}.\n`);
  }
  const steps = left(open);
  if (steps !== '') io.stdout(steps);
  else if (changes.length === 0) {
    const isAll = planned.every(({ state }) => state === 'ready');
    io.stdout(`${isAll ? 'Everything is set up' : 'The parts marked ✓ are set up'}; nothing changed.\n`);
  }
  const undone = undoneParts(planned, options.only ?? []);
  if (undone.length === 0) return ExitCode.Clean;
  io.stderr(`Not set up: ${undone.join(', ')}.\n`);
  return ExitCode.Failed;
}

/** @returns the parts that are left to the user, and those that the user named and the project has no place for */
function undoneParts(parts: readonly Part[], named: readonly string[]): string[] {
  const undone = parts.filter(({ name, state }) => state === 'by-hand' || (state === 'none' && named.includes(name)));
  return [...new Set(undone.map(({ name }) => name))];
}

function line({ name, state, says }: Part): string {
  const marks = { ready: '✓', change: '+', 'by-hand': '!', none: '-' };
  return `${marks[state]} ${name}: ${says}`;
}

/** @returns the same command, which then does not ask */
function asked({ only = [], hooks }: InitCommandOptions): string {
  return commandLine([
    'init',
    ...(only.length === 0 ? [] : ['--only', ...only]),
    ...(hooks.join() === 'pre-commit' ? [] : ['--hooks', ...hooks]),
    '--yes',
  ]);
}

function canAsk({ isInTerminal, isErrTerminal }: Screen): boolean {
  return isInTerminal && isErrTerminal;
}

async function isConfirmed(files: number, signal?: AbortSignal): Promise<boolean> {
  const { terminalPrompts } = await import('../terminal/prompts.ts');
  return (await terminalPrompts(signal)).confirm(`Write ${files === 1 ? 'this file' : `these ${files} files`}?`);
}
