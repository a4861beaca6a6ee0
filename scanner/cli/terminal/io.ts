// The streams of a command, and the guard that masks everything written to them.

import { guardOutput } from '../../library/text.ts';

/** The streams of a command, passed in so that it can run without a process. */
export interface CliIo {
  /** Writes a chunk unchanged, including line breaks. */
  readonly stdout: (chunk: string) => void;
  readonly stderr: (chunk: string) => void;
  /** Writes bytes unchanged; resolves when more can be written. Default: as text to `stdout`. */
  readonly stdoutBytes?: (bytes: Uint8Array) => Promise<void>;
  /** Aborted when standard output can no longer be written: a full disk, a closed pipe. */
  readonly stdoutLost?: AbortSignal;
  /** Resolves when all chunks so far are written; rejects if they could not be. */
  readonly stdoutWritten?: () => Promise<void>;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Whether standard input was closed when the process started; then it is not even an empty text. */
  readonly isInClosed?: () => boolean;
  /** Whether stdout is a terminal; decides about colours. */
  readonly isOutTerminal: boolean;
  /** Whether stderr is a terminal; decides about progress. */
  readonly isErrTerminal: boolean;
  /** The width of stdout, if that is a terminal. */
  readonly outColumns?: number;
  /** The width of stderr's terminal; default: 80 characters. */
  readonly errColumns?: number;
  /** Whether a person can answer on stdin. */
  readonly isInTerminal: boolean;
}

/** The streams as commands see them: values are masked and cursor movements removed. */
export interface Screen extends CliIo {
  /** Bytes that a command has redacted itself; they pass no other mask. */
  readonly stdoutBytes: (bytes: Uint8Array) => Promise<void>;
  /**
   * Standard output for values that the user asked to see with `--show-secrets` or `--show`; otherwise like `stdout`.
   */
  readonly withValues: (chunk: string) => void;
  /** Replaces the last line written to standard error, which must be a terminal. */
  readonly overwrite: (line: string) => void;
}

const WIPE = '\r\u001b[2K';

/** Wraps the streams: every chunk that a command writes passes through here. */
export function guarded(io: CliIo): Screen {
  return {
    stdout: (chunk) => io.stdout(guardOutput(chunk)),
    stderr: (chunk) => io.stderr(guardOutput(chunk)),
    stdoutBytes: io.stdoutBytes ?? (async (bytes) => io.stdout(Buffer.from(bytes).toString())),
    ...(io.stdoutLost === undefined ? {} : { stdoutLost: io.stdoutLost }),
    ...(io.stdoutWritten === undefined ? {} : { stdoutWritten: io.stdoutWritten }),
    withValues: (chunk) => io.stdout(guardOutput(chunk, { showsValues: true })),
    overwrite: (line) => io.stderr(`${WIPE}${guardOutput(line)}`),
    ...(io.isInClosed === undefined ? {} : { isInClosed: io.isInClosed }),
    get stdin() {
      return io.stdin;
    },
    get isOutTerminal() {
      return io.isOutTerminal;
    },
    get isErrTerminal() {
      return io.isErrTerminal;
    },
    get outColumns() {
      return io.outColumns ?? 80;
    },
    get errColumns() {
      return io.errColumns ?? 80;
    },
    get isInTerminal() {
      return io.isInTerminal;
    },
  };
}
