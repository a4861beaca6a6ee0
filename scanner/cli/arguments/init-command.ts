// Declares the command `init`.

import { Option, type Command } from 'commander';
import type { InitCommandOptions } from '../commands/run-init.ts';
import { HOOK_TYPES } from '../../library/hooks.ts';
import type { Wiring } from './platform-commands.ts';
import { examples } from './short-help.ts';

const INIT_EXAMPLES = `
Examples:
  navixy-secrets init                         looks, shows what it would change, asks, writes
  navixy-secrets init --yes                   the same without asking, for scripts
  navixy-secrets init --hooks pre-commit commit-msg pre-push    messages and pushes are scanned too
  navixy-secrets init --check                 is it set up? Exit status: 0 yes, 1 no

A file that cannot be edited with certainty is left alone, and you are told the lines. A second run changes nothing.
Exit status: 0 all set up, 2 something is left to do by hand, or nothing was written.`;

/** Registers `init`. @returns the command */
export function registerInit({ program, context, exit }: Pick<Wiring, 'program' | 'context' | 'exit'>): Command {
  return program
    .command('init')
    .description("set a project up: package, ESLint rules, git hook and CI, each by the project's own means")
    .addOption(new Option('--only <part...>', 'only these').choices(['package', 'eslint', 'hook', 'ci']))
    .addOption(new Option('--hooks <type...>', 'which git hooks').choices(HOOK_TYPES).default(['pre-commit']))
    .option('--yes', 'write without asking')
    .option('--check', 'change nothing; say whether all is set up')
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .addHelpText('after', examples(INIT_EXAMPLES))
    .action(async (options: InitCommandOptions & { readonly color?: boolean }) => {
      const { runInit } = await import('../commands/run-init.ts');
      exit(await runInit(options, context(options)));
    });
}
