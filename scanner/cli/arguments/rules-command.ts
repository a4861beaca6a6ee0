// Declares the command `rules`.

import { Option, type Command } from 'commander';
import { RULE_REGIONS, RULE_TOOLS } from '../../library/rules.ts';
import type { RulesCommandOptions } from '../commands/run-rules.ts';
import type { Wiring } from './platform-commands.ts';
import { examples } from './short-help.ts';

const EXAMPLES = `
Examples:
  navixy-secrets rules --for gitleaks > .gitleaks.toml
  navixy-secrets rules --for gitlab > .gitlab/secret-detection-ruleset.toml
  navixy-secrets rules --for kingfisher --region us > navixy.yml

The rules find less than "navixy-secrets scan". Exit status: 0 written, 2 not written.`;

/** Registers `rules`. @returns the command */
export function registerRules({ program, context, exit }: Omit<Wiring, 'withInputs'>): Command {
  return program
    .command('rules')
    .description('print rules that teach another secret scanner the credentials of the platform')
    .addOption(new Option('--for <tool>', 'the scanner that reads them').choices(RULE_TOOLS).makeOptionMandatory())
    .addOption(
      new Option('--region <region>', 'whose API betterleaks and kingfisher may ask whether a value is active')
        .choices(RULE_REGIONS)
        .default('eu'),
    )
    .addHelpText('after', examples(EXAMPLES))
    .action(async (options: RulesCommandOptions) => {
      const { runRules } = await import('../commands/run-rules.ts');
      exit(await runRules(options, context({})));
    });
}
