// Runs the command `verify`.

import {
  toVerificationJson,
  verificationSummary,
  verificationText,
  verify,
  type VerifyOptions,
  type VerifyReport,
} from '../../library/verify.ts';
import { jsonText } from '../../library/text.ts';
import { nothingFound } from '../terminal/nothing-found.ts';
import { runPlatformCommand, type OnlineOptions } from './platform-session.ts';

export interface VerifyCommandOptions extends OnlineOptions, Pick<VerifyOptions, 'findings' | 'only' | 'identify'> {
  /** `none` prints nothing, for callers with their own report. Default `text`. */
  readonly format?: 'text' | 'json' | 'none';
}

/** Checks for every distinct secret whether it is active, and what active ones are. Changes nothing. */
export async function runVerify({
  findings,
  only,
  identify = false,
  format = 'text',
  ...options
}: VerifyCommandOptions): Promise<VerifyReport> {
  return runPlatformCommand(
    options,
    { exitCode: 2, verified: [] },
    async ({ io, data, colors, platform }) => {
      const report = await verify({ ...platform, findings, identify, ...(only === undefined ? {} : { only }) });
      if (format === 'json') data(`${jsonText(toVerificationJson(report.verified), 2)}\n`);
      if (format === 'text') io.stdout(verificationText(report.verified, colors));
      return report;
    },
    format === 'text'
      ? ({ verified }) =>
          verified.length === 0
            ? nothingFound('verify', options)
            : verificationSummary(verified, options.advice, { only: only !== undefined })
      : undefined,
  );
}
