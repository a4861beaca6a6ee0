// Report format text, for a terminal.

import type { ReportFormat } from '../format-interface.ts';
import { TextReport } from '../text-sections.ts';

/** For people at a terminal; see {@link TextReport}. */
export const text: ReportFormat = {
  async *render(report, context) {
    yield* new TextReport(report, context).parts();
    if (context.verified === undefined) return;
    const { verificationSummary, verificationText } = await import('../../remediation/verify/verification-report.ts');
    yield `\n${verificationText(context.verified, context.colors)}${verificationSummary(context.verified, context.advice)}\n`;
  },
};
