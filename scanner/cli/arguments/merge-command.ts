// Declares the command `merge`.

import type { Command } from 'commander';
import type { MergeOptions } from '../commands/run-merge.ts';
import type { Wiring } from './platform-commands.ts';
import { failOnOption } from './ci-command.ts';
import { withReports, type ReportOptions } from './report-options.ts';
import { examples } from './short-help.ts';

const EXAMPLES = `
Examples:
  navixy-secrets merge results                         one report of a folder that shards wrote with --results
  navixy-secrets merge results --output leaks.json     the same into a file
  navixy-secrets merge one.json other.json             reports of "scan --format json"
  navixy-secrets merge results --fail-on none          a report only, whatever is found

A shard or a repository that is missing makes the report incomplete.
Exit status: 0 nothing found, 1 something found, 2 not everything was scanned.`;

/** Registers `merge`. @returns the command */
export function registerMerge({ program, context, exit }: Omit<Wiring, 'withInputs'>): Command {
  return withReports(program.command('merge'))
    .description('make one report of many, and say which secret sits in several repositories')
    .argument('<result...>', 'JSON reports, and folders that "scan --results" wrote')
    .addOption(failOnOption('one that no report of "scan --verify" calls dead ("alive")'))
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .addHelpText('after', examples(EXAMPLES))
    .action(
      async (
        files: string[],
        { format, output, ...options }: Pick<MergeOptions, 'failOn'> & ReportOptions & { color?: boolean },
      ) => {
        const { runMerge } = await import('../commands/run-merge.ts');
        exit(await runMerge({ ...options, files, reports: format ?? output ?? [] }, context(options)));
      },
    );
}
