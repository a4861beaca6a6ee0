// Runs a command line: a hook at once, every other one through the declarations of all commands.

import type { CommandContext } from './context.ts';
import { ExitCode, explainError, TOOL } from '../library/errors.ts';
import { isRunType, type RunType } from '../library/hooks.ts';
import { guarded, type CliIo, type Screen } from './terminal/io.ts';

export { isInputClosed } from './terminal/closed-input.ts';
export { Interrupts } from './terminal/interrupts.ts';

export interface CliResult {
  readonly exitCode: ExitCode;
}

/**
 * Runs a command line. Never touches process globals; everything it needs is passed in.
 * @param argv arguments after the program's name
 * @param signal ends the command early; it then reports this and returns 2
 */
export async function runCli(
  argv: readonly string[],
  given: CliIo,
  env: NodeJS.ProcessEnv,
  cwd: string,
  signal?: AbortSignal,
): Promise<CliResult> {
  const io = guarded(given);
  const context = (options: { color?: boolean }): CommandContext => ({
    io,
    env,
    cwd,
    get colors() {
      return options.color !== false && wantsColors(env, io);
    },
    ...(signal === undefined ? {} : { signal }),
  });
  try {
    const hook = hookIn(argv);
    if (hook === undefined) {
      const { runProgram } = await import('./program.ts');
      return { exitCode: await runProgram(argv, io, context) };
    }
    const { runHook } = await import('./commands/run-hook.ts');
    return { exitCode: await runHook(hook.type, hook.args, {}, context({})) };
  } catch (error) {
    io.stderr(`${TOOL.name}: ${explainError(error)}\n`);
    return { exitCode: ExitCode.Failed };
  }
}

/**
 * A hook delays each commit, and to declare the commands and their options takes 15 ms.
 * @returns the hook to run if the command line is `hook TYPE` without options, as git hooks call it
 */
function hookIn(argv: readonly string[]): { readonly type: RunType; readonly args: readonly string[] } | undefined {
  const [command, type, ...args] = argv;
  if (command !== 'hook' || type === undefined || !isRunType(type)) return undefined;
  return args.some((arg) => arg.startsWith('-')) ? undefined : { type, args };
}

/** https://no-color.org, and FORCE_COLOR for logs that show colours. */
function wantsColors(env: NodeJS.ProcessEnv, io: Screen): boolean {
  if ((env['NO_COLOR'] ?? '') !== '') return false;
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return io.isOutTerminal && env['TERM'] !== 'dumb';
}
