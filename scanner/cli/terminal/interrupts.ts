// Sees to it that the process ends with 0, 1 or 2 and a sentence, whatever happens to it.
import { writeSync } from 'node:fs';
import { Failure } from '../../library/errors.ts';
import { clean } from '../../library/text.ts';

/** What the process says when it could not do what was asked. */
const FAILED = 2;
/** How long a command may take to end tidily after an error that nobody expected, in milliseconds. */
const GRACE = 5000;
const DEFECT = 'This is a defect of navixy-secrets; please report it.';
/** Descriptor of standard error. */
const STDERR = 2;

/** What of a process is needed: its ends, its signals and its streams. */
type Endable = Pick<NodeJS.Process, 'cwd' | 'exit' | 'on' | 'once' | 'stderr' | 'stdout'> & {
  exitCode?: number | string | null | undefined;
};

/**
 * Until {@link done}, the process counts as failed: an event loop that runs dry, an error that nobody caught and an
 * output that cannot be written end it with 2. What runs is asked to stop by the signal, so that it reports what it
 * has and leaves nothing open.
 */
export class Interrupts {
  readonly #process: Endable;
  readonly #interrupt = new AbortController();
  readonly #outputLost = new AbortController();
  #exitCode: number | undefined;
  #hasFailed = false;

  constructor(process: Endable) {
    this.#process = process;
    process.exitCode = FAILED;
    // The first one lets the command report what it has; the second ends it at once, as if this were not here.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => this.#interrupt.abort());
    process.on('uncaughtException', (error) => this.fail(error));
    process.on('unhandledRejection', (error) => this.fail(error));
    process.on('beforeExit', () => {
      if (this.#exitCode === undefined && !this.#hasFailed)
        this.#say('ended before its work was done: nothing was left to wait for. Not everything was looked at', DEFECT);
    });
    process.stdout.on('error', (error: NodeJS.ErrnoException) => this.#lost(error));
    // Where messages cannot be written, nothing more can be said; the exit status says it.
    process.stderr.on('error', () => undefined);
  }

  /** @throws Failure where the current folder is gone */
  cwd(): string {
    try {
      return this.#process.cwd();
    } catch {
      throw new Failure('the current folder does not exist any more', 'Change to another folder.');
    }
  }

  /** Tells the command to stop. */
  get signal(): AbortSignal {
    return this.#interrupt.signal;
  }

  /** Aborted when standard output cannot be written any more. */
  get outputLost(): AbortSignal {
    return this.#outputLost.signal;
  }

  /** The command has ended. @param exitCode counts unless anything went wrong besides */
  done(exitCode: number): void {
    this.#exitCode = exitCode;
    this.#process.exitCode = this.#hasFailed ? FAILED : exitCode;
  }

  /** Ends the process for an error that nobody expected, in time for the command to end tidily. */
  fail(error: unknown): void {
    const said = error instanceof Error ? error.message : String(error);
    if (!this.#hasFailed)
      this.#say(
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
        this.#say(
          'standard output was closed before all was written',
          'Read it to its end, or write the report to a file with --output.',
        );
      else
        this.#say(
          `standard output cannot be written: ${code === 'ENOSPC' ? 'the disk is full' : (code ?? 'unexpected error')}`,
          'Not everything was reported: make room and run it again.',
        );
    }
    // Whoever reads only the beginning may still want the work done.
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

  /** Written at once: there may be no later. */
  #say(what: string, remedy = 'Run it again.'): void {
    try {
      writeSync(STDERR, `navixy-secrets: ${clean(what)}.\n  ${remedy}\n`);
    } catch {
      // Standard error is closed or full: the exit status says it.
    }
  }
}
