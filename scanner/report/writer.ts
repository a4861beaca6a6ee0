import path from 'node:path';
import type { CliIo } from '../terminal/io.ts';
import type { ScanEvent, ScanReport } from '../scan.ts';
import { printable } from './clean.ts';
import type { ReportContext, ReportFormat } from './format.ts';
import { FORMATS } from './formats.ts';
import { toJson, type JsonReport } from './json.ts';
import { count } from './numbers.ts';
import { checkOutput, writeOutput } from './output.ts';
import type { ReportTarget } from './targets.ts';

interface OpenReport extends ReportTarget {
  readonly written: ReportFormat;
  /** What `--show-secrets` means for it. */
  readonly showSecrets: boolean;
  /** Lines for a file; it appears when it is whole. */
  readonly lines: string[];
}

export interface WriterOptions {
  readonly io: Pick<CliIo, 'stdout' | 'stderr'>;
  readonly cwd: string;
  readonly showSecrets: boolean;
}

/** Writes one scan as several reports, on standard output and into files. */
export class ReportWriter {
  readonly #reports: readonly OpenReport[];
  readonly #options: WriterOptions;

  private constructor(reports: readonly OpenReport[], options: WriterOptions) {
    this.#reports = reports;
    this.#options = options;
  }

  /** @throws Failure, before anything is scanned, for a file that cannot be written */
  static async open(targets: readonly ReportTarget[], options: WriterOptions): Promise<ReportWriter> {
    const { io, cwd, showSecrets } = options;
    const absolute = targets.map(({ format, file }) => (file === undefined ? { format } : { format, file: path.resolve(cwd, file) }));
    for (const { file } of absolute) if (file !== undefined) checkOutput(file);
    if (showSecrets) io.stderr('Warning: --show-secrets prints the values themselves. Keep this output out of logs, tickets and chats.\n');
    const masked = absolute.filter(({ format }) => showSecrets && !FORMATS[format].showsSecrets).map(({ format }) => format);
    if (masked.length > 0) io.stderr(`Still masked, for it is made to be uploaded: ${masked.join(', ')}.\n`);
    const open = async (target: ReportTarget): Promise<OpenReport> => {
      const { load, showsSecrets } = FORMATS[target.format];
      return { ...target, written: await load(), showSecrets: showSecrets && showsSecrets, lines: [] };
    };
    return new ReportWriter(await Promise.all(absolute.map(open)), options);
  }

  /** Passes an event on to the formats that are written while the scan runs. */
  event(event: ScanEvent): void {
    for (const { written, showSecrets, file, lines } of this.#reports) {
      const line = written.event?.(event, { showSecrets }) ?? '';
      if (line === '') continue;
      if (file === undefined) this.#options.io.stdout(line);
      else lines.push(line);
    }
  }

  /**
   * Writes every report, also when one of them fails.
   * @throws Failure for the first that could not be written
   */
  async write(report: ScanReport, context: Omit<ReportContext, 'showSecrets' | 'cwd'>): Promise<void> {
    return this.#write((showSecrets) => toJson(report, { showSecrets }), context, false);
  }

  /** The same for a report that is plain data already, and so holds no values. */
  async writeMerged(report: JsonReport, context: Omit<ReportContext, 'showSecrets' | 'cwd'>): Promise<void> {
    return this.#write(() => report, context, true);
  }

  async #write(reportFor: (showSecrets: boolean) => JsonReport, context: Omit<ReportContext, 'showSecrets' | 'cwd'>, isMerged: boolean): Promise<void> {
    const { io, cwd } = this.#options;
    const failures: unknown[] = [];
    for (const { written, format, file, lines, showSecrets } of this.#reports) {
      const report = reportFor(showSecrets);
      const text = ((isMerged && written.lines?.(report)) || '') + (await written.render(report, { ...context, cwd, showSecrets }));
      if (file === undefined) {
        io.stdout(text);
        if (format !== 'text' && !report.complete) io.stderr(`Incomplete: ${count(report.summary.errors, 'thing')} not looked at; the report says which.\n`);
        continue;
      }
      try {
        writeOutput(file, lines.join('') + text, showSecrets);
        io.stderr(`Wrote ${printable(path.relative(cwd, file))} (${format}).\n`);
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
