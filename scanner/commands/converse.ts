import pc from 'picocolors';
import { Failure, type ExitCode } from '../public/errors.ts';
import { BaseUrlError, EvidenceError, type PlatformOptions, type Prompts } from '../public/platform.ts';
import type { Screen } from '../terminal/io.ts';

/** What every command that talks to the platform takes. */
export interface OnlineOptions extends Omit<PlatformOptions, 'onChecking' | 'onTrouble'> {
  /** Whether there is a person at a terminal to ask. */
  readonly interactive: boolean;
  readonly io: Partial<Pick<Screen, 'withValues'>> & Pick<Screen, 'stderr' | 'stdout'>;
  /** Default: as picocolors finds. */
  readonly colors?: boolean;
}

/** A person at a terminal, or a log. */
export interface Conversation {
  readonly io: OnlineOptions['io'];
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Absent when there is nobody to ask. */
  readonly prompts: Prompts | undefined;
  /** What the library is given, its words going to this person. */
  readonly platform: PlatformOptions;
}

/**
 * Runs a command from its first question to its last line. Trouble that the user can end becomes a message and
 * status 2.
 * @param nothing what to return then
 * @param work asks the library
 * @param summary the last line
 * @throws only for a defect of this program
 */
export async function converse<T extends { readonly exitCode: ExitCode }>(options: OnlineOptions, nothing: T, work: (conversation: Conversation) => Promise<T>, summary?: (result: T) => string): Promise<T> {
  const { io, interactive, colors: wantsColors, ...given } = options;
  try {
    const prompts = interactive ? (options.prompts ?? (await terminal(options.signal))) : undefined;
    const { prompts: _prompts, ...rest } = given;
    const platform: PlatformOptions = {
      ...rest,
      ...(prompts === undefined ? {} : { prompts }),
      onChecking: () => io.stderr('Asking which of the secrets found are alive …\n'),
      onTrouble: (trouble) => io.stderr(`${trouble}\n`),
    };
    const result = await work({ io, colors: pc.createColors(wantsColors ?? pc.isColorSupported), prompts, platform });
    if (summary !== undefined) io.stdout(`${summary(result)}\n`);
    return result;
  } catch (error) {
    const message = messageFor(error, options.signal);
    if (message === undefined) throw error;
    io.stderr(`${message}\n`);
    return nothing;
  }
}

async function terminal(signal: AbortSignal | undefined): Promise<Prompts> {
  const { terminalPrompts } = await import('../terminal/prompts.ts');
  return terminalPrompts(signal);
}

/** @returns `undefined` for a defect of this program */
function messageFor(error: unknown, signal: AbortSignal | undefined): string | undefined {
  if (error instanceof BaseUrlError || error instanceof EvidenceError) return error.message;
  if (error instanceof Failure) return error.remedy === undefined ? error.message : `${error.message}\n  do: ${error.remedy}`;
  return signal?.aborted === true ? 'Stopped before anything was changed.' : undefined;
}
