// Writes the reports of a scan to standard output and files.

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

/** Maximum number of characters buffered until the scan ends; beyond it, parts are written to the file early. */
const MOST_BUFFERED = 1024 * 1024;

/** Lines that arrive during a scan, for a file that appears when it is complete. */
class EarlyLines {
  readonly #file: string;
  readonly #showsSecrets: boolean;
  readonly #append: boolean;
  #lines: string[] = [];
  #length = 0;
  #output: Output | undefined;

  /** @param append the file is shared, so everything is appended at once */
  constructor(file: string, showsSecrets: boolean, append: boolean) {
    this.#file = file;
    this.#showsSecrets = showsSecrets;
    this.#append = append;
  }

  add(line: string): void {
    this.#lines.push(line);
    this.#length += line.length;
    if (this.#length < MOST_BUFFERED || this.#append) return;
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
  /** Width of the terminal that standard output is; absent if it is none. */
  readonly columns?: number;
  /** Options of the run, for commands that find the same secrets again. */
  readonly inputs: CommandInputs;
  /** See `ReportOptions`. */
  readonly isReadElsewhere?: boolean;
  /** For the state of the repository of {@link cwd}: see `ReportOptions`. */
  readonly env?: NodeJS.ProcessEnv;
  /** Nothing is printed for a scan that found nothing, and no remarks. */
  readonly isQuiet?: boolean;
  /** Stops writing; the findings so far are reported in short. */
  readonly signal?: AbortSignal;
}

/** Writes one scan as several reports, to standard output and files. */
export class ReportWriter {
  readonly #reports: readonly Opened[];
  readonly #options: WriterOptions;

  private constructor(reports: readonly Opened[], options: WriterOptions) {
    this.#reports = reports;
    this.#options = options;
  }

  /** @throws Failure for an unwritable file, before anything is scanned */
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

  /** Passes an event to formats that are written while the scan is running. */
  event(event: ScanEvent): void {
    for (const { report, file, early } of this.#reports) {
      const line = report.event(event);
      if (line === '') continue;
      if (file === undefined) this.#print(report, line);
      else early.add(line);
    }
  }

  /** Removes what was prepared for reports that will not be written. */
  drop(): void {
    for (const { early } of this.#reports) early.drop();
  }

  /**
   * Writes all reports, even if one of them fails.
   * @param found of a scan, or merged plain data, which contains no values
   * @param verified with `--verify`: the platform's answer for each secret
   * @throws Failure for the first report that could not be written
   */
  async write(all: ScanReport | JsonReport, verified?: readonly Verified[]): Promise<void> {
    const { io, cwd, signal, isQuiet = false } = this.#options;
    // A user who interrupts a scan does not wait for a hundred thousand lines.
    const found = signal?.aborted === true && !('version' in all) ? shortened(all) : all;
    const failures: unknown[] = [];
    for (const { report, file, early } of this.#reports) {
      const { format } = report;
      const parts = uninterrupted(report.parts(found, verified), signal, io.stdoutLost);
      if (file === undefined) {
        if (isQuiet && format === 'text' && hasNothingToSay(found)) continue;
        for await (const part of parts) this.#print(report, part);
        if (format !== 'text' && !found.complete)
          io.stderr(`Incomplete: ${count(found.summary.errors, 'thing')} not scanned; the report says which.\n`);
        continue;
      }
      try {
        await early.end(parts);
        if (!isQuiet) io.stderr(`Wrote ${clean(path.relative(cwd, file))} (${format}).\n`);
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

/** Whether everything was scanned and nothing found, not even an ignore that should have counted. */
function hasNothingToSay({ findings, complete, warnings }: ScanReport | JsonReport): boolean {
  return complete && warnings.every(({ type }) => type === 'ignore-unused') && findings.length === 0;
}

async function opening(
  format: FormatName,
  { file = '', append }: Pick<ReportTarget, 'append' | 'file'>,
  { columns, ...options }: WriterOptions,
): Promise<Pick<Opened, 'early' | 'report'>> {
  const width = file === '' && columns !== undefined ? { columns } : {};
  const report = await openReport(format, { ...options, ...width });
  return { report, early: new EarlyLines(file, report.showsSecrets, append === true) };
}

/** Checks all files before the scan; if one cannot be written, nothing is left behind. */
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
 * Pauses between the parts of a report, so that signals are handled.
 * @throws Failure after a signal during a report: an incomplete report could be taken for a complete one
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
    // Lost standard output has already been reported.
    if (signal.aborted && lost?.aborted !== true)
      throw new Failure('interrupted: the report was not written to its end', 'Run it again and let it finish.');
  }
}

async function* joined(lines: Iterable<string>, parts: AsyncIterable<string>): AsyncGenerator<string> {
  yield* lines;
  yield* parts;
}
