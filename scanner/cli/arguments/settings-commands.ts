// Declares the commands `allow` and `config`.

import { Option, type Command } from 'commander';
import type { AllowCommandOptions } from '../commands/run-allow.ts';
import type { ConfigCommandOptions } from '../commands/run-config.ts';
import type { Wiring } from './platform-commands.ts';
import { examples } from './short-help.ts';

const ALLOW_EXAMPLES = `
Examples:
  navixy-secrets allow src/demo.js:12 --reason "a value of the public demo"
  navixy-secrets allow 53f8bfb3ae0bb6cb0dc5 --reason "revoked on 12 May" --until 2026-12-31
  navixy-secrets allow 53f8bfb3ae0bb6cb0dc5 --report history.json --reason "made up for a test"

Writes an entry of "allow" into the settings that are in force, or into a new .navixy-secrets.json, and shows the
change. Whoever reviews the change reads the reason. Exit status: 0 written or there already, 2 not.`;

const CONFIG_EXAMPLES = `
Examples:
  navixy-secrets config                    what is in force in this folder
  navixy-secrets config --format json

Exit status: 0 shown, 2 the settings are wrong.`;

/** Registers `allow` and `config`. @returns the commands */
export function registerSettingsCommands({
  program,
  context,
  exit,
}: Pick<Wiring, 'program' | 'context' | 'exit'>): readonly Command[] {
  const allow = program
    .command('allow')
    .description('accept a finding in the settings, with a reason; it is no longer reported')
    .argument('<place>', 'FILE:LINE, FILE:LINE:COLUMN or a fingerprint, as a report shows them')
    .requiredOption('--reason <text>', 'why it is harmless; everyone reads it')
    .option('--until <day>', 'report it again after this day, YYYY-MM-DD in UTC')
    .option('--report <file>', 'a JSON report in which to look for the fingerprint')
    .option('--config <file>', 'the settings to write; default: those in force, else .navixy-secrets.json')
    .addHelpText('after', examples(ALLOW_EXAMPLES))
    .action(async (place: string, options: AllowCommandOptions) => {
      const { runAllow } = await import('../commands/run-allow.ts');
      exit(await runAllow(place, options, context({})));
    });
  const config = program
    .command('config')
    .description('show which settings, baseline, hosts and names are in force, and where each comes from')
    .addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'))
    .option('--config <file>', 'settings to use')
    .option('--no-config', 'use no settings')
    .option('--baseline <file>', 'the baseline to use')
    .option('--no-baseline', 'use no baseline')
    .option('--trust-config <file>', 'a configuration that names your own installations')
    .addHelpText('after', examples(CONFIG_EXAMPLES))
    .action(async (options: ConfigCommandOptions) => {
      const { runConfig } = await import('../commands/run-config.ts');
      exit(runConfig(options, context({})));
    });
  return [allow, config];
}
