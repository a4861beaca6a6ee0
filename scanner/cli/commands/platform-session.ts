// Runs an online command at a terminal: prompts, messages, lost output and errors.

import pc from 'picocolors';
import { Failure, type ExitCode } from '../../library/errors.ts';
import { BaseUrlError, EvidenceError, type PlatformOptions, type Prompts } from '../../library/platform.ts';
import { wrapText } from '../../library/text.ts';
import type { Screen } from '../terminal/io.ts';
import { waitingText } from '../terminal/waiting-messages.ts';

/** Options shared by all commands that talk to the platform. */
export interface OnlineOptions extends Omit<PlatformOptions, 'onChecking' | 'onTrouble'> {
  /** Whether a person at a terminal can be asked. */
  readonly interactive: boolean;
  readonly io: Partial<Pick<Screen, 'stdoutLost' | 'stdoutWritten' | 'withValues'>> & Pick<Screen, 'stderr' | 'stdout'>;
  /** Number of documents that were scanned for secrets. */
  readonly documents?: number;
  /** Default: as detected by picocolors. */
  readonly colors?: boolean;
  /** The widths of the terminals of standard output and standard error, for messages; absent without one. */
  readonly columns?: { readonly out?: number; readonly err?: number };
}

/** Output and input of an online command, at a terminal or in a log. */
export interface Conversation {
  readonly io: Pick<Screen, 'stderr' | 'stdout'>;
  /** Writes a text for programs to standard output, as it is. */
  readonly data: (text: string) => void;
  /**
   * Writes values that the user asked to see to standard output, and waits for it; rejects if they could not be
   * written.
   */
  readonly show: (text: string) => Promise<void>;
  /** Whether all output was written: nothing is changed after a plan that nobody could read. */
  readonly isShown: () => Promise<boolean>;
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Absent without a terminal. */
  readonly prompts: Prompts | undefined;
  /** Options for the library, with messages to this terminal. */
  readonly platform: PlatformOptions;
}

/**
 * Runs a command from its first question to its last line. Problems that the user can fix become a message and exit
 * code 2.
 * @param nothing the result in that case
 * @param work calls the library
 * @param summary the last line
 * @throws only for a bug in this program
 */
export async function runPlatformCommand<T extends { readonly exitCode: ExitCode }>(
  options: OnlineOptions,
  nothing: T,
  work: (conversation: Conversation) => Promise<T>,
  summary?: (result: T) => string,
): Promise<T> {
  const { io: streams, interactive, colors: wantsColors, documents: _documents, columns = {}, ...given } = options;
  const { io, data, show, isShown, saveLost } = listening(streams, columns);
  const signals = [streams.stdoutLost, options.signal].filter((one) => one !== undefined);
  const signal = signals.length === 0 ? undefined : AbortSignal.any(signals);
  try {
    const prompts = interactive ? (options.prompts ?? (await terminal(signal))) : undefined;
    const { prompts: _prompts, ...rest } = given;
    const platform: PlatformOptions = {
      ...rest,
      ...(prompts === undefined ? {} : { prompts }),
      ...(signal === undefined ? {} : { signal }),
      onChecking: () =>
        io.stderr(`Asking which of the secrets found are alive (${waitingText(options.transport)}) …\n`),
      onTrouble: (trouble) => io.stderr(`${trouble}\n`),
    };
    const result = await work({
      io,
      data,
      show,
      isShown,
      colors: pc.createColors(wantsColors ?? pc.isColorSupported),
      prompts,
      platform,
    });
    if (summary !== undefined) io.stdout(`${summary(result)}\n`);
    return result;
  } catch (error) {
    const message = messageFor(error, signal);
    if (message === undefined) throw error;
    io.stderr(`${message}\n`);
    return nothing;
  } finally {
    await saveLost();
  }
}

interface Listening extends Pick<Conversation, 'data' | 'io' | 'show' | 'isShown'> {
  readonly saveLost: () => Promise<void>;
}

/**
 * Results must be visible somewhere: if standard output is lost, its content goes to standard error.
 * @returns the streams, and `saveLost` to call at the end
 */
function listening(streams: OnlineOptions['io'], columns: NonNullable<OnlineOptions['columns']>): Listening {
  let said = '';
  const data = (text: string): void => {
    said += text;
    streams.stdout(text);
  };
  const isShown = async (): Promise<boolean> => {
    try {
      await streams.stdoutWritten?.();
      return streams.stdoutLost?.aborted !== true;
    } catch {
      return false;
    }
  };
  return {
    io: {
      stdout: (chunk) => data(wrapText(chunk, columns.out)),
      stderr: (chunk) => streams.stderr(wrapText(chunk, columns.err)),
    },
    data,
    isShown,
    show: async (text) => {
      (streams.withValues ?? streams.stdout)(text);
      if (!(await isShown())) throw new Error('standard output is lost');
    },
    saveLost: async () => {
      if (said !== '' && !(await isShown())) streams.stderr(`Standard output got lost. It should have said:\n${said}`);
    },
  };
}

async function terminal(signal: AbortSignal | undefined): Promise<Prompts> {
  const { terminalPrompts } = await import('../terminal/prompts.ts');
  return terminalPrompts(signal);
}

/** @returns `undefined` for a bug in this program */
function messageFor(error: unknown, signal: AbortSignal | undefined): string | undefined {
  if (error instanceof BaseUrlError || error instanceof EvidenceError) return error.message;
  if (error instanceof Failure)
    return error.remedy === undefined ? error.message : `${error.message}\n  do: ${error.remedy}`;
  return signal?.aborted === true ? 'Stopped before anything was changed.' : undefined;
}
