import { guardOutput } from '../../library/text.ts';

/** The streams that a command is given, so that it can be run without a process. */
export interface CliIo {
  /** Takes a chunk as it is, line breaks included. */
  readonly stdout: (chunk: string) => void;
  readonly stderr: (chunk: string) => void;
  /** Aborted when standard output cannot be written any more: a full disk, a reader that is gone. */
  readonly stdoutLost?: AbortSignal;
  /** Resolves when all chunks so far are written; rejects when they could not be. */
  readonly stdoutWritten?: () => Promise<void>;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Whether that was closed when the process began: what then comes of it is not a text, not even an empty one. */
  readonly isInClosed?: () => boolean;
  /** Whether a person sees stdout; decides about colours. */
  readonly isOutTerminal: boolean;
  /** Whether a person sees stderr; decides about progress. */
  readonly isErrTerminal: boolean;
  /** How wide that terminal is; default: 80 characters. */
  readonly errColumns?: number;
  /** Whether a person can answer on stdin. */
  readonly isInTerminal: boolean;
}

/** The same streams as a command sees them: no value gets through by mistake, and nothing that moves the cursor. */
export interface Screen extends CliIo {
  /** Standard output for values that the user asked to see, with `--show-secrets` or `--show`; else as `stdout`. */
  readonly withValues: (chunk: string) => void;
  /** Writes over the line on standard error that was written last, which must be a terminal. */
  readonly overwrite: (line: string) => void;
}

const WIPE = '\r\u001b[2K';

/** The only way to the streams: every chunk that a command writes passes here. */
export function guarded(io: CliIo): Screen {
  return {
    stdout: (chunk) => io.stdout(guardOutput(chunk)),
    stderr: (chunk) => io.stderr(guardOutput(chunk)),
    ...(io.stdoutLost === undefined ? {} : { stdoutLost: io.stdoutLost }),
    ...(io.stdoutWritten === undefined ? {} : { stdoutWritten: io.stdoutWritten }),
    withValues: (chunk) => io.stdout(guardOutput(chunk, { showsValues: true })),
    overwrite: (line) => io.stderr(`${WIPE}${guardOutput(line)}`),
    ...(io.isInClosed === undefined ? {} : { isInClosed: io.isInClosed }),
    get stdin() {
      return io.stdin;
    },
    isOutTerminal: io.isOutTerminal,
    isErrTerminal: io.isErrTerminal,
    get errColumns() {
      return io.errColumns ?? 80;
    },
    isInTerminal: io.isInTerminal,
  };
}
