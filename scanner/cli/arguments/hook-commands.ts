// Declares the commands `hook` and `install-hook`.

import { Argument, Option, type Command } from 'commander';
import type { HookOptions } from '../commands/run-hook.ts';
import type { InstallHookOptions } from '../commands/run-install-hook.ts';
import { HOOK_TYPES, RUN_TYPES, type RunType } from '../../library/hooks.ts';
import type { Wiring } from './platform-commands.ts';
import { examples } from './short-help.ts';

const HOOK_EXAMPLES = `
Examples, each as the line of a hook:
  navixy-secrets hook pre-commit             what is staged
  navixy-secrets hook commit-msg "$1"        the message; comments and the diff below the scissors do not count
  navixy-secrets hook pre-push "$@"          what the push would send; git says on standard input what that is
  navixy-secrets hook pre-receive            on a server: what a push brings, before it is accepted

Exit status: 0 go on, 1 something was found, 2 not everything could be scanned. Git's own --no-verify skips hooks.`;

const INSTALL_EXAMPLES = `
Examples:
  navixy-secrets install-hook                                  a pre-commit hook
  navixy-secrets install-hook --type pre-commit commit-msg pre-push
  navixy-secrets install-hook --type pre-push --uninstall      takes it away, puts back what was there
  navixy-secrets install-hook --global                         for all your repositories; --uninstall undoes it

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
    .addArgument(new Argument('<type>', 'the hook to be').choices(RUN_TYPES))
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
    .action(async (type: RunType, args: string[], options: HookOptions & Colour) => {
      const { runHook } = await import('../commands/run-hook.ts');
      exit(await runHook(type, args, options, context(options)));
    });
  const install = program
    .command('install-hook')
    .description('install a plain git hook; an existing hook is kept and still runs')
    .addOption(new Option('--type <type...>', 'which hooks; default: pre-commit').choices(HOOK_TYPES))
    .option('--uninstall', 'remove it and restore the previous hook')
    .addOption(
      new Option('--shared', 'also into a folder outside of this repository that core.hooksPath names').conflicts(
        'global',
      ),
    )
    .option('--global', 'for all repositories of this user: sets core.hooksPath, and still runs their own hooks')
    .addHelpText('after', examples(INSTALL_EXAMPLES))
    .action(async ({ global: isGlobal = false, ...options }: InstallHookOptions & { global?: boolean }) => {
      if (isGlobal) {
        const { runGlobalHook } = await import('../commands/run-global-hook.ts');
        exit(await runGlobalHook(options, context({})));
      } else {
        const { runInstallHook } = await import('../commands/run-install-hook.ts');
        exit(await runInstallHook(options, context({})));
      }
    });
  return [hook, install];
}
