import type { ReportFormat } from '../format.ts';

/** The contract for programs: schemas/report-1.json. */
export const json: ReportFormat = {
  render: (report) => `${JSON.stringify(report, undefined, 2)}\n`,
};
