import { inspect } from 'node:util';
import {
  runRotate,
  type RotateCommandOptions,
  type RotateCommandReport,
} from '../../../../scanner/cli/commands/run-rotate.ts';
import type { NavixyServer } from '../../../support/navixy-server/index.ts';
import { QUICK } from '../revoke/harness.ts';

export interface RotateRun {
  readonly report: RotateCommandReport;
  readonly stdout: string;
  readonly stderr: string;
  readonly everything: string;
}

/** Runs `rotate` against a stand-in, as the command line would with `--api-url`. */
export async function rotate(
  server: NavixyServer,
  options: Partial<RotateCommandOptions> & Pick<RotateCommandOptions, 'cwd'>,
): Promise<RotateRun> {
  let stdout = '';
  let stderr = '';
  const report = await runRotate({
    findings: [],
    destination: { type: 'file', path: 'new-key' },
    baseUrls: [server.baseUrl],
    interactive: false,
    env: {},
    colors: false,
    transport: QUICK,
    proofWaitMs: 1,
    ...options,
    io: { stdout: (chunk) => (stdout += chunk), stderr: (chunk) => (stderr += chunk) },
  });
  const seen = inspect(report, { depth: 20, showHidden: true, getters: true });
  return { report, stdout, stderr, everything: `${stdout}\n${stderr}\n${seen}\n${JSON.stringify(report)}` };
}
