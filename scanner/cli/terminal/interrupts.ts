// Handles signals, unexpected errors and lost output, so that the process always ends with 0, 1 or 2 and a message.

import { writeSync } from 'node:fs';
import { Failure } from '../../library/errors.ts';
import { clean } from '../../library/text.ts';

/** Exit code for a failed request. */
const FAILED = 2;
/** Milliseconds for cleanup after an unexpected error. */
const GRACE = 5000;
const DEFECT = 'This is a defect of navixy-secrets; please report it.';
/** Descriptor of standard error. */
const STDERR = 2;

/** The parts of a process that are needed. */
type Endable = Pick<NodeJS.Process, 'cwd' | 'exit' | 'on' | 'once' | 'stderr' | 'stdout'> & {
  exitCode?: number | string | null | undefined;
};

/**
 * Until {@link done} is called, the process counts as failed: an empty event loop, an uncaught error or unwritable
 * output ends it with 2. A signal aborts the command, so that it reports what it has and leaves nothing open.
 */
export class Interrupts {
  readonly #process: Endable;
  readonly #interrupt = new AbortController();
  readonly #outputLost = new AbortController();
  #exitCode: number | undefined;
  #hasFailed = false;
  #isOutWatched = false;
  #isErrWatched = false;

  constructor(process: Endable) {
    this.#process = process;
    process.exitCode = FAILED;
    // The first signal lets the command report what it has; the second has its default effect and ends the process at
    // once.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => this.#interrupt.abort());
    process.on('uncaughtException', (error) => this.fail(error));
    process.on('unhandledRejection', (error) => this.fail(error));
    process.on('beforeExit', () => {
      if (this.#exitCode === undefined && !this.#hasFailed)
        this.#printFailure(
          'ended before its work was done: nothing was left to wait for. Not everything was scanned',
          DEFECT,
        );
    });
  }

  /** Standard output, opened at the first use: a clean commit prints nothing, and to open it takes 2 ms. */
  get stdout(): Endable['stdout'] {
    if (!this.#isOutWatched) {
      this.#isOutWatched = true;
      this.#process.stdout.on('error', (error: NodeJS.ErrnoException) => this.#lost(error));
    }
    return this.#process.stdout;
  }

  /** Standard error. Without it, only the exit code can report a failure. */
  get stderr(): Endable['stderr'] {
    if (!this.#isErrWatched) {
      this.#isErrWatched = true;
      this.#process.stderr.on('error', () => undefined);
    }
    return this.#process.stderr;
  }

  /** @throws Failure if the current folder no longer exists */
  cwd(): string {
    try {
      return this.#process.cwd();
    } catch {
      throw new Failure('the current folder does not exist any more', 'Change to another folder.');
    }
  }

  /** Aborted when the command must stop. */
  get signal(): AbortSignal {
    return this.#interrupt.signal;
  }

  /** Aborted when standard output can no longer be written. */
  get outputLost(): AbortSignal {
    return this.#outputLost.signal;
  }

  /** Marks the command as finished. @param exitCode counts unless something else failed */
  done(exitCode: number): void {
    this.#exitCode = exitCode;
    this.#process.exitCode = this.#hasFailed ? FAILED : exitCode;
  }

  /** Ends the process after an unexpected error, with time for cleanup. */
  fail(error: unknown): void {
    const said = error instanceof Error ? error.message : String(error);
    if (!this.#hasFailed)
      this.#printFailure(
        error instanceof Failure ? said : `unexpected error: ${said}`,
        error instanceof Failure ? error.remedy : DEFECT,
      );
    this.#end();
    setTimeout(() => this.#process.exit(FAILED), GRACE).unref();
  }

  #lost({ code }: NodeJS.ErrnoException): void {
    this.#outputLost.abort();
    if (!this.#hasFailed) {
      if (code === 'EPIPE')
        this.#printFailure(
          'standard output was closed before all was written',
          'Read it to its end, or write it to a file.',
        );
      else
        this.#printFailure(
          `standard output cannot be written: ${code === 'ENOSPC' ? 'the disk is full' : (code ?? 'unexpected error')}`,
          'Not everything was reported: make room and run it again.',
        );
    }
    // A reader such as `head` stops early, but the user may still want the work to be done.
    if (code === 'EPIPE') this.#fail();
    else this.#end();
  }

  #fail(): void {
    this.#hasFailed = true;
    this.#process.exitCode = FAILED;
  }

  #end(): void {
    this.#fail();
    this.#interrupt.abort();
  }

  /** Written synchronously: the process may end before an asynchronous write. */
  #printFailure(what: string, remedy = 'Run it again.'): void {
    try {
      writeSync(STDERR, `navixy-secrets: ${clean(what)}.\n  ${remedy}\n`);
    } catch {
      // Standard error is closed or full: only the exit code reports it.
    }
  }
}
