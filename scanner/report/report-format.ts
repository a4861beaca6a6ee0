import type pc from 'picocolors';
import type { Advice } from '../advice/advice.ts';
import type { ScanEvent } from '../model/scan-report.ts';
import type { Verified } from '../remediation/verify/verify-secrets.ts';
import type { ReportView } from './json-report.ts';
import type { VersionControl } from './version-control.ts';

/** What a report may say besides what was found. */
export interface ReportContext {
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Paths inside it are shown relative to it, so that a terminal can open them. */
  readonly cwd: string;
  /** Commands that find the same again. */
  readonly advice: Advice;
  /** Whether values are shown; then the report was made with them. */
  readonly showSecrets: boolean;
  /** Asks git about the repository of the folder, for the reports that say it. */
  readonly versionControl?: () => Promise<VersionControl | undefined>;
  /** With `--verify`: what the platform said of each secret. */
  readonly verified?: readonly Verified[];
}

/** A text in pieces, cut between what is about one finding and what is about the next: no piece is longer. */
export type Parts = Generator<string> | AsyncGenerator<string>;

/**
 * One way to write a report. It sees the report as plain data in which every value is masked
 * already, so no format can leak one; it only has to keep the text of strangers from doing harm.
 */
export interface ReportFormat {
  /**
   * @returns the report, line break at the end included; for a format with {@link event}, what comes after its lines
   */
  render(report: ReportView, context: ReportContext): Parts;
  /** For a format that is written while the scan still runs. @returns lines, or nothing */
  readonly event?: (event: ScanEvent, context: Pick<ReportContext, 'showSecrets'>) => string;
  /** For such a format: the lines of a report that was put together from others, so that no event told of it. */
  readonly lines?: (report: ReportView) => Parts;
}
