// Declares the commands `hook` and `install-hook`.

import { Argument, Option, type Command } from 'commander';
import type { HookOptions } from '../commands/run-hook.ts';
import { HOOK_TYPES, type HookType } from '../../library/hooks.ts';
import type { Wiring } from './platform-commands.ts';
import { examples } from './short-help.ts';

const HOOK_EXAMPLES = `
Examples, each as the line of a hook:
  navixy-secrets hook pre-commit             what is staged
  navixy-secrets hook commit-msg "$1"        the message; comments and the diff below the scissors do not count
  navixy-secrets hook pre-push "$@"          what the push would send; git says on standard input what that is

Exit status: 0 go on, 1 something was found, 2 not everything could be scanned. Git's own --no-verify skips hooks.`;

const INSTALL_EXAMPLES = `
Examples:
  navixy-secrets install-hook                                  a pre-commit hook
  navixy-secrets install-hook --type pre-commit commit-msg pre-push
  navixy-secrets install-hook --type pre-push --uninstall      takes it away, puts back what was there

A hook that is there already is kept and runs first. With husky, lefthook, simple-git-hooks or the pre-commit
program, use "navixy-secrets init" instead.`;

interface Colour {
  readonly color?: boolean;
}

/** Registers `hook` and `install-hook`. @returns the commands */
export function registerHookCommands({
  program,
  context,
  exit,
}: Pick<Wiring, 'program' | 'context' | 'exit'>): readonly Command[] {
  const hook = program
    .command('hook')
    .description('run as a git hook: scan what is about to be committed or pushed, and stop it if there is a secret')
    .addArgument(new Argument('<type>', 'the hook to be').choices(HOOK_TYPES))
    .argument('[args...]', 'what git gives to that hook')
    .addOption(
      new Option(
        '--min-confidence <level>',
        'the least confidence that counts as found; default: that of the settings, else medium',
      ).choices(['low', 'medium', 'high']),
    )
    .option('--config <file>', 'settings to use')
    .option('--no-config', 'use no settings')
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .addHelpText('after', examples(HOOK_EXAMPLES))
    .action(async (type: HookType, args: string[], options: HookOptions & Colour) => {
      const { runHook } = await import('../commands/run-hook.ts');
      exit(await runHook(type, args, options, context(options)));
    });
  const install = program
    .command('install-hook')
    .description('install a plain git hook; an existing hook is kept and still runs')
    .addOption(new Option('--type <type...>', 'which hooks').choices(HOOK_TYPES).default(['pre-commit']))
    .option('--uninstall', 'remove it and restore the previous hook')
    .option('--shared', 'also into a folder outside of this repository that core.hooksPath names')
    .addHelpText('after', examples(INSTALL_EXAMPLES))
    .action(async ({ type, ...options }: { type: HookType[]; uninstall?: boolean; shared?: boolean }) => {
      const { runInstallHook } = await import('../commands/run-install-hook.ts');
      exit(await runInstallHook({ ...options, types: type }, context({})));
    });
  return [hook, install];
}
