// Declares the command `redact`.

import { Option, type Command } from 'commander';
import type { RedactCommandOptions } from '../commands/run-redact.ts';
import { examples } from './short-help.ts';
import type { Wiring } from './platform-commands.ts';

const EXAMPLES = `
Examples:
  node app.js 2>&1 | navixy-secrets redact | tee app.log     each line is passed on when it is complete
  navixy-secrets redact app.log > for-support.log
  navixy-secrets redact --check logs/*.log                   only say how many there are; exit status 1
  navixy-secrets redact --in-place logs/*.log                replace the files
  navixy-secrets redact --consistent --key-file redact.key app.log     one value, one pseudonym, in all files

A value becomes "a6aa…5fc3", with --consistent "redacted-" and 16 digits. All other bytes stay as they are.
A masked value is still active: revoke it. --min-confidence low masks more.
Exit status: 0 done, 1 --check found something, 2 not everything was redacted.`;

/** Registers `redact`. @returns the command */
export function registerRedact({ program, context, exit }: Omit<Wiring, 'withInputs'>): Command {
  return program
    .command('redact')
    .description('mask the values in a log: in a pipe, in a copy, or in the file itself')
    .argument('[file...]', 'files to copy to standard output; "-", the default, is standard input')
    .option('--in-place', 'replace the files; what writes to one must start a new file afterwards')
    .option('--check', 'write nothing, and exit with 1 if something would be masked')
    .option('--consistent', 'write a pseudonym that is the same for the same value and key')
    .option(
      '--key-file <file>',
      'the key for --consistent, in a file that only its owner can read; default: NAVIXY_REDACT_KEY',
    )
    .addOption(
      new Option('--min-confidence <level>', 'the least confidence that is masked')
        .choices(['low', 'medium', 'high'])
        .default('medium'),
    )
    .option('--config <file>', 'settings with further hosts and names; default: as for scan')
    .option('--no-config', 'use no settings')
    .addHelpText('after', examples(EXAMPLES))
    .action(async (files: string[], options: Omit<RedactCommandOptions, 'files'>) => {
      const { runRedact } = await import('../commands/run-redact.ts');
      exit(await runRedact({ ...options, files }, context({})));
    });
}
