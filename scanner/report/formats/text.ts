import type { ReportFormat } from '../format.ts';
import { TextReport } from '../text.ts';

/** For people at a terminal. */
export const text: ReportFormat = {
  async render(report, context) {
    const said = new TextReport(report, context).toString();
    if (context.verified === undefined) return said;
    const { verificationSummary, verificationText } = await import('../../verify/report.ts');
    return `${said}\n${verificationText(context.verified, context.colors)}${verificationSummary(context.verified, context.advice)}\n`;
  },
};
