// Declares the commands `baseline create`, `update` and `diff`.

import { Option, type Command } from 'commander';
import type { BaselineAction, BaselineOptions } from '../commands/run-baseline.ts';
import type { Wiring } from './platform-commands.ts';
import { FROM_STDIN, unlisted } from './input-options.ts';
import { withLimits } from './limit-options.ts';
import { examples } from './short-help.ts';

const EXAMPLES = `
Examples:
  navixy-secrets baseline create             write down what is found now, as .navixy-secrets-baseline.json
  navixy-secrets baseline create --history   the same for everything the repository ever stored
  navixy-secrets scan                        from now on reports what is new; known findings are counted
  navixy-secrets baseline diff               what is new, gone and still there
  navixy-secrets baseline update             shows what it would take in and drop, and asks

Nothing but these commands writes a baseline. It holds no value and no line numbers: it is to be committed.
A known secret is still a leak: navixy-secrets verify says which are alive.`;

const ACTION_EXAMPLES: Readonly<Record<BaselineAction, string>> = {
  create: `
Examples:
  navixy-secrets baseline create                     write down what is found now, as .navixy-secrets-baseline.json
  navixy-secrets baseline create --history           the same for everything the repository ever stored
  navixy-secrets baseline create --baseline known/leaks.json     into another file; name it in the settings or to scan

Exit status: 0 written, 2 not: it is there already, or not everything could be scanned.`,
  update: `
Examples:
  navixy-secrets baseline update                     shows what it would take in and drop, and asks
  navixy-secrets baseline update --yes               without asking, for scripts
  navixy-secrets baseline update --history           for a baseline that was made with --history

Look at what is new first: what a baseline has taken in is not reported again.
Exit status: 0 written or nothing to change, 2 not.`,
  diff: `
Examples:
  navixy-secrets baseline diff                       what is new, gone and still there
  navixy-secrets baseline diff --history --format json

Exit status: 0 nothing new, 1 something new, 2 not everything could be scanned.`,
};

const ACTIONS: Readonly<Record<BaselineAction, string>> = {
  create: 'write a baseline of what is found now; never overwrites one',
  update: 'show what changed, ask, and rewrite the baseline',
  diff: 'say what is new, gone and still there; exit status 1 for something new',
};

/** Registers `baseline create`, `update` and `diff`. @returns the commands */
export function registerBaseline({ program, withInputs, context, exit }: Wiring): readonly Command[] {
  const parent = program
    .command('baseline')
    .description('live with old findings: report only what is new')
    .addHelpText('after', examples(EXAMPLES));
  const actions = (Object.keys(ACTIONS) as BaselineAction[]).map((action) => {
    const command = unlisted(
      withLimits(withInputs(parent.command(action))),
      '--staged',
      '--since',
      '--range',
      '--trust-base',
      ...FROM_STDIN,
    )
      .description(ACTIONS[action])
      .addHelpText('after', examples(ACTION_EXAMPLES[action]))
      .option(
        '--baseline <file>',
        'the file; default: that of the settings, else .navixy-secrets-baseline.json at the top of the repository',
      );
    if (action === 'update') command.option('--yes', 'do not ask; for scripts');
    if (action === 'diff')
      command.addOption(new Option('--format <format>', 'how to report').choices(['text', 'json']).default('text'));
    return command.action(async (paths: string[], options: Omit<BaselineOptions, 'paths'> & { color?: boolean }) => {
      const { runBaseline } = await import('../commands/run-baseline.ts');
      exit(await runBaseline(action, { ...options, paths }, context(options)));
    });
  });
  return [parent, ...actions];
}
