// Declares the command `completion`.

import { Argument, type Command } from 'commander';
import { SHELLS, type Shell } from '../completion/shells.ts';
import type { CliIo } from '../terminal/io.ts';
import { examples } from './short-help.ts';

const EXAMPLES = `
Examples, each once, for every new shell:
  echo 'eval "$(navixy-secrets completion bash)"' >> ~/.bashrc
  echo 'source <(navixy-secrets completion zsh)' >> ~/.zshrc
  navixy-secrets completion fish > ~/.config/fish/completions/navixy-secrets.fish
  Add-Content $PROFILE 'navixy-secrets completion powershell | Out-String | Invoke-Expression'

The script knows this version's commands and runs nothing while you type. It completes the command "navixy-secrets"
where that is on the PATH, which npx alone does not do.`;

/** Registers `completion`. @returns the command */
export function registerCompletion(program: Command, io: Pick<CliIo, 'stdout'>): Command {
  return program
    .command('completion')
    .description('print a script that makes your shell complete commands, options and their values')
    .addArgument(new Argument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText('after', examples(EXAMPLES))
    .action(async (shell: Shell) => {
      const { completionScript } = await import('../completion/scripts.ts');
      io.stdout(completionScript(shell, program));
    });
}
