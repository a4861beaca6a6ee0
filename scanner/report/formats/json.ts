import { jsonText } from '../../text/clean.ts';
import type { ReportFormat } from '../format.ts';
import { withVersionControl } from '../versioned.ts';

/** The contract for programs: schemas/report-1.json. */
export const json: ReportFormat = {
  render: async (report, context) => `${jsonText(await withVersionControl(report, context), 2)}\n`,
};
