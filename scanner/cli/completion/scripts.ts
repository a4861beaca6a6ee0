// Selects the completion script for a shell.

import type { Command } from 'commander';
import { bashScript } from './bash.ts';
import { fishScript } from './fish.ts';
import { outlineOf, type CommandOutline } from './command-model.ts';
import { powershellScript } from './powershell.ts';
import type { Shell } from './shells.ts';
import { zshScript } from './zsh.ts';

const SCRIPTS: Readonly<Record<Shell, (program: CommandOutline) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
  powershell: powershellScript,
};

/** @returns the completion script for this shell */
export function completionScript(shell: Shell, program: Command): string {
  return SCRIPTS[shell](outlineOf(program));
}
