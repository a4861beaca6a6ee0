// Options that select reports and their files.

import { InvalidArgumentError, Option, type Command } from 'commander';
import { FORMAT_NAMES, type FormatName } from '../../library/report.ts';
import type { ReportWord } from './report-targets.ts';

/** Both contain the same list, because the order of options pairs files with formats. */
export interface ReportOptions {
  readonly format?: readonly ReportWord[];
  readonly output?: readonly ReportWord[];
}

/** Adds the options that select reports and their files. */
export function withReports(command: Command): Command {
  const words: ReportWord[] = [];
  const gather = (word: ReportWord): readonly ReportWord[] => {
    words.push(word);
    return words;
  };
  return command
    .optionsGroup('Reports:')
    .addOption(
      new Option('--format <format>', 'how to report; may be repeated, each with its own --output; default: text')
        .choices(FORMAT_NAMES)
        .argParser((name) => gather({ format: known(name) })),
    )
    .option(
      '--output <file>',
      'write the report of the --format before it to this file; alone, its name tells the format',
      (file) => gather({ output: file }),
    )
    .optionsGroup('Options:');
}

/** Adds the options that say how much is printed besides the report. */
export function withVerbosity(command: Command): Command {
  return command
    .optionsGroup('Reports:')
    .addOption(
      new Option('-q, --quiet', 'print no progress and no remarks; nothing at all if nothing is found').conflicts(
        'verbose',
      ),
    )
    .option('-v, --verbose', 'say on standard error which settings and baseline are in force, and each step')
    .optionsGroup('Options:');
}

function known(name: string): FormatName {
  const format = FORMAT_NAMES.find((one) => one === name);
  if (format === undefined) throw new InvalidArgumentError(`Allowed choices are ${FORMAT_NAMES.join(', ')}.`);
  return format;
}
