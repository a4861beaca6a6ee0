// Makes `-h` short: the options that are used most and three examples; `--help` shows everything.

import type { Command, Help, Option } from 'commander';

/** Options that `-h` shows, the most useful first. */
const FIRST = [
  '--history',
  '--staged',
  '--all',
  '--since',
  '--only',
  '--yes',
  '--to-env',
  '--to-command',
  '--deployed',
  '--format',
  '--output',
  '--verify',
  '--fail-on',
  '--quiet',
  '--baseline',
  '--region',
  '--api-url',
  '--exclude',
  '--min-confidence',
  '--evidence',
  '--config',
];
const MOST_OPTIONS = 10;
const MOST_EXAMPLES = 3;

/** Makes `-h` of a command short. */
export function withShortHelp(command: Command): Command {
  const { visibleOptions } = command.createHelp();
  return command.configureHelp({
    visibleOptions(this: Help, given: Command): Option[] {
      const all = visibleOptions.call(this, given);
      return isShort(given) ? first(all) : all;
    },
  });
}

/** @returns examples for `addHelpText`: with `-h` the first three, and how to see the rest */
export function examples(text: string): (context: { command: Command }) => string {
  return ({ command }) => (isShort(command) ? shortened(text) : text);
}

/** Whether `-h` was given, and not `--help` or the command `help`. */
function isShort(command: Command): boolean {
  let top: Command = command;
  while (top.parent !== null) top = top.parent;
  const { rawArgs = [] } = top as Command & { readonly rawArgs?: readonly string[] };
  return rawArgs.includes('-h') && !rawArgs.includes('--help');
}

function first(options: readonly Option[]): Option[] {
  const help = options.filter(({ long }) => long === '--help');
  if (options.length - help.length <= MOST_OPTIONS) return [...options];
  const chosen = new Set(FIRST.filter((name) => options.some(({ long }) => long === name)).slice(0, MOST_OPTIONS));
  return options.filter(({ long }) => long === '--help' || chosen.has(long ?? ''));
}

function shortened(text: string): string {
  const [, head = '', body = ''] = /^(\n?Examples[^\n]*\n)((?: {2}.*(?:\n|$))*)/.exec(text) ?? [];
  if (body === '') return text;
  // A line that is indented further belongs to the example above it.
  const shown = body.split(/^(?= {2}\S)/m).slice(0, MOST_EXAMPLES);
  return `${head}${shown.join('').trimEnd()}\n\n--help lists all options and examples.`;
}
