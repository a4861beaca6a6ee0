// Adds the state of the scanned repository (forge, commit, branch) to a report.

import type { ReportContext } from './format-interface.ts';
import type { ReportView } from './json-report-types.ts';

/** @returns the report with the state of its repository; a merged or reread report stays as it is */
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
