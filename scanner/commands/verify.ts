import { exitCodeFor, type ExitCode } from '../online/exit-code.ts';
import { groupFindings } from '../online/group.ts';
import { runOnline, type OnlineOptions, type OnlineRun } from '../online/run.ts';
import type { LeakFinding } from '../online/types.ts';
import { selectOnly } from '../revoke/select.ts';
import { toVerificationJson, verificationSummary, verificationText } from '../verify/report.ts';
import { verify, type Verified } from '../verify/verify.ts';
import { hostOf } from '../api/index.ts';

export interface VerifyOptions extends OnlineOptions {
  readonly findings: readonly LeakFinding[];
  readonly only?: readonly string[];
  /** Ask whose the living values are: personal data. */
  readonly identify?: boolean;
  /** `none` prints nothing: the caller has a report of its own. Default `text`. */
  readonly format?: 'text' | 'json' | 'none';
}

export interface VerifyReport {
  readonly exitCode: ExitCode;
  readonly verified: readonly Verified[];
}

/**
 * Says for every distinct secret whether it is alive, and what the living are. Changes nothing.
 * Exit status: 0 all are dead, 1 something is alive, 2 it could not be found out.
 */
export async function runVerify(options: VerifyOptions): Promise<VerifyReport> {
  const { format = 'text', io } = options;
  const choose = () => selectOnly(groupFindings(options.findings), options.only);
  const work = async (run: OnlineRun): Promise<VerifyReport> => {
    const verified = await verify(run, options.identify === true);
    for (const one of verified) record(one, run);
    if (format === 'json') io.stdout(`${JSON.stringify(toVerificationJson(verified), undefined, 2)}\n`);
    if (format === 'text') io.stdout(verificationText(verified, run.colors));
    return { exitCode: exitCodeFor(verified.flatMap(({ state }) => (state === 'by-hand' ? [] : [state]))), verified };
  };
  const nothing: VerifyReport = { exitCode: 2, verified: [] };
  return runOnline('verify', choose, options, nothing, work, format === 'text' ? ({ verified }) => verificationSummary(verified) : undefined);
}

function record(one: Verified, { evidence }: OnlineRun): void {
  const { leaked, state } = one;
  if (one.state === 'alive') evidence?.secret('status', leaked, { status: state, what: one.what, host: hostOf(one.baseUrl) });
  else evidence?.secret('status', leaked, { status: state, ...(one.state === 'unknown' ? { detail: one.reason } : {}) });
}
