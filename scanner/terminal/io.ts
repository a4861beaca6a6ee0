/** The streams of a command, so that it can be run without a process. */
export interface CliIo {
  /** Writes a chunk as it is, line breaks included. */
  readonly stdout: (chunk: string) => void;
  readonly stderr: (chunk: string) => void;
  readonly stdin: AsyncIterable<Uint8Array | string>;
  /** Whether a person sees stdout; decides about colours. */
  readonly isOutTerminal: boolean;
  /** Whether a person sees stderr; decides about progress. */
  readonly isErrTerminal: boolean;
  /** How wide that terminal is; default: 80 characters. */
  readonly errColumns?: number;
  /** Whether a person can answer on stdin. */
  readonly isInTerminal: boolean;
}
