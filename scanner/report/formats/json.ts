// Report format JSON.

import type { ReportFormat } from '../format-interface.ts';
import { JsonList, jsonParts } from '../json-stream.ts';
import { withVersionControl } from '../versioned.ts';

/** The contract for programs: schemas/report-1.json. */
export const json: ReportFormat = {
  async *render(report, context) {
    const whole = await withVersionControl(report, context);
    yield* jsonParts({ ...whole, findings: new JsonList(whole.findings), suppressed: new JsonList(whole.suppressed) });
    yield '\n';
  },
};
