// Runs the command `rules`.

import { ExitCode } from '../../library/errors.ts';
import { rulesFor, type RuleRegion, type RuleTool } from '../../library/rules.ts';
import type { CommandContext } from '../context.ts';

export interface RulesCommandOptions {
  readonly for: RuleTool;
  readonly region: RuleRegion;
}

/** Prints rules for another scanner. @returns the exit code */
export async function runRules({ for: tool, region }: RulesCommandOptions, { io }: CommandContext): Promise<ExitCode> {
  io.stdout(await rulesFor(tool, region));
  return ExitCode.Clean;
}
