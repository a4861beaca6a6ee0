import path from 'node:path';
import type { CommandInputs } from '../public/advice.ts';
import { checkOutput, openReport, writeParts, type JsonReport, type OpenReport } from '../public/report.ts';
import type { ScanEvent, ScanReport } from '../public/scan.ts';
import { count, clean } from '../public/text.ts';
import type { Verified } from '../public/verify.ts';
import type { ReportTarget } from '../cli/targets.ts';
import type { Screen } from './io.ts';

interface Opened extends Pick<ReportTarget, 'append' | 'file'> {
  readonly report: OpenReport;
  /** Lines for a file; it appears when it is whole. */
  readonly lines: string[];
}

export interface WriterOptions {
  readonly io: Pick<Screen, 'stderr' | 'stdout' | 'withValues'>;
  readonly cwd: string;
  readonly showSecrets: boolean;
  readonly colors: boolean;
  /** The options of the run, for commands that find the same again. */
  readonly inputs: CommandInputs;
  /** See `ReportOptions`. */
  readonly isReadElsewhere?: boolean;
  /** For a report about the repository of {@link cwd}: see `ReportOptions`. */
  readonly env?: NodeJS.ProcessEnv;
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
    const absolute = targets.map(({ file, ...target }) => (file === undefined ? target : { ...target, file: path.resolve(cwd, file) }));
    checkAll(absolute);
    const opened = await Promise.all(absolute.map(async ({ format, ...where }): Promise<Opened> => ({ ...where, report: await openReport(format, options), lines: [] })));
    if (showSecrets) io.stderr('Warning: --show-secrets prints the values themselves. Keep this output out of logs, tickets and chats.\n');
    const masked = opened.filter(({ report }) => showSecrets && !report.showsSecrets).map(({ report }) => report.format);
    if (masked.length > 0) io.stderr(`Still masked, for it is made to be uploaded: ${masked.join(', ')}.\n`);
    return new ReportWriter(opened, options);
  }

  /** Passes an event on to the formats that are written while the scan runs. */
  event(event: ScanEvent): void {
    for (const { report, file, lines } of this.#reports) {
      const line = report.event(event);
      if (line === '') continue;
      if (file === undefined) this.#print(report, line);
      else lines.push(line);
    }
  }

  /**
   * Writes every report, also when one of them fails.
   * @param found of a scan, or plain data that was put together from others, and so holds no values
   * @param verified with `--verify`: what the platform said of each secret
   * @throws Failure for the first that could not be written
   */
  async write(found: ScanReport | JsonReport, verified?: readonly Verified[]): Promise<void> {
    const { io, cwd } = this.#options;
    const failures: unknown[] = [];
    for (const { report, file, append, lines } of this.#reports) {
      const { format, showsSecrets } = report;
      const parts = report.parts(found, verified);
      if (file === undefined) {
        for await (const part of parts) this.#print(report, part);
        if (format !== 'text' && !found.complete) io.stderr(`Incomplete: ${count(found.summary.errors, 'thing')} not looked at; the report says which.\n`);
        continue;
      }
      try {
        await writeParts(file, joined(lines, parts), showsSecrets, append);
        io.stderr(`Wrote ${clean(path.relative(cwd, file))} (${format}).\n`);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }

  #print({ showsSecrets }: OpenReport, text: string): void {
    const { stdout, withValues } = this.#options.io;
    (showsSecrets ? withValues : stdout)(text);
  }
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

async function* joined(lines: Iterable<string>, parts: AsyncIterable<string>): AsyncGenerator<string> {
  yield* lines;
  yield* parts;
}
