import type { ReportFormat } from '../format.ts';
import { withVersionControl } from '../versioned.ts';

/** The contract for programs: schemas/report-1.json. */
export const json: ReportFormat = {
  render: async (report, context) => `${JSON.stringify(await withVersionControl(report, context), undefined, 2)}\n`,
};
