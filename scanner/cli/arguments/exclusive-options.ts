// Refuses `--config FILE --no-config`, and the platform's options without --verify.

import type { Command } from 'commander';
import { Failure } from '../../library/errors.ts';
import type { ApiCliOptions } from './platform-options.ts';

/** Refuses an option together with its own opposite, of which commander would let the last one count. */
export function refuseOpposites(command: Command): void {
  for (const no of command.options) {
    const yes = command.options.find(
      ({ long, negate }) => !negate && no.negate && `--no-${long?.slice(2)}` === no.long,
    );
    if (yes === undefined) continue;
    const given = new Set<string>();
    for (const option of [yes, no])
      command.on(`option:${option.name()}`, () => {
        if (given.add(option.flags).size > 1)
          command.error(`error: option '${no.flags}' cannot be used with option '${yes.flags}'`);
      });
  }
}

/**
 * An option about the platform says which hosts may receive a value; without `--verify` none does.
 * @throws Failure for such an option without `--verify`
 */
export function refuseWithoutVerify(options: ApiCliOptions & { readonly verify?: boolean }): void {
  if (options.verify === true) return;
  const { apiUrl, region, trustConfig, caFile } = options;
  const all = { '--api-url': apiUrl, '--region': region, '--trust-config': trustConfig, '--ca-file': caFile };
  const wrong = Object.entries(all).find(([, value]) => value !== undefined);
  if (wrong !== undefined) throw new Failure(`${wrong[0]} has no effect without --verify`, 'Add --verify.');
}
