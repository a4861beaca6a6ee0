// What `--verbose` says on standard error.

import path from 'node:path';
import type { CommandContext, ScanInputs } from '../context.ts';
import type { Progress } from '../../library/scan.ts';
import { policySources } from '../../library/settings.ts';
import { clean } from '../../library/text.ts';
import type { Screen } from './io.ts';

/** Says which settings and baseline are in force; with `--trust-base` those of a commit are, and it says so. */
export function sayPolicy(inputs: ScanInputs, { io, cwd }: CommandContext): void {
  if (inputs.trustBase !== undefined) {
    io.stderr(`${clean(`settings, baseline and ignores: those of ${inputs.trustBase}`)}\n`);
    return;
  }
  const { settingsFile, baselineFile } = policySources({
    cwd,
    ...(inputs.config === undefined ? {} : { config: inputs.config }),
    baseline: inputs.baseline ?? false,
  });
  for (const [what, file] of [
    ['settings', settingsFile],
    ['baseline', baselineFile],
  ] as const)
    io.stderr(`${clean(`${what}: ${file === undefined ? 'none' : path.relative(cwd, file)}`)}\n`);
}

/** @returns a listener that prints the name of each step as it begins */
export function stepLines({ stderr }: Pick<Screen, 'stderr'>): (step: Progress) => void {
  let last = '';
  return ({ doing }) => {
    if (doing === last) return;
    last = doing;
    stderr(`step: ${clean(doing)}\n`);
  };
}
