import type { ReportContext } from './report-format.ts';
import type { ReportView } from './json-report.ts';

/**
 * @returns the report with the state of the repository it is about; one about several, and one that was read, has what
 *   it has
 */
export async function withVersionControl<Report extends ReportView>(
  report: Report,
  { versionControl: ask }: Pick<ReportContext, 'versionControl'>,
): Promise<Report> {
  if (report.versionControl !== undefined || report.repositories !== undefined) return report;
  const versionControl = await ask?.();
  if (versionControl === undefined) return report;
  const { version, tool, scope, ...rest } = report;
  return { version, tool, ...(scope === undefined ? {} : { scope }), versionControl, ...rest } as unknown as Report;
}
