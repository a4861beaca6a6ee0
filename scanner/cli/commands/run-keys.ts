// Runs the command `keys`.

import type { ExitCode } from '../../library/errors.ts';
import { listKeys, toKeysJson, type AccountKeys, type KeysOptions } from '../../library/keys.ts';
import { jsonText } from '../../library/text.ts';
import { keysSummary, keysText } from '../terminal/keys-messages.ts';
import { runPlatformCommand, type OnlineOptions } from './platform-session.ts';

export interface KeysCommandOptions extends OnlineOptions, Pick<KeysOptions, 'findings' | 'now'> {
  readonly format?: 'text' | 'json';
}

export interface KeysCommandReport {
  readonly exitCode: ExitCode;
  /** Absent if the keys could not be listed. */
  readonly account: AccountKeys | undefined;
}

/** Lists the API keys of an account with notes about each. Exit code 2: they could not be listed. */
export async function runKeys({
  findings,
  now,
  format = 'text',
  ...options
}: KeysCommandOptions): Promise<KeysCommandReport> {
  return runPlatformCommand<KeysCommandReport>(
    options,
    { exitCode: 2, account: undefined },
    async ({ io, data, colors, platform }) => {
      const report = await listKeys({ ...platform, findings, ...(now === undefined ? {} : { now }) });
      if (format === 'json') data(`${jsonText(toKeysJson(report.account), 2)}\n`);
      else io.stdout(keysText(report.account, colors));
      return report;
    },
    format === 'text'
      ? ({ account }) => `\n${account === undefined ? '' : keysSummary(account, options.advice)}`
      : undefined,
  );
}
