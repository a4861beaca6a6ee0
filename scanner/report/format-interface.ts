// The interface of a report format, and the context it gets.

import type pc from 'picocolors';
import type { Advice } from '../advice/next-commands.ts';
import type { ScanEvent } from '../model/scan-report.ts';
import type { Verified } from '../remediation/verify/verify-secrets.ts';
import type { ReportView } from './json-report-types.ts';
import type { VersionControl } from './version-control.ts';

/** What a format gets besides the report. */
export interface ReportContext {
  readonly colors: ReturnType<typeof pc.createColors>;
  /** Width of the terminal; absent if the report does not go to one. */
  readonly columns?: number;
  /** Paths inside it are shown relative to it, so that terminals can open them. */
  readonly cwd: string;
  /** Commands that find the same secrets again. */
  readonly advice: Advice;
  /** Whether values are shown; then the report contains them. */
  readonly showSecrets: boolean;
  /** Asks git about the repository of the folder, for formats that show it. */
  readonly versionControl?: () => Promise<VersionControl | undefined>;
  /** Only with `--verify`: what the platform said about each secret. */
  readonly verified?: readonly Verified[];
}

/** A text in pieces; each piece is about one finding at most, so pieces stay short. */
export type Parts = Generator<string> | AsyncGenerator<string>;

/**
 * A report format. Values in the report are already masked, so no format can leak one; a format only has to make
 * untrusted text harmless.
 */
export interface ReportFormat {
  /** @returns the report with a final line break; for a format with {@link event}, the part after the event lines */
  render(report: ReportView, context: ReportContext): Parts;
  /** For formats that are written while the scan is running. @returns lines, or nothing */
  readonly event?: (event: ScanEvent, context: Pick<ReportContext, 'showSecrets'>) => string;
  /** For such formats: the lines of a merged report, which has no events. */
  readonly lines?: (report: ReportView) => Parts;
}
