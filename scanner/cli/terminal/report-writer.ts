import path from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CommandInputs } from '../../library/advice.ts';
import { Failure } from '../../library/errors.ts';
import {
  checkOutput,
  openReport,
  Output,
  shortened,
  writeParts,
  type FormatName,
  type JsonReport,
  type OpenReport,
} from '../../library/report.ts';
import type { ScanEvent, ScanReport } from '../../library/scan.ts';
import { count, clean } from '../../library/text.ts';
import type { Verified } from '../../library/verify.ts';
import type { ReportTarget } from '../arguments/report-targets.ts';
import type { Screen } from './io.ts';

interface Opened extends Pick<ReportTarget, 'append' | 'file'> {
  readonly report: OpenReport;
  readonly early: EarlyLines;
}

/** Characters of lines that are held until the scan has ended; of more, a part of the file is written meanwhile. */
const MOST_HELD = 1024 * 1024;

/** Lines that come while the scan runs, for a file that appears when it is whole. */
class EarlyLines {
  readonly #file: string;
  readonly #showsSecrets: boolean;
  readonly #append: boolean;
  #lines: string[] = [];
  #length = 0;
  #output: Output | undefined;

  /** @param append the file is one of others, to which all is added at once */
  constructor(file: string, showsSecrets: boolean, append: boolean) {
    this.#file = file;
    this.#showsSecrets = showsSecrets;
    this.#append = append;
  }

  add(line: string): void {
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length < MOST_HELD || this.#append) return;
    this.#output ??= new Output(this.#file, this.#showsSecrets);
    this.#output.write(this.#lines.join(''));
    this.#lines = [];
    this.#length = 0;
  }

  async end(parts: AsyncIterable<string>): Promise<void> {
    await writeParts(this.#file, joined(this.#lines, parts), this.#showsSecrets, this.#append, this.#output);
  }

  drop(): void {
    this.#output?.drop();
  }
}

export interface WriterOptions {
  readonly io: Pick<Screen, 'stderr' | 'stdout' | 'stdoutLost' | 'withValues'>;
  readonly cwd: string;
  readonly showSecrets: boolean;
  readonly colors: boolean;
  /** The options of the run, for commands that find the same again. */
  readonly inputs: CommandInputs;
  /** See `ReportOptions`. */
  readonly isReadElsewhere?: boolean;
  /** For a report about the repository of {@link cwd}: see `ReportOptions`. */
  readonly env?: NodeJS.ProcessEnv;
  /** Ends the writing; what was found by then is told in short. */
  readonly signal?: AbortSignal;
}

/** Writes one scan as several reports, on standard output and into files. */
export class ReportWriter {
  readonly #reports: readonly Opened[];
  readonly #options: WriterOptions;

  private constructor(reports: readonly Opened[], options: WriterOptions) {
    this.#reports = reports;
    this.#options = options;
  }

  /** @throws Failure, before anything is scanned, for a file that cannot be written */
  static async open(targets: readonly ReportTarget[], options: WriterOptions): Promise<ReportWriter> {
    const { io, cwd, showSecrets } = options;
    const absolute = targets.map(({ file, ...target }) =>
      file === undefined ? target : { ...target, file: path.resolve(cwd, file) },
    );
    checkAll(absolute);
    const opened = await Promise.all(
      absolute.map(async ({ format, ...where }): Promise<Opened> => ({
        ...where,
        ...(await opening(format, where, options)),
      })),
    );
    if (showSecrets)
      io.stderr(
        'Warning: --show-secrets prints the values themselves. Keep this output out of logs, tickets and chats.\n',
      );
    const masked = opened
      .filter(({ report }) => showSecrets && !report.showsSecrets)
      .map(({ report }) => report.format);
    if (masked.length > 0) io.stderr(`Still masked, for it is made to be uploaded: ${masked.join(', ')}.\n`);
    return new ReportWriter(opened, options);
  }

  /** Passes an event on to the formats that are written while the scan runs. */
  event(event: ScanEvent): void {
    for (const { report, file, early } of this.#reports) {
      const line = report.event(event);
      if (line === '') continue;
      if (file === undefined) this.#print(report, line);
      else early.add(line);
    }
  }

  /** Leaves nothing behind of reports that will not be written. */
  drop(): void {
    for (const { early } of this.#reports) early.drop();
  }

  /**
   * Writes every report, also when one of them fails.
   * @param found of a scan, or plain data that was put together from others, and so holds no values
   * @param verified with `--verify`: what the platform said of each secret
   * @throws Failure for the first that could not be written
   */
  async write(all: ScanReport | JsonReport, verified?: readonly Verified[]): Promise<void> {
    const { io, cwd, signal } = this.#options;
    // Nobody who has stopped it waits for a hundred thousand lines.
    const found = signal?.aborted === true && !('version' in all) ? shortened(all) : all;
    const failures: unknown[] = [];
    for (const { report, file, early } of this.#reports) {
      const { format } = report;
      const parts = uninterrupted(report.parts(found, verified), signal, io.stdoutLost);
      if (file === undefined) {
        for await (const part of parts) this.#print(report, part);
        if (format !== 'text' && !found.complete)
          io.stderr(`Incomplete: ${count(found.summary.errors, 'thing')} not looked at; the report says which.\n`);
        continue;
      }
      try {
        await early.end(parts);
        io.stderr(`Wrote ${clean(path.relative(cwd, file))} (${format}).\n`);
      } catch (error) {
        failures.push(error);
        if (signal?.aborted === true && found === all) break;
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  #print({ showsSecrets }: OpenReport, text: string): void {
    const { stdout, withValues } = this.#options.io;
    (showsSecrets ? withValues : stdout)(text);
  }
}

async function opening(
  format: FormatName,
  { file = '', append }: Pick<ReportTarget, 'append' | 'file'>,
  options: WriterOptions,
): Promise<Pick<Opened, 'early' | 'report'>> {
  const report = await openReport(format, options);
  return { report, early: new EarlyLines(file, report.showsSecrets, append === true) };
}

/** All of them, before anything is scanned; where one cannot be written, nothing is left of the others. */
function checkAll(targets: readonly Pick<ReportTarget, 'append' | 'file'>[]): void {
  const undo: (() => void)[] = [];
  try {
    for (const { file, append } of targets) if (file !== undefined) undo.unshift(checkOutput(file, append));
  } catch (error) {
    for (const one of undo) one();
    throw error;
  }
}

/**
 * Pauses between the parts of a report, so that an interrupt is heard.
 * @throws Failure when one came after the report was begun: half of it would be taken for all
 */
async function* uninterrupted(
  parts: AsyncIterable<string>,
  signal: AbortSignal | undefined,
  lost: AbortSignal | undefined,
): AsyncGenerator<string> {
  const wasAborted = signal?.aborted === true;
  for await (const part of parts) {
    yield part;
    if (wasAborted || signal === undefined) continue;
    await nextTurn();
    // That standard output is lost was said when it was.
    if (signal.aborted && lost?.aborted !== true)
      throw new Failure('interrupted: the report was not written to its end', 'Run it again and let it finish.');
  }
}

async function* joined(lines: Iterable<string>, parts: AsyncIterable<string>): AsyncGenerator<string> {
  yield* lines;
  yield* parts;
}
