import type { ReportContext } from './format.ts';
import type { JsonReport } from './json.ts';

/** @returns the report with the state of the repository it is about; one about several, and one that was read, has what it has */
export async function withVersionControl(report: JsonReport, { versionControl: ask }: Pick<ReportContext, 'versionControl'>): Promise<JsonReport> {
  if (report.versionControl !== undefined || report.repositories !== undefined) return report;
  const versionControl = await ask?.();
  if (versionControl === undefined) return report;
  const { version, tool, scope, ...rest } = report;
  return { version, tool, ...(scope === undefined ? {} : { scope }), versionControl, ...rest };
}
